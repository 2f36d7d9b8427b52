/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.binlog;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.row.RowWriter;
import io.crosscurrent.mysql.schema.CharacterSet;
import io.crosscurrent.mysql.schema.MySqlColumn;
import io.crosscurrent.mysql.schema.MySqlTable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Pushes single values of row images, by one code per column chosen when the table map came. One thread at a time. */
final class ValueDecoder {
    private static final int SIGNED = 0;
    private static final int UNSIGNED = 1;
    private static final int UNSIGNED_64 = 2;
    private static final int FLOAT = 3;
    private static final int DOUBLE = 4;
    private static final int DECIMAL = 5;
    private static final int BOOLEAN = 6;
    private static final int BYTES = 7;
    private static final int PADDED_BYTES = 8;
    private static final int UTF8 = 9;
    private static final int CONVERTED = 10;
    private static final int ENUM = 11;
    private static final int SET = 12;
    private static final int JSON = 13;
    private static final int YEAR = 14;
    private static final int DATE = 15;
    private static final int TIME = 16;
    private static final int DATETIME = 17;
    private static final int TIMESTAMP = 18;
    private static final int TIME_OLD = 19;
    private static final int DATETIME_OLD = 20;
    private static final int TIMESTAMP_OLD = 21;

    private final MySqlTable table;
    private final int[] codes;
    /** Digits of DECIMAL, fraction digits, bytes of BINARY. */
    private final int[] sizes;

    private final int[] scales;
    private final CharacterSet[] charsets;
    private final byte[][][] labels;
    private final Temporals temporals = new Temporals();
    private final JsonText json = new JsonText();
    private byte[] scratch = new byte[256];

    ValueDecoder(MySqlTable table, int count) {
        this.table = table;
        codes = new int[count];
        sizes = new int[count];
        scales = new int[count];
        charsets = new CharacterSet[count];
        labels = new byte[count][][];
    }

    /** @param charset null unless text, ENUM or SET */
    void prepare(int column, ColumnFormat format, CharacterSet charset) {
        MySqlColumn known = table.columns().get(column);
        sizes[column] = format.precision();
        scales[column] = format.scale();
        charsets[column] = charset;
        codes[column] = switch (known.type()) {
            case TINYINT, SMALLINT, MEDIUMINT, INT -> known.unsigned() ? UNSIGNED : SIGNED;
            case BIGINT -> known.unsigned() ? UNSIGNED_64 : SIGNED;
            case FLOAT -> FLOAT;
            case DOUBLE -> DOUBLE;
            case DECIMAL -> DECIMAL;
            case BIT -> known.length() == 1 ? BOOLEAN : BYTES;
            case YEAR -> YEAR;
            case DATE -> DATE;
            case TIME -> format.code() == ColumnFormat.TIME ? TIME : TIME_OLD;
            case DATETIME -> format.code() == ColumnFormat.DATETIME ? DATETIME : DATETIME_OLD;
            case TIMESTAMP -> format.code() == ColumnFormat.TIMESTAMP ? TIMESTAMP : TIMESTAMP_OLD;
            case CHAR, VARCHAR, TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT -> {
                boolean direct =
                        charset.name().equals("utf8mb4") || charset.name().equals("utf8mb3");
                yield direct ? UTF8 : CONVERTED;
            }
            case BINARY -> {
                sizes[column] = (int) format.maxBytes();
                yield PADDED_BYTES;
            }
            case VARBINARY, TINYBLOB, BLOB, MEDIUMBLOB, LONGBLOB, GEOMETRY -> BYTES;
            case ENUM -> {
                labels[column] = encoded(known.members());
                yield ENUM;
            }
            case SET -> {
                labels[column] = encoded(known.members());
                yield SET;
            }
            case JSON -> JSON;
        };
    }

