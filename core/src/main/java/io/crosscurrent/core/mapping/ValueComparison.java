/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.mapping;

import io.crosscurrent.core.table.Column;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** How filters compare the text of a column with a constant. */
enum ValueComparison {
    /** Exact decimal numbers of any size. */
    DECIMAL {
        @Override
        int compare(byte[] text, int offset, int length, byte[] constant) {
            return DecimalOrder.compare(text, offset, length, constant, 0, constant.length);
        }

        @Override
        String normalise(String constant) {
            return new BigDecimal(constant.trim()).toPlainString();
        }
    },
    /** Doubles; parsing them allocates. */
    FLOATING {
        @Override
        int compare(byte[] text, int offset, int length, byte[] constant) {
            double value = Double.parseDouble(new String(text, offset, length, StandardCharsets.US_ASCII));
            return Double.compare(value, Double.parseDouble(new String(constant, StandardCharsets.US_ASCII)));
        }

        @Override
        String normalise(String constant) {
            return Double.toString(Double.parseDouble(constant.trim()));
        }
    },
    /** {@code true} and {@code false}; documents may also say 1 and 0. */
    BOOLEAN {
        @Override
        int compare(byte[] text, int offset, int length, byte[] constant) {
            return TEXT.compare(text, offset, length, constant);
        }

        @Override
        String normalise(String constant) {
            return switch (constant.trim().toLowerCase(Locale.ROOT)) {
                case "1", "true" -> "true";
                case "0", "false" -> "false";
                default -> throw new IllegalArgumentException(constant);
            };
        }
    },
    /** {@code YYYY-MM-DD}, compared as text. */
    DATE {
        @Override
        int compare(byte[] text, int offset, int length, byte[] constant) {
            return TEXT.compare(text, offset, length, constant);
        }

        @Override
        String normalise(String constant) {
            return matching(DATE_FORM, constant);
        }
    },
    /** {@code YYYY-MM-DDTHH:MM:SS}, a fraction if there is one, {@code Z}. Missing fraction digits count as zero. */
    DATETIME {
        @Override
        int compare(byte[] text, int offset, int length, byte[] constant) {
            int mine = length - 1;
            int theirs = constant.length - 1;
            for (int i = 0; i < Math.max(mine, theirs); i++) {
                int a = digit(text, offset, mine, i);
                int b = digit(constant, 0, theirs, i);
                if (a != b) {
                    return a - b;
                }
            }
            return 0;
        }

        @Override
        String normalise(String constant) {
            String text = constant.trim();
            if (DATE_FORM.matcher(text).matches()) {
                return text + "T00:00:00Z";
            }
            String form = matching(DATETIME_FORM, text).replace(' ', 'T');
            return form.endsWith("Z") ? form : form + "Z";
        }

        private static int digit(byte[] text, int offset, int length, int index) {
            if (index < length) {
                return text[offset + index];
            }
            return index == POINT ? '.' : '0';
        }
    },
    /** Bytes of UTF-8, unsigned: order of code points, case-sensitive. */
    TEXT {
        @Override
        int compare(byte[] text, int offset, int length, byte[] constant) {
            return Arrays.compareUnsigned(text, offset, offset + length, constant, 0, constant.length);
        }

        @Override
        String normalise(String constant) {
            return constant;
        }
    };

    private static final Pattern DATE_FORM = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern DATETIME_FORM =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}[ T]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,6})?Z?");
    /** Where the fraction of a date-time begins. */
    private static final int POINT = 19;

    abstract int compare(byte[] text, int offset, int length, byte[] constant);

    /** The constant in the text form of the column. @throws IllegalArgumentException when it has another form */
    abstract String normalise(String constant);

    /** What constants must look like, for error messages. */
    String form() {
        return switch (this) {
            case DECIMAL, FLOATING -> "a number";
            case BOOLEAN -> "true or false";
            case DATE -> "YYYY-MM-DD";
            case DATETIME -> "YYYY-MM-DD HH:MM:SS";
            case TEXT -> "text";
        };
    }

    /** The comparison for a column, or null for a LOB, on which filters are not allowed. */
    static ValueComparison of(Column column) {
        return switch (column.type()) {
            case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64, DECIMAL -> DECIMAL;
            case FLOAT, DOUBLE -> FLOATING;
            case BOOLEAN -> BOOLEAN;
            case DATE -> DATE;
            case DATETIME, TIMESTAMP -> DATETIME;
            case STRING, TIME, BYTES -> TEXT;
            case TEXT, JSON, BLOB -> null;
        };
    }

    private static String matching(Pattern form, String constant) {
        String text = constant.trim();
        if (!form.matcher(text).matches()) {
            throw new IllegalArgumentException(constant);
        }
        return text;
    }
}
