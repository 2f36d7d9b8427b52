/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.mapping;

import io.crosscurrent.core.expression.Expression;
import io.crosscurrent.core.table.ColumnType;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/**
 * A data-masking rule: hides what a column holds before anything else sees the value. Safe for use by several threads.
 *
 * @param letter what digits become, with {@link Kind#DIGITS}
 * @param type of the column
 */
public record Mask(Kind kind, char letter, ColumnType type) {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** How values are hidden. */
    public enum Kind {
        /** Every digit becomes one letter. */
        DIGITS,
        /** Every digit becomes another one, drawn anew each time. */
        RANDOM,
        /** SHA-256 in 64 upper-case hexadecimal digits; equal values stay equal. */
        HASH
    }

    /** Whether the result stands in quotation marks. */
    public boolean text() {
        return type == ColumnType.STRING || kind == Kind.HASH || kind == Kind.DIGITS;
    }

    /** @param value UTF-8 text of a value; @return the text in its place */
    public byte[] apply(byte[] value, int offset, int length) {
        if (kind == Kind.HASH) {
            String text = new String(value, offset, length, StandardCharsets.UTF_8);
            return Expression.hash(text).getBytes(StandardCharsets.US_ASCII);
        }
        byte[] out = new byte[length];
        System.arraycopy(value, offset, out, 0, length);
        do {
            for (int i = 0; i < length; i++) {
                byte c = value[offset + i];
                if (c >= '0' && c <= '9') {
                    out[i] = (byte) (kind == Kind.DIGITS ? letter : '0' + RANDOM.nextInt(10));
                }
            }
        } while (!text() && !number(out));
        return out;
    }

    /** A number has no leading zero, and one of the type must be able to hold it. */
    private boolean number(byte[] digits) {
        String text = new String(digits, StandardCharsets.US_ASCII);
        String magnitude = text.startsWith("-") ? text.substring(1) : text;
        if (magnitude.length() > 1 && magnitude.charAt(0) == '0' && magnitude.charAt(1) != '.') {
            return false;
        }
        try {
            new DataType(type, 0, 0, -1).convert(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
