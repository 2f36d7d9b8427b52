/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.schema;

import io.crosscurrent.core.table.Table;
import java.util.List;

/** A table version: the shared view and MySQL's own columns, in the same order (the order of the row images). */
public record MySqlTable(Table table, List<MySqlColumn> columns) {
    public MySqlTable {
        columns = List.copyOf(columns);
        if (columns.size() != table.columns().size()) {
            throw new IllegalArgumentException(table.id() + " has "
                    + table.columns().size() + " columns here and " + columns.size() + " in MySQL's view");
        }
    }
}
