/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.binlog;

/**
 * MySQL's binary DECIMAL as text. Groups of nine digits take four bytes big endian, what is left over (left of the first
 * integer group, right of the last fraction group) one to four; the first bit is inverted, and all bits are for negatives.
 */
final class Decimals {
    /** Sign, 65 digits, point, and a zero before the point. */
    static final int MAX_TEXT = 68;

    private static final int DIGITS_PER_GROUP = 9;
    private static final int[] BYTES_OF_DIGITS = {0, 1, 1, 2, 2, 3, 3, 4, 4, 4};

    private Decimals() {}

    /** Bytes of a value of DECIMAL(precision, scale). */
    static int bytes(int precision, int scale) {
        int whole = precision - scale;
        return whole / DIGITS_PER_GROUP * 4
                + BYTES_OF_DIGITS[whole % DIGITS_PER_GROUP]
                + scale / DIGITS_PER_GROUP * 4
                + BYTES_OF_DIGITS[scale % DIGITS_PER_GROUP];
    }

    /** Writes the text with exactly {@code scale} digits after the point from {@code target[to]} on; returns its end. */
    static int text(byte[] b, int offset, int precision, int scale, byte[] target, int to) {
        boolean negative = (b[offset] & 0x80) == 0;
        int mask = negative ? -1 : 0;
        int at = offset;
        int out = to;
        if (negative) {
            target[out++] = '-';
        }
        int whole = precision - scale;
        int firstDigit = out;
        int odd = whole % DIGITS_PER_GROUP;
        boolean first = true;
        if (odd > 0) {
            int width = BYTES_OF_DIGITS[odd];
            out = leading(group(b, at, width, mask, true), target, out);
            at += width;
            first = false;
        }
        for (int i = whole / DIGITS_PER_GROUP; i > 0; i--) {
            int value = group(b, at, 4, mask, first);
            first = false;
            at += 4;
            out = out == firstDigit ? leading(value, target, out) : digits(value, DIGITS_PER_GROUP, target, out);
        }
        if (out == firstDigit) {
            target[out++] = '0';
        }
        if (scale > 0) {
            target[out++] = '.';
            for (int i = scale / DIGITS_PER_GROUP; i > 0; i--) {
                out = digits(group(b, at, 4, mask, first), DIGITS_PER_GROUP, target, out);
                first = false;
                at += 4;
            }
            odd = scale % DIGITS_PER_GROUP;
            if (odd > 0) {
                out = digits(group(b, at, BYTES_OF_DIGITS[odd], mask, first), odd, target, out);
            }
        }
        return out;
    }

    private static int group(byte[] b, int at, int width, int mask, boolean first) {
        int value = 0;
        for (int i = 0; i < width; i++) {
            int octet = (b[at + i] ^ mask) & 0xff;
            value = value << 8 | (first && i == 0 ? octet ^ 0x80 : octet);
        }
        return value;
    }

    /** Without leading zeros: nothing at all for 0. */
    private static int leading(int value, byte[] target, int at) {
        int width = 0;
        for (int rest = value; rest > 0; rest /= 10) {
            width++;
        }
        return digits(value, width, target, at);
    }

    private static int digits(int value, int width, byte[] target, int at) {
        int rest = value;
        for (int left = width; left > 0; left--) {
            target[at + left - 1] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return at + width;
    }
}
