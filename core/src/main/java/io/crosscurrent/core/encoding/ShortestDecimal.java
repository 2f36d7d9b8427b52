/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.encoding;

import java.math.BigInteger;

/**
 * The text of floating point numbers: the fewest digits, though at least two, that read back as the same value, and of these the
 * closest. The same on every Java version, which {@code Double.toString} is not: before Java 19 it has a digit too many for
 * 2.0E23. Numbers from 0.001 to 10 million are plain. Without garbage; stateless.
 *
 * <p>A number is {@code c} · 2^{@code q}. It is scaled to where its neighbours are at least one unit apart, with powers of ten
 * that are exact in 126 bits, so that the multiple of ten, else the integer, between the half-way points is the text.
 *
 * @see <a href="https://drive.google.com/file/d/1IEeATSVnEE6TkrHlCYNY2GjaraBjOT4f">R. Giulietti, The Schubfach way to render doubles</a>
 */
final class ShortestDecimal {
    private static final int DOUBLE_BITS = 53;
    private static final int FLOAT_BITS = 24;
    private static final int SMALLEST_DOUBLE = -1074;
    private static final int SMALLEST_FLOAT = -149;
    private static final int MIN_K = -324;
    private static final int MAX_K = 292;
    private static final long LOW_63 = Long.MAX_VALUE;
    /** For each k from MIN_K, 10^-k as 126 bits, rounded up: upper and lower 63. */
    private static final long[] POWERS = powers();

    private ShortestDecimal() {}

    private static long[] powers() {
        long[] powers = new long[2 * (MAX_K - MIN_K + 1)];
        BigInteger low = BigInteger.valueOf(LOW_63);
        for (int k = MIN_K; k <= MAX_K; k++) {
            int shift = 125 - log2OfPower10(-k);
            BigInteger power = BigInteger.TEN.pow(Math.abs(k));
            BigInteger scaled = k > 0 ? BigInteger.ONE.shiftLeft(shift).divide(power) : power.shiftLeft(shift);
            scaled = scaled.add(BigInteger.ONE);
            powers[2 * (k - MIN_K)] = scaled.shiftRight(63).longValueExact();
            powers[2 * (k - MIN_K) + 1] = scaled.and(low).longValueExact();
        }
        return powers;
    }

    /** Floor of the binary logarithm of 10^{@code e}. */
    private static int log2OfPower10(int e) {
        return e * 1_741_647 >> 19;
    }

    /** Floor of the decimal logarithm of 2^{@code q}. */
    private static int log10OfPower2(int q) {
        return q * 315_653 >> 20;
    }

    /** Floor of the decimal logarithm of ¾ · 2^{@code q}. */
    private static int log10OfThreeQuarters(int q) {
        return q * 315_653 - 131_008 >> 20;
    }

    /** @param value finite */
    static void write(JsonBuffer out, double value) {
        long bits = Double.doubleToRawLongBits(value);
        int exponent = (int) (bits >>> DOUBLE_BITS - 1) & 0x7FF;
        write(out, bits < 0, bits & (1L << DOUBLE_BITS - 1) - 1, exponent, DOUBLE_BITS, SMALLEST_DOUBLE);
    }

    /** @param value finite */
    static void write(JsonBuffer out, float value) {
        int bits = Float.floatToRawIntBits(value);
        int exponent = bits >>> FLOAT_BITS - 1 & 0xFF;
        write(out, bits < 0, bits & (1 << FLOAT_BITS - 1) - 1, exponent, FLOAT_BITS, SMALLEST_FLOAT);
    }

    private static void write(
            JsonBuffer out, boolean negative, long fraction, int exponent, int precision, int smallest) {
        out.ensure(32);
        if (negative) {
            out.put('-');
        }
        if (fraction == 0 && exponent == 0) {
            out.put('0');
            out.put('.');
            out.put('0');
            return;
        }
        long c = exponent == 0 ? fraction : fraction | 1L << precision - 1;
        int q = exponent == 0 ? smallest : smallest - 1 + exponent;
        // Below a power of two the neighbour is half as far away.
        boolean even = fraction != 0 || exponent <= 1;
        int k = even ? log10OfPower2(q) : log10OfThreeQuarters(q);
        long digits = digits(c, q, k, even);
        if (digits <= 10) {
            // Only the smallest numbers: a second digit is written anyway, so it is the closest one.
            digits = digits(10 * c, q, k, true);
            k--;
        }
        render(out, digits, k);
    }

    /** Times 10^{@code k}, the number between the half-way points that {@code c} · 2^{@code q} is written as. */
    private static long digits(long c, int q, int k, boolean even) {
        int shift = q + log2OfPower10(-k) + 2;
        long high = POWERS[2 * (k - MIN_K)];
        long low = POWERS[2 * (k - MIN_K) + 1];
        long open = c & 1;
        // All four times as large, so that half-way points are integers.
        long exact = scaled(high, low, 4 * c << shift);
        long below = scaled(high, low, 4 * c - (even ? 2 : 1) << shift) + open;
        long above = scaled(high, low, 4 * c + 2 << shift) - open;
        long down = exact >> 2;
        if (down >= 100) {
            long tens = down / 10 * 10;
            boolean tensFit = below <= tens << 2;
            boolean nextFit = tens + 10 << 2 <= above;
            if (tensFit != nextFit) {
                return tensFit ? tens : tens + 10;
            }
        }
        boolean downFits = below <= down << 2;
        boolean upFits = down + 1 << 2 <= above;
        if (downFits != upFits) {
            return downFits ? down : down + 1;
        }
        long middle = exact - (2 * down + 1 << 1);
        return middle < 0 || middle == 0 && (down & 1) == 0 ? down : down + 1;
    }

    /** The product over 2^126, its lowest bit set when anything was cut off: enough to compare with half-way points. */
    private static long scaled(long high, long low, long factor) {
        long middle = (high * factor >>> 1) + Math.multiplyHigh(low, factor);
        long whole = Math.multiplyHigh(high, factor) + (middle >>> 63);
        return whole | (middle & LOW_63) + LOW_63 >>> 63;
    }

    private static void render(JsonBuffer out, long number, int scale) {
        long digits = number;
        int k = scale;
        while (digits % 10 == 0) {
            digits /= 10;
            k++;
        }
        int start = out.size;
        out.unsignedDigits(digits);
        int count = out.size - start;
        // Digits in front of the point.
        int point = count + k;
        if (point > 0 && point <= 7) {
            for (; count <= point; count++) {
                out.add('0');
            }
            insertPoint(out, start + point);
        } else if (point > -3 && point <= 0) {
            int zeros = 2 - point;
            out.ensure(zeros);
            System.arraycopy(out.bytes, start, out.bytes, start + zeros, count);
            for (int i = 0; i < zeros; i++) {
                out.bytes[start + i] = '0';
            }
            out.bytes[start + 1] = '.';
            out.size += zeros;
        } else {
            if (count == 1) {
                out.add('0');
            }
            insertPoint(out, start + 1);
            out.add('E');
            out.digits(point - 1L);
        }
    }

    private static void insertPoint(JsonBuffer out, int at) {
        out.ensure(1);
        System.arraycopy(out.bytes, at, out.bytes, at + 1, out.size - at);
        out.bytes[at] = '.';
        out.size++;
    }
}
