/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * The primary key of a row as bytes: equal bytes are the same row. Where no text is involved, comparing the bytes as unsigned
 * is the order of the database; text is only compared by the database.
 */
final class Key implements Comparable<Key> {
    private final byte[] bytes;
    private final int hash;

    Key(byte[] bytes) {
        this.bytes = bytes;
        this.hash = Arrays.hashCode(bytes);
    }

    static Key ofHex(String hex) {
        return new Key(HexFormat.of().parseHex(hex));
    }

    String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    byte[] bytes() {
        return bytes;
    }

    @Override
    public int compareTo(Key other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Key key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return hex();
    }
}
