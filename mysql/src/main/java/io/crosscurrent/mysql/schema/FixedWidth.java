/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.schema;

/** ucs2, utf16, utf16le and utf32: units of two or four bytes. */
final class FixedWidth extends CharacterSet {
    private final int unit;
    private final boolean littleEndian;

    FixedWidth(String name, int maxBytes, int unit, boolean littleEndian) {
        super(name, maxBytes);
        this.unit = unit;
        this.littleEndian = littleEndian;
    }

    @Override
    public int minBytes() {
        return unit;
    }

    @Override
    public boolean isUtf8(byte[] bytes, int offset, int length) {
        return length == 0;
    }

    @Override
    public int toUtf8(byte[] bytes, int offset, int length, byte[] target, int at) {
        int to = at;
        int end = offset + length;
        for (int i = offset; i + unit <= end; i += unit) {
            int point = unit == 4 ? unit(bytes, i) << 16 | unit(bytes, i + 2) : unit(bytes, i);
            if (unit == 2 && Character.isHighSurrogate((char) point) && i + 4 <= end) {
                char low = (char) unit(bytes, i + 2);
                if (Character.isLowSurrogate(low)) {
                    point = Character.toCodePoint((char) point, low);
                    i += 2;
                }
            }
            boolean valid = point >= 0 && point <= Character.MAX_CODE_POINT && (point < 0xd800 || point > 0xdfff);
            to = put(valid ? point : '?', target, to);
        }
        return to;
    }

    private int unit(byte[] bytes, int at) {
        return littleEndian
                ? bytes[at] & 0xff | (bytes[at + 1] & 0xff) << 8
                : (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }
}
