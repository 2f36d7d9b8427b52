/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.mapping;

/** Orders decimal numbers by their ASCII text, without parsing: an optional minus, digits, an optional fraction. */
final class DecimalOrder {
    private DecimalOrder() {}

    static int compare(byte[] a, int aOffset, int aLength, byte[] b, int bOffset, int bLength) {
        int aSign = sign(a, aOffset, aLength);
        int bSign = sign(b, bOffset, bLength);
        if (aSign != bSign || aSign == 0) {
            return aSign - bSign;
        }
        return aSign * compareMagnitudes(a, aOffset, aOffset + aLength, b, bOffset, bOffset + bLength);
    }

    private static int compareMagnitudes(byte[] a, int aFrom, int aEnd, byte[] b, int bFrom, int bEnd) {
        int aStart = firstDigit(a, aFrom, aEnd);
        int bStart = firstDigit(b, bFrom, bEnd);
        int aPoint = point(a, aStart, aEnd);
        int bPoint = point(b, bStart, bEnd);
        int byWidth = (aPoint - aStart) - (bPoint - bStart);
        if (byWidth != 0) {
            return byWidth;
        }
        for (int i = 0; i < aPoint - aStart; i++) {
            int byDigit = a[aStart + i] - b[bStart + i];
            if (byDigit != 0) {
                return byDigit;
            }
        }
        for (int i = 1; aPoint + i < aEnd || bPoint + i < bEnd; i++) {
            int aDigit = aPoint + i < aEnd ? a[aPoint + i] : '0';
            int bDigit = bPoint + i < bEnd ? b[bPoint + i] : '0';
            if (aDigit != bDigit) {
                return aDigit - bDigit;
            }
        }
        return 0;
    }

    /** Behind the sign and leading zeros. */
    private static int firstDigit(byte[] text, int from, int end) {
        int at = from < end && (text[from] == '-' || text[from] == '+') ? from + 1 : from;
        while (at < end && text[at] == '0') {
            at++;
        }
        return at;
    }

    private static int point(byte[] text, int from, int end) {
        int at = from;
        while (at < end && text[at] != '.') {
            at++;
        }
        return at;
    }

    private static int sign(byte[] text, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (text[i] >= '1' && text[i] <= '9') {
                return text[offset] == '-' ? -1 : 1;
            }
        }
        return 0;
    }
}
