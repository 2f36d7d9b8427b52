/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.binlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.core.table.TableId;
import io.crosscurrent.testing.MySqlServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random differences, and what the server itself prints for the documents they lead to. */
class PartialJsonIT {
    private static final List<String> NAMES = List.of(
            "a",
            "b",
            "aa",
            "long_name",
            "\"with space\"",
            "\"é\"",
            "\"😀\"",
            "\"do.t\"",
            "\"[0]\"",
            "\"\"",
            "\"1st\"",
            "\"qu\\\\\"ote\"",
            "\"back\\\\\\\\slash\"",
            "last",
            "\"tab\\\\t\"",
            "\"\\\\u0001\"",
            "$x",
            "_");
    private static final List<String> SCALARS = List.of(
            "1",
            "-7",
            "40000",
            "3000000000",
            "18446744073709551615",
            "1.0",
            "1.50",
            "0.1e0",
            "1e100",
            "true",
            "null",
            "'text'",
            "'é😀'",
            "''",
            "'a longer text that will not fit in place of a short one'",
            "cast('2024-02-29' as date)",
            "cast('2024-02-29 01:02:03.5' as datetime(6))",
            "cast('-11:00:00' as time)",
            "x'00FF'",
            "json_array()",
            "json_object()",
            "json_array(1, 'two', json_object('b', 1.0, 'aa', null, 'a', json_array(3)))",
            "json_object('zz', 1, 'é', 2, '', 3)",
            "cast('[1, [2, [3]]]' as json)");

    private final Random random = new Random(39);

    /** A filler so long that a document is told apart from a difference by the size of its event; also beyond small documents. */
    @ParameterizedTest
    @CsvSource({"3000, 500", "70000, 100"})
    void differencesLeadToTheDocumentsThatTheServerPrints(int fillerBytes, int updates) throws SQLException {
        String filler = "f".repeat(fillerBytes);
        try (MySqlServer server = MySqlServer.start(MySqlServer.Options.full()
                .with("binlog_row_metadata", "FULL")
                .with("binlog_row_value_options", "PARTIAL_JSON"))) {
            List<String> printed = new ArrayList<>();
            try (Connection connection = server.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("set names utf8mb4");
                statement.execute("create database d");
                statement.execute("create table d.j (i int primary key, j json, k json)");
                statement.execute("insert into d.j values (4711, '{\"filler\": \"" + filler
                        + "\", \"a\": [1, [2, 3], {\"b\": {}}]," + " \"b\": {\"a\": [[]], \"é\": {\"last\": 1}}}', '[\""
                        + filler + "\", {\"a\": 1}, [1, 2, 3]]')");
                for (int i = 0; i < updates; i++) {
                    update(statement);
                    printed.add(print(statement));
                }
            }
            Journal journal = new Journal(map -> map.id().equals(new TableId("d", "j")) ? map.table() : null);
            LogFile.readAll(server, journal);

            List<String> read = journal.lines.stream()
                    .filter(line -> line.startsWith("update"))
                    .map(line -> line.substring(line.lastIndexOf(" [4711, ") + 1))
                    .toList();
            List<String> expected = distinct(printed);
            List<String> actual = distinct(read);
            for (int i = 0; i < Math.min(actual.size(), expected.size()); i++) {
                assertThat(actual.get(i)).as("document %d", i).isEqualTo(expected.get(i));
            }
            assertThat(actual).hasSameSizeAs(expected).hasSizeGreaterThan(updates / 2);
            assertThat(differences(server, 3 * fillerBytes)).isGreaterThan(updates / 4);
        }
    }

    private void update(Statement statement) throws SQLException {
        String column = random.nextBoolean() ? "j" : "k";
        StringBuilder expression = new StringBuilder(column);
        for (int i = random.nextInt(3); i >= 0; i--) {
            String path = path(column);
            if (random.nextInt(4) == 0) {
                expression.insert(0, "json_remove(").append(", '").append(path).append("')");
            } else {
                expression
                        .insert(0, random.nextInt(4) == 0 ? "json_replace(" : "json_set(")
                        .append(", '")
                        .append(path)
                        .append("', ")
                        .append(SCALARS.get(random.nextInt(SCALARS.size())))
                        .append(")");
            }
        }
        statement.execute("update d.j set " + column + " = " + expression);
    }

    /** The filler, at {@code $.filler} and {@code $[0]}, stays. */
    private String path(String column) {
        StringBuilder path =
                new StringBuilder("$").append(column.equals("j") ? member() : "[" + (1 + random.nextInt(5)) + "]");
        for (int i = random.nextInt(3); i > 0; i--) {
            path.append(random.nextInt(3) > 0 ? member() : cell());
        }
        return path.toString();
    }

    private String member() {
        int known = random.nextInt(3) > 0 ? 3 : NAMES.size();
        return "." + NAMES.get(random.nextInt(known));
    }

    private String cell() {
        return switch (random.nextInt(4)) {
            case 0 -> "[last]";
            case 1 -> "[last-" + random.nextInt(3) + "]";
            default -> "[" + random.nextInt(4) + "]";
        };
    }

    private static String print(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select i, cast(j as char), cast(k as char) from d.j")) {
            rows.next();
            return List.of(rows.getString(1), rows.getString(2), rows.getString(3))
                    .toString();
        }
    }

    /** Without repetitions of the one before: an update that changes nothing is not logged. */
    private static List<String> distinct(List<String> texts) {
        List<String> distinct = new ArrayList<>();
        for (String text : texts) {
            if (distinct.isEmpty() || !distinct.get(distinct.size() - 1).equals(text)) {
                distinct.add(text);
            }
        }
        return distinct;
    }

    /** How many updates have two documents of three: those before and the one that did not change. */
    private static long differences(MySqlServer server, int belowBytes) {
        long count = 0;
        for (Map<String, String> file : server.query("show binary logs")) {
            for (Map<String, String> event : server.query("show binlog events in '" + file.get("Log_name") + "'")) {
                long bytes = Long.parseLong(event.get("End_log_pos")) - Long.parseLong(event.get("Pos"));
                count += event.get("Event_type").contains("partial") && bytes < belowBytes ? 1 : 0;
            }
        }
        return count;
    }
}
