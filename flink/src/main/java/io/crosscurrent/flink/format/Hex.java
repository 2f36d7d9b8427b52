/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.flink.format;

/** Binary values as DMS writes them: hex digits, with {@code 0x} before them or, under {@code NoHexPrefix}, without. */
final class Hex {
    private Hex() {}

    static byte[] bytes(char[] text, int offset, int length) {
        int from = offset;
        int end = offset + length;
        if (length >= 2 && text[from] == '0' && (text[from + 1] == 'x' || text[from + 1] == 'X')) {
            from += 2;
        }
        if ((end - from) % 2 != 0) {
            throw new UnreadableValueException("it has an odd number of hex digits");
        }
        byte[] bytes = new byte[(end - from) / 2];
        for (int i = 0; i < bytes.length; i++, from += 2) {
            bytes[i] = (byte) (digit(text[from]) << 4 | digit(text[from + 1]));
        }
        return bytes;
    }

    private static int digit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        int letter = c | 0x20;
        if (letter >= 'a' && letter <= 'f') {
            return letter - 'a' + 10;
        }
        throw new UnreadableValueException("it is not hex");
    }
}
