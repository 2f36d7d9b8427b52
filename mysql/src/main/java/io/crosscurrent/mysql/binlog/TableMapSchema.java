/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.binlog;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.mysql.schema.CharacterSet;
import io.crosscurrent.mysql.schema.Collations;
import io.crosscurrent.mysql.schema.MySqlColumn;
import io.crosscurrent.mysql.schema.MySqlTable;
import io.crosscurrent.mysql.schema.MySqlType;
import java.util.ArrayList;
import java.util.List;

/** From table maps to {@link MySqlTable}, and whether a table map can be that of a known table. */
final class TableMapSchema {
    private TableMapSchema() {}

    /** For maps with names only. */
    static MySqlTable table(TableMap map) {
        List<MySqlColumn> columns = new ArrayList<>(map.formats.length);
        for (int i = 0; i < map.formats.length; i++) {
            columns.add(column(map, i));
        }
        return MySqlTable.of(map.id, columns, map.metadata.primaryKey(), "");
    }

    private static MySqlColumn column(TableMap map, int index) {
        ColumnFormat format = map.formats[index];
        TableMetadata metadata = map.metadata;
        int collation = metadata.collations() == null ? 0 : metadata.collations()[index];
        boolean binary = collation == Collations.BINARY;
        MySqlType type = type(format, binary);
        CharacterSet charset = (format.isText() && !binary) || format.isLabel() ? Collations.charset(collation) : null;
        List<String> members = List.of();
        if (format.isLabel()) {
            members = metadata.members().get(index).stream()
                    .map(label -> charset.toText(label, 0, label.length))
                    .toList();
        }
        boolean unsigned = metadata.unsigned() != null && metadata.unsigned()[index];
        boolean exact = format.code() == ColumnFormat.DECIMAL;
        boolean bits = format.code() == ColumnFormat.BIT;
        return new MySqlColumn(
                metadata.names()[index],
                type,
                unsigned,
                charset == null ? "" : charset.name(),
                members,
                length(format, type, charset, members),
                bits ? 0 : format.precision(),
                exact ? format.scale() : 0,
                map.nullable[index]);
    }

    /**
     * Checks that rows of this map can be those of the known table, as far as the log tells.
     *
     * @throws CrosscurrentException {@code source.schema_mismatch}
     */
    static void check(TableMap map, MySqlTable known) {
        if (map.formats.length != known.columns().size()) {
            throw mismatch(
                    map,
                    "its rows have %d columns, known are %d"
                            .formatted(map.formats.length, known.columns().size()));
        }
        for (int i = 0; i < map.formats.length; i++) {
            MySqlColumn column = known.columns().get(i);
            String difference = difference(map, i, column);
            if (difference != null) {
                throw mismatch(
                        map,
                        "column %d, known as %s %s, %s".formatted(i + 1, column.name(), column.type(), difference));
            }
        }
    }

    private static CrosscurrentException mismatch(TableMap map, String what) {
        return new CrosscurrentException(
                "source.schema_mismatch",
                "The change stream describes " + map.id + " otherwise than Crosscurrent knows it: " + what + ".",
                "Reload the table, and set binlog_row_metadata=FULL so that the change stream itself carries names and types.");
    }

    private static String difference(TableMap map, int index, MySqlColumn column) {
        ColumnFormat format = map.formats[index];
        int[] collations = map.metadata.collations();
        boolean binaryKnown = collations != null && format.isText();
        boolean binary = binaryKnown
                ? collations[index] == Collations.BINARY
                : column.type().isBinary();
        MySqlType type = type(format, binary);
        if (type != column.type()) {
            return "is a " + type + " there";
        }
        boolean[] unsigned = map.metadata.unsigned();
        if (unsigned != null && format.isNumeric() && unsigned[index] != column.unsigned()) {
            return "is " + (unsigned[index] ? "unsigned" : "signed") + " there";
        }
        CharacterSet charset = null;
        // With minimal metadata the log tells collations of text, but not of ENUM and SET.
        boolean collationTold = collations != null && collations[index] != 0;
        if (collationTold && (format.isText() || format.isLabel()) && !binary) {
            charset = Collations.charset(collations[index]);
            if (!column.charset().isEmpty() && charset != CharacterSet.of(column.charset())) {
                return "has the character set " + charset + " there, not " + column.charset();
            }
        } else if (!column.charset().isEmpty()) {
            charset = CharacterSet.of(column.charset());
        }
        boolean exact = format.code() == ColumnFormat.DECIMAL;
        boolean bits = format.code() == ColumnFormat.BIT;
        if (exact && (format.precision() != column.precision() || format.scale() != column.scale())) {
            return "has %d digits, %d of them after the point, there".formatted(format.precision(), format.scale());
        }
        if (!exact && !bits && format.precision() != column.precision()) {
            return "has %d fraction digits there".formatted(format.precision());
        }
        if (format.isLabel()) {
            int bytes = labelBytes(column);
            return bytes == format.fixedBytes() ? null : "takes " + format.fixedBytes() + " bytes there, not " + bytes;
        }
        if (charset == null && format.isText() && !binary) {
            return null; // neither the log nor we know how many bytes a character takes
        }
        long length = length(format, type, charset, List.of());
        return length == column.length() ? null : "has the length " + length + " there, not " + column.length();
    }

