/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.encoding;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing byte array that values are written into as JSON text, without intermediate objects. Reused from row to row;
 * not safe for use by several threads. Callers of the {@code put…} methods have called {@link #ensure} before.
 */
final class JsonBuffer {
    private static final int INITIAL_BYTES = 1024;
    /** Larger arrays are given back after the row that needed them. */
    private static final int KEPT_BYTES = 4 * 1024 * 1024;

    private static final int LARGEST_GROWTH_BYTES = 16 * 1024 * 1024;
    /** What usually follows a large value. */
    private static final int ROOM_BYTES = 4 * 1024;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PAIRS = new byte[200];

    static {
        for (int i = 0; i < 100; i++) {
            PAIRS[2 * i] = (byte) ('0' + i / 10);
            PAIRS[2 * i + 1] = (byte) ('0' + i % 10);
        }
    }

    byte[] bytes = new byte[INITIAL_BYTES];
    int size;

    void ensure(int more) {
        if (bytes.length - size < more) {
            // Doubling what holds a value of many megabytes, for the little that follows it, would cost the heap
            // thrice.
            long doubled = bytes.length + (long) Math.min(bytes.length, LARGEST_GROWTH_BYTES);
            long wanted = Math.max(doubled, (long) size + more + ROOM_BYTES);
            bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Integer.MAX_VALUE - 16));
        }
    }

    /** Empties the buffer and gives an unusually large array back. */
    void reset() {
        size = 0;
        if (bytes.length > KEPT_BYTES) {
            bytes = new byte[INITIAL_BYTES];
        }
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, size);
    }

    void raw(byte[] source) {
        raw(source, 0, source.length);
    }

    void raw(byte[] source, int offset, int length) {
        ensure(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
    }

    void ascii(String text) {
        int length = text.length();
        ensure(length);
        for (int i = 0; i < length; i++) {
            bytes[size++] = (byte) text.charAt(i);
        }
    }

    void put(int ascii) {
        bytes[size++] = (byte) ascii;
    }

    void add(int ascii) {
        ensure(1);
        bytes[size++] = (byte) ascii;
    }

    /** Exact decimal digits of a signed number. */
    void digits(long value) {
        ensure(20);
        if (value < 0) {
            put('-');
            putUnsigned(-value);
        } else {
            putUnsigned(value);
        }
    }

    /** Exact decimal digits of 64 unsigned bits. */
    void unsignedDigits(long bits) {
        ensure(20);
        putUnsigned(bits);
    }

    private void putUnsigned(long bits) {
        if (bits < 0) {
            long tens = Long.divideUnsigned(bits, 10);
            putUnsigned(tens);
            put((int) ('0' + bits - tens * 10));
            return;
        }
        int length = digitCount(bits);
        int at = size + length;
        long rest = bits;
        while (rest > Integer.MAX_VALUE) {
            long hundreds = rest / 100;
            int pair = (int) (rest - hundreds * 100) << 1;
            bytes[--at] = PAIRS[pair + 1];
            bytes[--at] = PAIRS[pair];
            rest = hundreds;
        }
        int small = (int) rest;
        while (small >= 100) {
            int hundreds = small / 100;
            int pair = (small - hundreds * 100) << 1;
            bytes[--at] = PAIRS[pair + 1];
            bytes[--at] = PAIRS[pair];
            small = hundreds;
        }
        if (small >= 10) {
            bytes[--at] = PAIRS[(small << 1) + 1];
            bytes[--at] = PAIRS[small << 1];
        } else {
            bytes[--at] = (byte) ('0' + small);
        }
        size += length;
    }

    private static int digitCount(long value) {
        int count = 1;
        long rest = value;
        while (rest >= 10_000) {
            rest /= 10_000;
            count += 4;
        }
        if (rest >= 1_000) {
            return count + 3;
        }
        if (rest >= 100) {
            return count + 2;
        }
        return rest >= 10 ? count + 1 : count;
    }

    /** Two digits, 0 to 99. */
    void putPair(int value) {
        bytes[size] = PAIRS[value << 1];
        bytes[size + 1] = PAIRS[(value << 1) + 1];
        size += 2;
    }

    /** A point and the first {@code digits} of six fraction digits; nothing when {@code digits} is 0. */
    void putFraction(int micros, int digits) {
        if (digits == 0) {
            return;
        }
        put('.');
        putPair(micros / 10_000);
        putPair(micros / 100 % 100);
        putPair(micros % 100);
        size -= 6 - digits;
    }

    /** {@code YYYY-MM-DD}; needs 10 bytes. */
    void putDate(int year, int month, int day) {
        putPair(year / 100);
        putPair(year % 100);
        put('-');
        putPair(month);
        put('-');
        putPair(day);
    }

    /** Upper-case hexadecimal. */
    void hex(byte[] source, int offset, int length) {
        ensure(2 * length);
        byte[] to = bytes;
        int at = size;
        for (int i = offset; i < offset + length; i++) {
            int octet = source[i];
            to[at++] = HEX[octet >> 4 & 0xF];
            to[at++] = HEX[octet & 0xF];
        }
        size = at;
    }

    /** The inside of a JSON string: escapes what JSON demands and lets all other UTF-8 through. */
    void escaped(byte[] source, int offset, int length) {
        ensure(length + 8);
        byte[] to = bytes;
        int at = size;
        int end = offset + length;
        int i = offset;
        while (i < end) {
            if (end - i >= 8) {
                long word = (long) WORD.get(source, i);
                if (clean(word)) {
                    WORD.set(to, at, word);
                    i += 8;
                    at += 8;
                    continue;
                }
            }
            byte octet = source[i++];
            if (octet >= 0 && octet < 0x20 || octet == '"' || octet == '\\') {
                size = at;
                ensure(end - i + 14);
                putEscape(octet);
                to = bytes;
                at = size;
            } else {
                to[at++] = octet;
            }
        }
        size = at;
    }

    /** Whether none of eight bytes is a control character, a quote or a backslash. */
    private static boolean clean(long word) {
        long quote = word ^ 0x2222222222222222L;
        long backslash = word ^ 0x5C5C5C5C5C5C5C5CL;
        long hits = (word - 0x2020202020202020L) & ~word | (quote - ONES) & ~quote | (backslash - ONES) & ~backslash;
        return (hits & HIGHS) == 0;
    }

    private void putEscape(byte octet) {
        put('\\');
        switch (octet) {
            case '"' -> put('"');
            case '\\' -> put('\\');
            case '\n' -> put('n');
            case '\r' -> put('r');
            case '\t' -> put('t');
            case '\b' -> put('b');
            case '\f' -> put('f');
            default -> {
                put('u');
                put('0');
                put('0');
                put(HEX[octet >> 4]);
                put(HEX[octet & 0xF]);
            }
        }
    }
}
