/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.protocol;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the fields of one payload from front to back. Integers are little endian. For control packets, not for rows. */
final class PacketFields {
    private final byte[] bytes;
    private final int end;
    private int at;

    PacketFields(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.at = offset;
        this.end = offset + length;
    }

    /** The payload that {@code in} holds now. */
    static PacketFields of(PacketInput in) {
        return new PacketFields(in.buffer, in.offset, in.length);
    }

    int remaining() {
        return end - at;
    }

    /** The next byte, which stays to be read; -1 at the end. */
    int peek() {
        return at < end ? bytes[at] & 0xFF : -1;
    }

    PacketFields skip(int count) throws IOException {
        at = advance(count) + count;
        return this;
    }

    int int1() throws IOException {
        at = advance(1) + 1;
        return bytes[at - 1] & 0xFF;
    }

    int int2() throws IOException {
        return int1() | int1() << 8;
    }

    int int3() throws IOException {
        return int2() | int1() << 16;
    }

    long int4() throws IOException {
        return int2() | (long) int2() << 16;
    }

    long int8() throws IOException {
        return int4() | int4() << 32;
    }

    /** A length-encoded integer; -1 for NULL (0xFB). */
    long lengthEncoded() throws IOException {
        int first = int1();
        return switch (first) {
            case 0xFB -> -1;
            case 0xFC -> int2();
            case 0xFD -> int3();
            case 0xFE -> int8();
            default -> first;
        };
    }

    /** Length-encoded bytes; null for NULL. */
    byte[] lengthEncodedBytes() throws IOException {
        long length = lengthEncoded();
        return length < 0 ? null : bytes(Math.toIntExact(length));
    }

    /** Length-encoded UTF-8; null for NULL. */
    String lengthEncodedText() throws IOException {
        long length = lengthEncoded();
        if (length < 0) {
            return null;
        }
        int from = advance(Math.toIntExact(length));
        at = from + (int) length;
        return new String(bytes, from, (int) length, StandardCharsets.UTF_8);
    }

    byte[] bytes(int count) throws IOException {
        int from = advance(count);
        at = from + count;
        return Arrays.copyOfRange(bytes, from, at);
    }

    String textOf(int count) throws IOException {
        return new String(bytes(count), StandardCharsets.UTF_8);
    }

    byte[] rest() throws IOException {
        return bytes(remaining());
    }

    /** Text up to a NUL, or to the end when there is none. */
    String nulTerminated() {
        int from = at;
        while (at < end && bytes[at] != 0) {
            at++;
        }
        String text = new String(bytes, from, at - from, StandardCharsets.UTF_8);
        at = Math.min(end, at + 1);
        return text;
    }

    String restText() {
        String text = new String(bytes, at, end - at, StandardCharsets.UTF_8);
        at = end;
        return text;
    }

    private int advance(int count) throws IOException {
        if (count < 0 || count > end - at) {
            throw new IOException("a packet ends " + (count - (end - at)) + " bytes too early");
        }
        return at;
    }
}
