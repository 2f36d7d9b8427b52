/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.schema;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The East Asian character sets of one to four bytes per character, by tables of what MySQL 8.0 itself converts them to; the
 * JDK's sets of these names differ in up to hundreds of characters. Codes below 0x80 are ASCII.
 *
 * <p>The resource is, per character set in the order of {@link #NAMES}: 128 UTF-16 units for single bytes from 0x80, 32768 for pairs
 * from 0x8000; for ujis and eucjpms 16384 for what follows 0x8f (seven bits of each byte); for gb18030 39420 for the four-byte
 * codes of the basic plane in their order. Units are big endian differences to the one before; 0 is no character.
 */
final class MultiByte extends CharacterSet {
    private static final List<String> NAMES =
            List.of("big5", "gbk", "gb2312", "gb18030", "sjis", "cp932", "ujis", "eucjpms", "euckr");

    private static final int FOUR_BYTE_CODES = 39_420;
    /** First four-byte code beyond the basic plane, 0x90308130, in the order of four-byte codes. */
    private static final int SUPPLEMENTARY = 189_000;

    private static final int SINGLE_SHIFT_3 = 0x8f;

    private final char[] singles;
    private final char[] pairs;
    /** Null where there are no longer codes. */
    private final char[] longer;

    private final boolean fourBytes;

    private MultiByte(String name, int maxBytes, char[] singles, char[] pairs, char[] longer) {
        super(name, maxBytes);
        this.singles = singles;
        this.pairs = pairs;
        this.longer = longer;
        fourBytes = maxBytes == 4;
    }

    static List<CharacterSet> all() {
        List<CharacterSet> sets = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(
                new GZIPInputStream(MultiByte.class.getResourceAsStream("multi-byte.gz"), 1 << 16))) {
            for (String name : NAMES) {
                int maxBytes = name.equals("gb18030") ? 4 : name.equals("ujis") || name.equals("eucjpms") ? 3 : 2;
                int more = maxBytes == 4 ? FOUR_BYTE_CODES : maxBytes == 3 ? 1 << 14 : 0;
                char[] units = new char[128 + 32_768 + more];
                byte[] bytes = in.readNBytes(2 * units.length);
                char last = 0;
                for (int i = 0; i < units.length; i++) {
                    last += (char) ((bytes[2 * i] & 0xff) << 8 | bytes[2 * i + 1] & 0xff);
                    units[i] = last;
                }
                sets.add(new MultiByte(
                        name,
                        maxBytes,
                        java.util.Arrays.copyOf(units, 128),
                        java.util.Arrays.copyOfRange(units, 128, 128 + 32_768),
                        more == 0 ? null : java.util.Arrays.copyOfRange(units, 128 + 32_768, units.length)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sets;
    }

    @Override
    public boolean isUtf8(byte[] bytes, int offset, int length) {
        return ascii(bytes, offset, length);
    }

    @Override
    public int toUtf8(byte[] bytes, int offset, int length, byte[] target, int at) {
        int to = at;
        int end = offset + length;
        int i = offset;
        while (i < end) {
            int lead = bytes[i] & 0xff;
            if (lead < 0x80) {
                target[to++] = (byte) lead;
                i++;
            } else if (singles[lead - 0x80] != 0) {
                to = put(singles[lead - 0x80], target, to);
                i++;
            } else if (fourBytes && i + 3 < end && bytes[i + 1] >= '0' && bytes[i + 1] <= '9') {
                to = put(fourBytePoint(bytes, i), target, to);
                i += 4;
            } else if (longer != null && !fourBytes && lead == SINGLE_SHIFT_3 && i + 2 < end) {
                to = put(known(longer[(bytes[i + 1] & 0x7f) << 7 | bytes[i + 2] & 0x7f]), target, to);
                i += 3;
            } else if (i + 1 < end) {
                to = put(known(pairs[(lead - 0x80) << 8 | bytes[i + 1] & 0xff]), target, to);
                i += 2;
            } else {
                target[to++] = '?';
                i++;
            }
        }
        return to;
    }

    private int fourBytePoint(byte[] b, int at) {
        int order = (((b[at] & 0xff) - 0x81) * 10 + b[at + 1] - 0x30) * 1260
                + ((b[at + 2] & 0xff) - 0x81) * 10
                + b[at + 3]
                - 0x30;
        if (order >= SUPPLEMENTARY) {
            int point = order - SUPPLEMENTARY + 0x10000;
            return point <= Character.MAX_CODE_POINT ? point : '?';
        }
        return order >= 0 && order < longer.length ? known(longer[order]) : '?';
    }

    private static int known(char unit) {
        return unit == 0 ? '?' : unit;
    }
}
