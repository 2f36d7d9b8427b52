/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.binlog;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Doubles inside JSON as MySQL prints them: the shortest digits that give the same number back, plain when the point lies
 * within 15 digits, else with an exponent; {@code .0} behind whole numbers.
 */
final class JsonDouble {
    private static final int MAX_PLAIN = 15;
    private static final long MAX_EXACT = 1_000_000_000_000_000L;
    private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8};

    private JsonDouble() {}

    static void append(double value, TextBuffer out) {
        double magnitude = Math.abs(value);
        if (value < 0 || value == 0 && 1 / value < 0) {
            out.put('-');
        }
        for (int scale = 0; scale < POWERS.length && magnitude < MAX_EXACT; scale++) {
            double shifted = magnitude * POWERS[scale];
            long whole = Math.round(shifted);
            // Below 10^15 a decimal that gives the number back is its only shortest one.
            if (whole < MAX_EXACT && whole / POWERS[scale] == magnitude && (whole != 0 || magnitude == 0)) {
                plain(Long.toString(whole), Long.toString(whole).length() - scale, out);
                return;
            }
        }
        BigDecimal shortest = shortest(magnitude).stripTrailingZeros();
        String digits = shortest.unscaledValue().toString();
        int point = digits.length() - shortest.scale();
        boolean plain = point >= -MAX_PLAIN + 1 && (point <= MAX_PLAIN || digits.length() > point);
        if (plain) {
            plain(digits, point, out);
        } else {
            out.put(digits.charAt(0));
            if (digits.length() > 1) {
                out.put('.');
                out.ascii(digits.substring(1));
            }
            out.put('e');
            out.number(point - 1);
        }
    }

    /** {@code point} digits stand before the point; may be negative. */
    private static void plain(String digits, int point, TextBuffer out) {
        if (point <= 0) {
            out.ascii("0.");
            for (int i = point; i < 0; i++) {
                out.put('0');
            }
            out.ascii(digits);
        } else if (point >= digits.length()) {
            out.ascii(digits);
            for (int i = digits.length(); i < point; i++) {
                out.put('0');
            }
            out.ascii(".0");
        } else {
            out.ascii(digits.substring(0, point));
            out.put('.');
            out.ascii(digits.substring(point));
        }
    }

    /** JDKs before 19 sometimes give a digit too many, or not the closest last digit. */
    private static BigDecimal shortest(double magnitude) {
        BigDecimal exact = new BigDecimal(magnitude);
        int digits =
                new BigDecimal(Double.toString(magnitude)).stripTrailingZeros().precision();
        BigDecimal best = exact.round(new MathContext(17, RoundingMode.HALF_EVEN));
        for (int precision = Math.min(17, digits); precision >= 1; precision--) {
            BigDecimal rounded = exact.round(new MathContext(precision, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() != magnitude) {
                if (precision < digits) {
                    return best;
                }
                continue;
            }
            best = rounded;
        }
        return best;
    }
}
