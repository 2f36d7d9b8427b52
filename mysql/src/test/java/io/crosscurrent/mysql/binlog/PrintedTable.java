/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.binlog;

import io.crosscurrent.mysql.schema.MySqlColumn;
import io.crosscurrent.mysql.schema.MySqlTable;
import io.crosscurrent.testing.MySqlServer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** What a SELECT by the server prints for every column of a table, in forms that keep every bit. */
final class PrintedTable {
    private PrintedTable() {}

    static List<List<String>> rows(MySqlServer server, MySqlTable table) {
        String columns = table.columns().stream().map(PrintedTable::expression).collect(Collectors.joining(", "));
        String sql = "SELECT " + columns + " FROM `" + table.id().schema() + "`.`"
                + table.id().name() + "` ORDER BY 1 + 0";
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET time_zone = '+00:00', sql_mode = '', group_concat_max_len = 1000000");
            List<List<String>> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery(sql)) {
                while (result.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 0; i < table.columns().size(); i++) {
                        row.add(text(table.columns().get(i), result.getString(i + 1)));
                    }
                    rows.add(row);
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql + ": " + e.getMessage(), e);
        }
    }

    private static String expression(MySqlColumn column) {
        String name = "`" + column.name().replace("`", "``") + "`";
        return switch (column.type()) {
            case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT, YEAR -> "CAST(" + name + " + 0 AS CHAR)";
            case FLOAT, DOUBLE -> "CAST(CAST(" + name + " AS JSON) AS CHAR)";
            case BIT ->
                column.length() == 1
                        ? "CAST(" + name + " + 0 AS CHAR)"
                        : "LPAD(HEX(" + name + " + 0), " + 2 * ((column.length() + 7) / 8) + ", '0')";
            case BINARY, VARBINARY, TINYBLOB, BLOB, MEDIUMBLOB, LONGBLOB, GEOMETRY -> "HEX(" + name + ")";
            case CHAR, VARCHAR, TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT, ENUM, SET ->
                "HEX(CONVERT(" + name + " USING utf8mb4))";
            case JSON -> "HEX(CAST(" + name + " AS CHAR CHARACTER SET utf8mb4))";
            default -> "CAST(" + name + " AS CHAR)";
        };
    }

    private static String text(MySqlColumn column, String printed) {
        if (printed == null) {
            return null;
        }
        return switch (column.type()) {
            case FLOAT, DOUBLE -> Double.toString(Double.parseDouble(printed));
            case CHAR, VARCHAR, TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT, ENUM, SET, JSON ->
                new String(HexFormat.of().parseHex(printed), StandardCharsets.UTF_8);
            default -> printed;
        };
    }
}
