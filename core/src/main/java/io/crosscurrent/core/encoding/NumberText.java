/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.encoding;

/** The JSON text of numbers that are not plain digits. Allocates nothing. */
final class NumberText {
    /** Integers of more than 16 digits start here. */
    private static final long LARGE = 10_000_000_000_000_000L;

    private NumberText() {}

    static boolean isLarge(long value) {
        return value >= LARGE || value <= -LARGE;
    }

    static boolean isLargeUnsigned(long bits) {
        return bits < 0 || bits >= LARGE;
    }

    /**
     * Scientific notation with every digit, {@code 1.23456789012345677E+17}: the form DMS uses for integers of more than
     * 16 digits, but without its rounding to a double, so that a reader of exact decimals loses nothing.
     */
    static void scientific(JsonBuffer out, boolean negative, long magnitudeBits) {
        out.ensure(28);
        if (negative) {
            out.put('-');
        }
        int start = out.size;
        out.put('0');
        out.unsignedDigits(magnitudeBits);
        int digits = out.size - start - 1;
        out.bytes[start] = out.bytes[start + 1];
        out.bytes[start + 1] = '.';
        out.put('E');
        out.put('+');
        out.unsignedDigits(digits - 1L);
    }

    /** Shortest text that reads back as the same double; as a string when it is no number. */
    static void of(JsonBuffer out, double value) {
        if (!Double.isFinite(value)) {
            text(out, Double.toString(value));
            return;
        }
        long thousandths = Math.round(value * 1000);
        if (thousandths != 0 && Math.abs(thousandths) < 10_000_000_000L && thousandths / 1000d == value) {
            thousandths(out, thousandths);
        } else {
            ShortestDecimal.write(out, value);
        }
    }

    /** Shortest text that reads back as the same float; as a string when it is no number. */
    static void of(JsonBuffer out, float value) {
        if (!Float.isFinite(value)) {
            text(out, Float.toString(value));
            return;
        }
        long thousandths = Math.round(value * 1000d);
        // Up to six digits are exact in a float and therefore the shortest text.
        if (thousandths != 0 && Math.abs(thousandths) < 1_000_000 && (float) (thousandths / 1000d) == value) {
            thousandths(out, thousandths);
        } else {
            ShortestDecimal.write(out, value);
        }
    }

    /** As {@code Double.toString} writes it: at least one fraction digit, no trailing zeros behind it. */
    private static void thousandths(JsonBuffer out, long value) {
        out.ensure(32);
        long magnitude = Math.abs(value);
        if (value < 0) {
            out.put('-');
        }
        out.unsignedDigits(magnitude / 1000);
        out.put('.');
        int fraction = (int) (magnitude % 1000);
        out.put('0' + fraction / 100);
        if (fraction % 100 != 0) {
            out.put('0' + fraction / 10 % 10);
            if (fraction % 10 != 0) {
                out.put('0' + fraction % 10);
            }
        }
    }

    /** A decimal number as it stands, without needless leading zeros, which JSON does not know. */
    static void decimal(JsonBuffer out, byte[] ascii, int offset, int length) {
        int from = offset;
        int end = offset + length;
        if (from < end && ascii[from] == '-') {
            out.add('-');
            from++;
        }
        while (end - from > 1 && ascii[from] == '0' && ascii[from + 1] != '.') {
            from++;
        }
        out.raw(ascii, from, end - from);
    }

    private static void text(JsonBuffer out, String value) {
        out.add('"');
        out.ascii(value);
        out.add('"');
    }
}
