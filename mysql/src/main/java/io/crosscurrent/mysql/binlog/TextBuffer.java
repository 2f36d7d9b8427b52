/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.binlog;

import java.util.Arrays;

/** A growing buffer for JSON text. */
final class TextBuffer {
    private static final byte[] HEX = "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private byte[] bytes = new byte[1024];
    private int length;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void length(int end) {
        length = end;
    }

    void clear() {
        length = 0;
    }

    void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }

    void put(int octet) {
        reserve(1);
        bytes[length++] = (byte) octet;
    }

    void ascii(String text) {
        reserve(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
    }

    void raw(byte[] source, int offset, int count) {
        reserve(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    /** UTF-8 in double quotes, with the escapes that MySQL writes. */
    void quoted(byte[] source, int offset, int count) {
        put('"');
        int end = offset + count;
        int from = offset;
        for (int i = offset; i < end; i++) {
            int octet = source[i];
            if (octet == '"' || octet == '\\' || octet >= 0 && octet < 0x20) {
                raw(source, from, i - from);
                escape(octet);
                from = i + 1;
            }
        }
        raw(source, from, end - from);
        put('"');
    }

    private void escape(int octet) {
        put('\\');
        switch (octet) {
            case '\b' -> put('b');
            case '\t' -> put('t');
            case '\f' -> put('f');
            case '\n' -> put('n');
            case '\r' -> put('r');
            case '"', '\\' -> put(octet);
            default -> {
                ascii("u00");
                put(HEX[octet >> 4]);
                put(HEX[octet & 15]);
            }
        }
    }

    void number(long value) {
        if (value < 0) {
            put('-');
            unsigned(-value);
        } else {
            unsigned(value);
        }
    }

    /** {@code bits} is a 64-bit unsigned number. */
    void unsigned(long bits) {
        reserve(20);
        long rest = bits;
        int digits = 1;
        for (long more = Long.divideUnsigned(bits, 10); more != 0; more /= 10) {
            digits++;
        }
        for (int i = length + digits - 1; i >= length; i--) {
            long quotient = rest < 0 ? Long.divideUnsigned(rest, 10) : rest / 10;
            bytes[i] = (byte) ('0' + (rest - quotient * 10));
            rest = quotient;
        }
        length += digits;
    }

    void padded(int value, int width) {
        reserve(width);
        int rest = value;
        for (int i = length + width - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += width;
    }
}
