/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.table;

import java.util.List;
import java.util.Objects;

/**
 * A source table as it was at one position: columns in the order of the row images, primary key as indexes into them.
 *
 * @param id its name
 * @param columns in source order; index here = column index of {@link io.crosscurrent.core.row.RowWriter}
 * @param primaryKey column indexes in key order; empty when there is none
 * @param collation default collation of the table, or "" when the source has none or does not tell
 */
public record Table(TableId id, List<Column> columns, List<Integer> primaryKey, String collation) {
    public Table {
        Objects.requireNonNull(id);
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        Objects.requireNonNull(collation);
        for (int index : primaryKey) {
            Objects.checkIndex(index, columns.size());
        }
    }

    /** Index of the column of that exact name, or -1. */
    public int indexOf(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        return -1;
    }
}
