/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.binlog;

import io.crosscurrent.core.failure.CrosscurrentException;

/**
 * How values of one column lie in row images, as a table map event tells it: the type code with the real type of strings
 * resolved, and what the event's metadata say about its size.
 *
 * @param code type code; STRING is split into STRING, ENUM and SET
 * @param fixedBytes size of every value, or -1 when a length goes before each
 * @param lengthBytes size of that length, little endian; 0 when the size is fixed
 * @param maxBytes most bytes of a value where the metadata tell, else 0
 * @param precision digits of DECIMAL, bits of BIT, fraction digits of temporal types
 * @param scale digits after the point of DECIMAL
 */
record ColumnFormat(int code, int fixedBytes, int lengthBytes, long maxBytes, int precision, int scale) {
    static final int TINY = 1;
    static final int SHORT = 2;
    static final int LONG = 3;
    static final int FLOAT = 4;
    static final int DOUBLE = 5;
    static final int TIMESTAMP_OLD = 7;
    static final int LONGLONG = 8;
    static final int INT24 = 9;
    static final int DATE = 10;
    static final int TIME_OLD = 11;
    static final int DATETIME_OLD = 12;
    static final int YEAR = 13;
    static final int VARCHAR = 15;
    static final int BIT = 16;
    static final int TIMESTAMP = 17;
    static final int DATETIME = 18;
    static final int TIME = 19;
    static final int JSON = 245;
    static final int DECIMAL = 246;
    static final int ENUM = 247;
    static final int SET = 248;
    static final int BLOB = 252;
    static final int VAR_STRING = 253;
    static final int STRING = 254;
    static final int GEOMETRY = 255;

    /** Reads the metadata of one column; {@code in} moves past them. */
    static ColumnFormat read(int type, PackedCursor in) {
        switch (type) {
            case TINY, YEAR:
                return fixed(type, 1);
            case SHORT:
                return fixed(type, 2);
            case INT24, DATE, TIME_OLD:
                return fixed(type, 3);
            case LONG, TIMESTAMP_OLD:
                return fixed(type, 4);
            case LONGLONG, DATETIME_OLD:
                return fixed(type, 8);
            case FLOAT, DOUBLE:
                return fixed(type, in.int8());
            case TIMESTAMP:
                return temporal(type, 4, in.int8());
            case DATETIME:
                return temporal(type, 5, in.int8());
            case TIME:
                return temporal(type, 3, in.int8());
            case DECIMAL:
                int precision = in.int8();
                int scale = in.int8();
                return new ColumnFormat(type, Decimals.bytes(precision, scale), 0, 0, precision, scale);
            case BIT:
                int odd = in.int8();
                int bits = in.int8() * 8 + odd;
                return new ColumnFormat(type, (bits + 7) / 8, 0, 0, bits, 0);
            case VARCHAR, VAR_STRING:
                return prefixed(VARCHAR, (int) in.le(2));
            case BLOB, JSON, GEOMETRY:
                int lengthBytes = in.int8();
                return new ColumnFormat(type, -1, lengthBytes, (1L << 8 * lengthBytes) - 1, 0, 0);
            case STRING, ENUM, SET:
                return string(in.int8(), in.int8());
            default:
                throw new CrosscurrentException(
                        "source.unsupported_column_type",
                        "The change stream has a column of type code " + type + ", which Crosscurrent cannot decode.",
                        "Exclude the table from the task, or change the column to a type of MySQL 8.0.");
        }
    }

    /** Two bytes of metadata: real type, of which two bits may belong to the length, and length. */
    private static ColumnFormat string(int first, int second) {
        if ((first & 0x30) != 0x30) {
            return prefixed(STRING, second | ((first & 0x30) ^ 0x30) << 4);
        }
        return first == ENUM || first == SET ? fixed(first, second) : prefixed(STRING, second);
    }

    private static ColumnFormat fixed(int code, int bytes) {
        return new ColumnFormat(code, bytes, 0, 0, 0, 0);
    }

    private static ColumnFormat temporal(int code, int wholeBytes, int fractionDigits) {
        return new ColumnFormat(code, wholeBytes + (fractionDigits + 1) / 2, 0, 0, fractionDigits, 0);
    }

    private static ColumnFormat prefixed(int code, int maxBytes) {
        return new ColumnFormat(code, -1, maxBytes < 256 ? 1 : 2, maxBytes, 0, 0);
    }

    /** Whether it can be unsigned. */
    boolean isNumeric() {
        return switch (code) {
            case TINY, SHORT, INT24, LONG, LONGLONG, FLOAT, DOUBLE, DECIMAL -> true;
            default -> false;
        };
    }

    boolean isText() {
        return code == VARCHAR || code == STRING || code == BLOB;
    }

    boolean isLabel() {
        return code == ENUM || code == SET;
    }
}
