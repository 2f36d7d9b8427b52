/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.schema;

import io.crosscurrent.core.table.Table;
import io.crosscurrent.core.table.TableId;
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

    /**
     * Derives the shared view from MySQL's own.
     *
     * @param primaryKey column indexes in key order
     * @param collation default collation of the table, "" when it is not known
     */
    public static MySqlTable of(TableId id, List<MySqlColumn> columns, List<Integer> primaryKey, String collation) {
        return new MySqlTable(
                new Table(id, columns.stream().map(MySqlColumn::shared).toList(), primaryKey, collation), columns);
    }

    public TableId id() {
        return table.id();
    }
}
