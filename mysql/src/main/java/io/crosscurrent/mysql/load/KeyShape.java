/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import io.crosscurrent.mysql.schema.MySqlColumn;
import io.crosscurrent.mysql.schema.MySqlTable;
import io.crosscurrent.mysql.schema.MySqlType;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * What the primary key of a table is made of, and so how the table can be loaded. Immutable.
 *
 * @param columns key columns, in key order
 * @param indexes their places in the row
 */
record KeyShape(Strategy strategy, List<MySqlColumn> columns, List<Integer> indexes) {
    /** How a table is cut. */
    enum Strategy {
        /** One integer column: ranges by arithmetic. */
        INTEGER,
        /** Ordered alike in the database and here: range ends from the database. */
        ORDERED,
        /** Contains text: as ORDERED, but only the database compares. */
        COLLATED,
        /** No key, or one that cannot be cut: the whole table from one snapshot. */
        SNAPSHOT
    }

    static KeyShape of(MySqlTable table) {
        List<Integer> indexes = table.table().primaryKey();
        List<MySqlColumn> columns = indexes.stream().map(table.columns()::get).toList();
        Strategy strategy = indexes.isEmpty() ? Strategy.SNAPSHOT : Strategy.ORDERED;
        for (MySqlColumn column : columns) {
            strategy = strongest(strategy, of(column));
        }
        boolean integer = columns.size() == 1 && isInteger(columns.get(0).type());
        return new KeyShape(integer ? Strategy.INTEGER : strategy, columns, indexes);
    }

    private static Strategy strongest(Strategy one, Strategy other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static Strategy of(MySqlColumn column) {
        return switch (column.type()) {
            case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT, YEAR, DECIMAL, DATE, DATETIME, TIMESTAMP, TIME ->
                Strategy.ORDERED;
            case BINARY, VARBINARY -> Strategy.ORDERED;
            case CHAR, VARCHAR -> Strategy.COLLATED;
            case FLOAT,
                    DOUBLE,
                    BIT,
                    ENUM,
                    SET,
                    JSON,
                    GEOMETRY,
                    TINYTEXT,
                    TEXT,
                    MEDIUMTEXT,
                    LONGTEXT,
                    TINYBLOB,
                    BLOB,
                    MEDIUMBLOB,
                    LONGBLOB -> Strategy.SNAPSHOT;
        };
    }

    private static boolean isInteger(MySqlType type) {
        return switch (type) {
            case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT -> true;
            default -> false;
        };
    }

    /** Whether keys of both mean the same: lengths and the like may differ. */
    boolean sameKey(KeyShape other) {
        return described().equals(other.described());
    }

    /** The key columns as far as they decide what the bytes of a {@link Key} mean. */
    String described() {
        return columns.stream()
                .map(column -> column.name() + " " + (isInteger(column.type()) ? "integer" : column.type()) + " "
                        + column.unsigned() + " " + column.scale())
                .collect(java.util.stream.Collectors.joining(", "));
    }

    /** Values of a key as parameters of a statement, each for the placeholder {@link #placeholder} gives. */
    List<Object> parameters(Key key) {
        List<Object> parameters = new ArrayList<>();
        KeyBytes in = new KeyBytes(key.bytes());
        for (MySqlColumn column : columns) {
            parameters.add(parameter(column, in));
        }
        return parameters;
    }

    private static Object parameter(MySqlColumn column, KeyBytes in) {
        return switch (column.type()) {
            case TINYINT, SMALLINT, MEDIUMINT, INT, YEAR -> in.signed();
            case BIGINT -> column.unsigned() ? unsigned(in.unsignedBits()) : in.signed();
            case DECIMAL -> in.decimal(column.scale());
            case DATE -> in.date();
            case DATETIME, TIMESTAMP -> in.dateTime();
            case TIME -> in.time();
            case BINARY, VARBINARY -> in.escaped();
            default -> new String(in.escaped(), StandardCharsets.UTF_8);
        };
    }

    private static Object unsigned(long bits) {
        return bits >= 0 ? (Object) bits : new BigInteger(Long.toUnsignedString(bits));
    }

    /** What stands for a value of the column in a statement: strings must not be compared as floating point numbers. */
    static String placeholder(MySqlColumn column) {
        return switch (column.type()) {
            case DECIMAL -> "CAST(? AS DECIMAL(" + column.precision() + "," + column.scale() + "))";
            case TIME -> "CAST(? AS TIME(6))";
            default -> "?";
        };
    }

    /** Whether a key column is compared with a collation. */
    boolean isText(int column) {
        return of(columns.get(column)) == Strategy.COLLATED;
    }

    /** The values of a key: text in UTF-8, the rest as bytes in key order. */
    List<byte[]> values(Key key) {
        List<byte[]> values = new ArrayList<>();
        KeyBytes in = new KeyBytes(key.bytes());
        for (MySqlColumn column : columns) {
            values.add(of(column) == Strategy.COLLATED ? in.escaped() : in.raw(column.type()));
        }
        return values;
    }

    /**
     * Literals of a key that compare in the database, without a table, as the key columns do: text with its collation, the
     * rest as bytes in key order.
     *
     * @param collations collation name of each key column, "" where it has none
     */
    List<String> literals(Key key, List<String> collations) {
        List<String> literals = new ArrayList<>();
        KeyBytes in = new KeyBytes(key.bytes());
        for (int i = 0; i < columns.size(); i++) {
            MySqlColumn column = columns.get(i);
            if (of(column) == Strategy.COLLATED) {
                literals.add("CONVERT(_utf8mb4 X'" + HexFormat.of().formatHex(in.escaped()) + "' USING "
                        + column.charset() + ") COLLATE " + collations.get(i));
            } else {
                literals.add("X'" + HexFormat.of().formatHex(in.raw(column.type())) + "'");
            }
        }
        return literals;
    }
}
