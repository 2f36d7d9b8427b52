/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.binlog;

import java.nio.charset.StandardCharsets;

/** Reads a byte range from front to back, with MySQL's length-encoded integers. For what happens less than once a row. */
final class PackedCursor {
    final byte[] buffer;
    final int end;
    int at;

    PackedCursor(byte[] buffer, int start, int end) {
        this.buffer = buffer;
        this.at = start;
        this.end = end;
    }

    boolean hasMore() {
        return at < end;
    }

    int remaining() {
        return end - at;
    }

    int int8() {
        return buffer[advance(1)] & 0xff;
    }

    long le(int width) {
        return Octets.le(buffer, advance(width), width);
    }

    /** 1, 3, 4 or 9 bytes. */
    long packed() {
        int first = int8();
        return switch (first) {
            case 252 -> le(2);
            case 253 -> le(3);
            case 254 -> le(8);
            default -> first;
        };
    }

    int packedInt() {
        return Math.toIntExact(packed());
    }

    byte[] bytes(int length) {
        int from = advance(length);
        return java.util.Arrays.copyOfRange(buffer, from, from + length);
    }

    String utf8(int length) {
        return new String(buffer, advance(length), length, StandardCharsets.UTF_8);
    }

    void skip(int length) {
        advance(length);
    }

    private int advance(int length) {
        int from = at;
        if (length < 0 || length > end - from) {
            throw new IndexOutOfBoundsException("needs " + length + " bytes at " + from + ", the event ends at " + end);
        }
        at = from + length;
        return from;
    }
}
