/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import java.util.Objects;

/**
 * Keys after {@code low} up to and including {@code high}.
 *
 * @param low exclusive; null for no lower end
 * @param high inclusive; null for no upper end
 */
record KeyRange(Key low, Key high) {
    /** Only for keys whose byte order is the order of the database. */
    boolean contains(Key key) {
        return (low == null || key.compareTo(low) > 0) && (high == null || key.compareTo(high) <= 0);
    }

    boolean follows(KeyRange before) {
        return Objects.equals(low, before.high) && low != null;
    }

    static KeyRange parse(String text) {
        int comma = text.indexOf(',');
        return new KeyRange(end(text.substring(0, comma)), end(text.substring(comma + 1)));
    }

    private static Key end(String hex) {
        return hex.isEmpty() ? null : Key.ofHex(hex);
    }

    /** Hex of both ends; "" for none. */
    @Override
    public String toString() {
        return (low == null ? "" : low.hex()) + "," + (high == null ? "" : high.hex());
    }
}