    private static int labelBytes(MySqlColumn column) {
        int count = column.members().size();
        if (column.type() == MySqlType.ENUM) {
            return count < 256 ? 1 : 2;
        }
        int bytes = (count + 7) / 8;
        return bytes > 4 ? 8 : bytes;
    }

    private static long length(ColumnFormat format, MySqlType type, CharacterSet charset, List<String> members) {
        return switch (type) {
            case CHAR, VARCHAR -> format.maxBytes() / charset.maxBytes();
            case BINARY, VARBINARY -> format.maxBytes();
            case TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT -> format.maxBytes() / charset.minBytes();
            case TINYBLOB, BLOB, MEDIUMBLOB, LONGBLOB -> format.maxBytes();
            case BIT -> format.precision();
            case ENUM ->
                members.stream().mapToInt(TableMapSchema::characters).max().orElse(0);
            case SET -> members.stream().mapToInt(TableMapSchema::characters).sum() + Math.max(0, members.size() - 1);
            default -> 0;
        };
    }

    private static int characters(String text) {
        return text.codePointCount(0, text.length());
    }

    private static MySqlType type(ColumnFormat format, boolean binary) {
        return switch (format.code()) {
            case ColumnFormat.TINY -> MySqlType.TINYINT;
            case ColumnFormat.SHORT -> MySqlType.SMALLINT;
            case ColumnFormat.INT24 -> MySqlType.MEDIUMINT;
            case ColumnFormat.LONG -> MySqlType.INT;
            case ColumnFormat.LONGLONG -> MySqlType.BIGINT;
            case ColumnFormat.FLOAT -> MySqlType.FLOAT;
            case ColumnFormat.DOUBLE -> MySqlType.DOUBLE;
            case ColumnFormat.DECIMAL -> MySqlType.DECIMAL;
            case ColumnFormat.BIT -> MySqlType.BIT;
            case ColumnFormat.YEAR -> MySqlType.YEAR;
            case ColumnFormat.DATE -> MySqlType.DATE;
            case ColumnFormat.TIME, ColumnFormat.TIME_OLD -> MySqlType.TIME;
            case ColumnFormat.DATETIME, ColumnFormat.DATETIME_OLD -> MySqlType.DATETIME;
            case ColumnFormat.TIMESTAMP, ColumnFormat.TIMESTAMP_OLD -> MySqlType.TIMESTAMP;
            case ColumnFormat.VARCHAR -> binary ? MySqlType.VARBINARY : MySqlType.VARCHAR;
            case ColumnFormat.STRING -> binary ? MySqlType.BINARY : MySqlType.CHAR;
            case ColumnFormat.BLOB -> blob(format.lengthBytes(), binary);
            case ColumnFormat.ENUM -> MySqlType.ENUM;
            case ColumnFormat.SET -> MySqlType.SET;
            case ColumnFormat.JSON -> MySqlType.JSON;
            case ColumnFormat.GEOMETRY -> MySqlType.GEOMETRY;
            default -> throw new AssertionError(format);
        };
    }

    private static MySqlType blob(int lengthBytes, boolean binary) {
        return switch (lengthBytes) {
            case 1 -> binary ? MySqlType.TINYBLOB : MySqlType.TINYTEXT;
            case 2 -> binary ? MySqlType.BLOB : MySqlType.TEXT;
            case 3 -> binary ? MySqlType.MEDIUMBLOB : MySqlType.MEDIUMTEXT;
            default -> binary ? MySqlType.LONGBLOB : MySqlType.LONGTEXT;
        };
    }
}
