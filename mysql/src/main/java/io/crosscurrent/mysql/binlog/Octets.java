/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.binlog;

/** Integers in byte arrays. {@code le} is little endian, {@code be} big endian; all but {@link #leSigned} unsigned. */
final class Octets {
    private Octets() {}

    static int le2(byte[] b, int at) {
        return b[at] & 0xff | (b[at + 1] & 0xff) << 8;
    }

    static int le3(byte[] b, int at) {
        return b[at] & 0xff | (b[at + 1] & 0xff) << 8 | (b[at + 2] & 0xff) << 16;
    }

    /** As a signed int; mask for the unsigned value. */
    static int le4(byte[] b, int at) {
        return b[at] & 0xff | (b[at + 1] & 0xff) << 8 | (b[at + 2] & 0xff) << 16 | b[at + 3] << 24;
    }

    static long le4Unsigned(byte[] b, int at) {
        return le4(b, at) & 0xffff_ffffL;
    }

    static long le6(byte[] b, int at) {
        return le4Unsigned(b, at) | (long) le2(b, at + 4) << 32;
    }

    static long le8(byte[] b, int at) {
        return le4Unsigned(b, at) | (long) le4(b, at + 4) << 32;
    }

    /** {@code width} is 0 to 8 bytes. */
    static long le(byte[] b, int at, int width) {
        long value = 0;
        for (int i = width - 1; i >= 0; i--) {
            value = value << 8 | b[at + i] & 0xff;
        }
        return value;
    }

    /** Sign-extends; {@code width} is 1 to 8 bytes. */
    static long leSigned(byte[] b, int at, int width) {
        int shift = 64 - 8 * width;
        return le(b, at, width) << shift >> shift;
    }

    /** {@code width} is 0 to 8 bytes. */
    static long be(byte[] b, int at, int width) {
        long value = 0;
        for (int i = 0; i < width; i++) {
            value = value << 8 | b[at + i] & 0xff;
        }
        return value;
    }
}