    void push(byte[] b, int at, int length, int column, RowWriter writer) {
        switch (codes[column]) {
            case SIGNED -> writer.longValue(column, signed(b, at, length));
            case UNSIGNED -> writer.longValue(column, unsigned(b, at, length));
            case UNSIGNED_64 -> writer.unsignedLongValue(column, Octets.le8(b, at));
            case FLOAT -> writer.floatValue(column, Float.intBitsToFloat(Octets.le4(b, at)));
            case DOUBLE -> writer.doubleValue(column, Double.longBitsToDouble(Octets.le8(b, at)));
            case DECIMAL -> {
                int end = Decimals.text(b, at, sizes[column], scales[column], scratch, 0);
                writer.decimalText(column, scratch, 0, end);
            }
            case BOOLEAN -> writer.booleanValue(column, b[at] != 0);
            case BYTES -> writer.bytes(column, b, at, length);
            case PADDED_BYTES -> padded(b, at, length, column, writer);
            case UTF8 -> writer.utf8(column, b, at, length);
            case CONVERTED -> converted(b, at, length, column, writer);
            case ENUM -> enumLabel((int) Octets.le(b, at, length), column, writer);
            case SET -> setLabels(Octets.le(b, at, length), column, writer);
            case JSON -> {
                json.read(b, at, length);
                writer.utf8(column, json.bytes(), 0, json.length());
            }
            case YEAR -> writer.longValue(column, b[at] == 0 ? 0 : 1900 + (b[at] & 0xff));
            case DATE -> Temporals.date(b, at, column, writer);
            case TIME -> Temporals.time(b, at, sizes[column], column, writer);
            case DATETIME -> Temporals.dateTime(b, at, sizes[column], column, writer);
            case TIMESTAMP -> temporals.timestamp(b, at, sizes[column], column, writer);
            case TIME_OLD -> Temporals.timeOld(b, at, column, writer);
            case DATETIME_OLD -> Temporals.dateTimeOld(b, at, column, writer);
            case TIMESTAMP_OLD -> temporals.timestamp(Octets.le4Unsigned(b, at), 0, column, writer);
            default -> throw new AssertionError(codes[column]);
        }
    }

    private static long signed(byte[] b, int at, int length) {
        return switch (length) {
            case 1 -> b[at];
            case 2 -> (short) Octets.le2(b, at);
            case 4 -> Octets.le4(b, at);
            case 8 -> Octets.le8(b, at);
            default -> Octets.le3(b, at) << 8 >> 8;
        };
    }

    private static long unsigned(byte[] b, int at, int length) {
        return switch (length) {
            case 1 -> b[at] & 0xff;
            case 2 -> Octets.le2(b, at);
            case 4 -> Octets.le4Unsigned(b, at);
            default -> Octets.le3(b, at);
        };
    }

    /** The log leaves out the zero bytes at the end. */
    private void padded(byte[] b, int at, int length, int column, RowWriter writer) {
        int whole = sizes[column];
        if (length == whole) {
            writer.bytes(column, b, at, length);
            return;
        }
        ensure(whole);
        System.arraycopy(b, at, scratch, 0, length);
        Arrays.fill(scratch, length, whole, (byte) 0);
        writer.bytes(column, scratch, 0, whole);
    }

    private void converted(byte[] b, int at, int length, int column, RowWriter writer) {
        CharacterSet charset = charsets[column];
        if (charset.isUtf8(b, at, length)) {
            writer.utf8(column, b, at, length);
            return;
        }
        ensure(charset.utf8Limit(length));
        writer.utf8(column, scratch, 0, charset.toUtf8(b, at, length, scratch, 0));
    }

    /** Ordinal 0 is the empty string that MySQL stores for an invalid value. */
    private void enumLabel(int ordinal, int column, RowWriter writer) {
        byte[][] members = labels[column];
        if (ordinal > members.length) {
            throw unknownMember(ordinal, column);
        }
        if (ordinal == 0) {
            writer.utf8(column, scratch, 0, 0);
        } else {
            writer.utf8(column, members[ordinal - 1], 0, members[ordinal - 1].length);
        }
    }

    private void setLabels(long bits, int column, RowWriter writer) {
        byte[][] members = labels[column];
        if (members.length < 64 && bits >>> members.length != 0) {
            throw unknownMember(bits, column);
        }
        int to = 0;
        for (int i = 0; i < members.length; i++) {
            if ((bits >>> i & 1) != 0) {
                ensure(to + 1 + members[i].length);
                if (to > 0) {
                    scratch[to++] = ',';
                }
                System.arraycopy(members[i], 0, scratch, to, members[i].length);
                to += members[i].length;
            }
        }
        writer.utf8(column, scratch, 0, to);
    }

    private CrosscurrentException unknownMember(long value, int column) {
        MySqlColumn known = table.columns().get(column);
        return new CrosscurrentException(
                "source.schema_mismatch",
                "%s.%s has the value %d in the change stream, but only %d members are known."
                        .formatted(
                                table.id(), known.name(), value, known.members().size()),
                "Reload the table, and set binlog_row_metadata=FULL.");
    }

    private void ensure(int bytes) {
        if (scratch.length < bytes) {
            scratch = Arrays.copyOf(scratch, Math.max(bytes, 2 * scratch.length));
        }
    }

    private static byte[][] encoded(List<String> members) {
        return members.stream()
                .map(member -> member.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }
}
