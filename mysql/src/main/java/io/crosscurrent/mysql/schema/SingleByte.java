/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.schema;

/** A character set of one byte per character, by a table of 256 characters. */
final class SingleByte extends CharacterSet {
    private final char[] points;
    private final int firstDifferent;

    /** @param firstDifferent all codes below are ASCII */
    SingleByte(String name, char[] points, int firstDifferent) {
        super(name, 1);
        this.points = points;
        this.firstDifferent = firstDifferent;
    }

    @Override
    public boolean isUtf8(byte[] bytes, int offset, int length) {
        if (firstDifferent == 0x80) {
            return ascii(bytes, offset, length);
        }
        for (int i = offset; i < offset + length; i++) {
            if ((bytes[i] & 0xff) >= firstDifferent) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int toUtf8(byte[] bytes, int offset, int length, byte[] target, int at) {
        int to = at;
        for (int i = offset; i < offset + length; i++) {
            to = put(points[bytes[i] & 0xff], target, to);
        }
        return to;
    }
}
