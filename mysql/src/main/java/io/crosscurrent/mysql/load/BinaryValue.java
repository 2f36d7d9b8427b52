/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import io.crosscurrent.core.row.RowWriter;
import io.crosscurrent.mysql.protocol.MySqlConnection.ResultColumn;
import io.crosscurrent.mysql.schema.MySqlColumn;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * One value of a row of the binary protocol: how wide it is and which call it becomes. Integers are little endian.
 * Stateless.
 */
enum BinaryValue {
    INT1(1) {
        @Override
        void value(byte[] b, int at, int length, int column, RowWriter writer) {
            writer.longValue(column, b[at]);
        }
    },
    UINT1(1) {
        @Override
        void value(byte[] b, int at, int length, int column, RowWriter writer) {
            writer.longValue(column, b[at] & 0xFF);
        }
    },
    INT2(2) {
        @Override
        void value(byte[] b, int at, int length, int column, RowWriter writer) {
            writer.longValue(column, (short) INT16.get(b, at));
        }
    },
    UINT2(2) {
        @Override
        void value(byte[] b, int at, int length, int column, RowWriter writer) {
            writer.longValue(column, (short) INT16.get(b, at) & 0xFFFF);
        }
    },
    INT4(4) {
        @Override
        void value(byte[] b, int at, int length, int column, RowWriter writer) {
            writer.longValue(column, (int) INT32.get(b, at));
        }
    },
    UINT4(4) {
        @Override
        void value(byte[] b, int at, int length, int column, RowWriter writer) {
            writer.longValue(column, (int) INT32.get(b, at) & 0xFFFF_FFFFL);
        }
    },
    INT8(8) {
        @Override
        void value(byte[] b, int at, int length, int column, RowWriter writer) {
            writer.longValue(column, (long) INT64.get(b, at));
        }
    },
    UINT8(8) {
        @Override
        void value(byte[] b, int at, int length, int column, RowWriter writer) {
            writer.unsignedLongValue(column, (long) INT64.get(b, at));
        }
    },
    FLOAT(4) {
        @Override
        void value(byte[] b, int at, int length, int column, RowWriter writer) {
            writer.floatValue(column, Float.intBitsToFloat((int) INT32.get(b, at)));
        }
    },
    DOUBLE(8) {
        @Override
        void value(byte[] b, int at, int length, int column, RowWriter writer) {
            writer.doubleValue(column, Double.longBitsToDouble((long) INT64.get(b, at)));
        }
    },
    DATE(Width.SHORT) {
        @Override
        void value(byte[] b, int at, int length, int column, RowWriter writer) {
            if (length == 0) {
                writer.date(column, 0, 0, 0);
            } else {
                writer.date(column, (short) INT16.get(b, at) & 0xFFFF, b[at + 2], b[at + 3]);
            }
        }
    },
    /** Nothing for zero; else year (2 bytes), month, day; unless midnight hour, minute, second; microseconds (4). */
    DATE_TIME(Width.SHORT) {
        @Override
        void value(byte[] b, int at, int length, int column, RowWriter writer) {
            int year = length >= 4 ? (short) INT16.get(b, at) & 0xFFFF : 0;
            int month = length >= 4 ? b[at + 2] : 0;
            int day = length >= 4 ? b[at + 3] : 0;
            int hour = length >= 7 ? b[at + 4] : 0;
            int minute = length >= 7 ? b[at + 5] : 0;
            int second = length >= 7 ? b[at + 6] : 0;
            int micros = length >= 11 ? (int) INT32.get(b, at + 7) : 0;
            writer.dateTime(column, year, month, day, hour, minute, second, micros);
        }
    },
    /** Nothing for zero; else sign, days (4 bytes), hour, minute, second; microseconds (4). */
    TIME(Width.SHORT) {
        @Override
        void value(byte[] b, int at, int length, int column, RowWriter writer) {
            if (length == 0) {
                writer.time(column, false, 0, 0, 0, 0);
                return;
            }
            int hours = (int) INT32.get(b, at + 1) * 24 + b[at + 5];
            int micros = length >= 12 ? (int) INT32.get(b, at + 8) : 0;
            writer.time(column, b[at] != 0, hours, b[at + 6], b[at + 7], micros);
        }
    },
    DECIMAL(Width.LENGTH_ENCODED) {
        /** ZEROFILL columns come with leading zeros, which are display only. */
        @Override
        void value(byte[] b, int at, int length, int column, RowWriter writer) {
            int from = at;
            int end = at + length;
            while (from + 1 < end && b[from] == '0' && b[from + 1] != '.') {
                from++;
            }
            writer.decimalText(column, b, from, end - from);
        }
    },
    BOOLEAN(Width.LENGTH_ENCODED) {
        @Override
        void value(byte[] b, int at, int length, int column, RowWriter writer) {
            writer.booleanValue(column, b[at] != 0);
        }
    },
    BYTES(Width.LENGTH_ENCODED) {
        @Override
        void value(byte[] b, int at, int length, int column, RowWriter writer) {
            writer.bytes(column, b, at, length);
        }
    },
    TEXT(Width.LENGTH_ENCODED) {
        @Override
        void value(byte[] b, int at, int length, int column, RowWriter writer) {
            writer.utf8(column, b, at, length);
        }
    },
    JSON(Width.LENGTH_ENCODED) {
        /** Old servers break the lines of long opaque values without the escape that JSON, and later servers, want. */
        @Override
        void value(byte[] b, int at, int length, int column, RowWriter writer) {
            for (int i = at; i < at + length; i++) {
                if (b[i] == '\n') {
                    byte[] escaped = new String(b, at, length, StandardCharsets.UTF_8)
                            .replace("\n", "\\n")
                            .getBytes(StandardCharsets.UTF_8);
                    writer.utf8(column, escaped, 0, escaped.length);
                    return;
                }
            }
            writer.utf8(column, b, at, length);
        }
    };

