/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.shape;

import java.util.List;
import java.util.Optional;

/**
 * Columns of a table at one time, besides its key, {@code version} and {@code mark}. Immutable.
 *
 * @param columns in the order in which they came, which need not be that of the table
 */
public record TableShape(KeyKind key, List<Column> columns) {
    public TableShape {
        columns = List.copyOf(columns);
    }

    /**
     * A column.
     *
     * @param identity stays when the column is renamed; never given again within a table
     */
    public record Column(int identity, String name, ValueKind kind) {}

    public Optional<Column> byIdentity(int identity) {
        return columns.stream().filter(column -> column.identity() == identity).findFirst();
    }

    /** Whether a row of this shape may have a column of this name. */
    public boolean has(String name) {
        return name.equals("version")
                || name.equals("mark")
                || key.columns().contains(name)
                || columns.stream().anyMatch(column -> column.name().equals(name));
    }
}
