/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.history;

/**
 * A row, by the name its table had then.
 *
 * @param table {@code schema.table}
 * @param key as {@link io.crosscurrent.testing.shape.KeyKind} writes it
 */
public record RowId(String table, String key) implements Comparable<RowId> {
    @Override
    public int compareTo(RowId other) {
        int order = table.compareTo(other.table);
        return order != 0 ? order : key.compareTo(other.key);
    }

    @Override
    public String toString() {
        return table + "[" + key + "]";
    }
}