    private static final VarHandle INT16 = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int UNSIGNED_FLAG = 0x20;

    /** Widths that are not fixed: one length byte, or a length-encoded integer, goes before the value. */
    private static final class Width {
        static final int SHORT = 0;
        static final int LENGTH_ENCODED = -1;
    }

    private final int width;

    BinaryValue(int width) {
        this.width = width;
    }

    abstract void value(byte[] b, int at, int length, int column, RowWriter writer);

    /** @return where the next value begins */
    final int push(byte[] b, int at, int column, RowWriter writer) {
        if (width > 0) {
            value(b, at, width, column, writer);
            return at + width;
        }
        int first = b[at] & 0xFF;
        int from = at + 1;
        int length = first;
        if (width == Width.LENGTH_ENCODED && first > 250) {
            from += extraBytes(first);
            length = length(b, at, first);
        }
        value(b, from, length, column, writer);
        return from + length;
    }

    /** @return where the next value begins */
    final int skip(byte[] b, int at) {
        if (width > 0) {
            return at + width;
        }
        int first = b[at] & 0xFF;
        if (width == Width.SHORT || first <= 250) {
            return at + 1 + first;
        }
        return at + 1 + extraBytes(first) + length(b, at, first);
    }

    private static int extraBytes(int first) {
        return first == 0xFC ? 2 : first == 0xFD ? 3 : 8;
    }

    private static int length(byte[] b, int at, int first) {
        return switch (first) {
            case 0xFC -> (short) INT16.get(b, at + 1) & 0xFFFF;
            case 0xFD -> (short) INT16.get(b, at + 1) & 0xFFFF | (b[at + 3] & 0xFF) << 16;
            default -> Math.toIntExact((long) INT64.get(b, at + 1));
        };
    }

    /** How a column that is not wanted is stepped over. */
    static BinaryValue skipping(ResultColumn result) {
        return switch (result.type()) {
            case 1 -> INT1;
            case 2, 13 -> INT2;
            case 3, 9 -> INT4;
            case 4 -> FLOAT;
            case 5 -> DOUBLE;
            case 8 -> INT8;
            case 7, 10, 12 -> DATE_TIME;
            case 11 -> TIME;
            default -> BYTES;
        };
    }

    /** The reading of a table's column from a result column; null when the result cannot be of that column. */
    static BinaryValue of(MySqlColumn column, ResultColumn result) {
        boolean unsigned = (result.flags() & UNSIGNED_FLAG) != 0;
        int type = result.type();
        return switch (column.type()) {
            case TINYINT -> integer(type == 1, unsigned, column, INT1, UINT1);
            case SMALLINT -> integer(type == 2, unsigned, column, INT2, UINT2);
            case MEDIUMINT -> integer(type == 9, unsigned, column, INT4, UINT4);
            case INT -> integer(type == 3, unsigned, column, INT4, UINT4);
            case BIGINT -> integer(type == 8, unsigned, column, INT8, UINT8);
            case YEAR -> when(type == 13, UINT2);
            case FLOAT -> when(type == 4, FLOAT);
            case DOUBLE -> when(type == 5, DOUBLE);
            case DECIMAL -> when(type == 246 || type == 0, DECIMAL);
            case DATE -> when(type == 10, DATE);
            case DATETIME -> when(type == 12, DATE_TIME);
            case TIMESTAMP -> when(type == 7, DATE_TIME);
            case TIME -> when(type == 11, TIME);
            case BIT -> when(type == 16, column.length() == 1 ? BOOLEAN : BYTES);
            case JSON -> when(type == 245, JSON);
            case GEOMETRY -> when(type == 255, BYTES);
            case CHAR, VARCHAR, TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT, ENUM, SET -> when(textual(type), TEXT);
            case BINARY, VARBINARY, TINYBLOB, BLOB, MEDIUMBLOB, LONGBLOB -> when(textual(type), BYTES);
        };
    }

    private static BinaryValue integer(
            boolean matches, boolean unsigned, MySqlColumn column, BinaryValue signedRead, BinaryValue unsignedRead) {
        return when(matches && unsigned == column.unsigned(), unsigned ? unsignedRead : signedRead);
    }

    private static BinaryValue when(boolean matches, BinaryValue value) {
        return matches ? value : null;
    }

    /** VARCHAR, ENUM, SET, the four blobs, VAR_STRING and STRING. */
    private static boolean textual(int type) {
        return type == 15 || type == 247 || type == 248 || type >= 249 && type <= 254;
    }
}
