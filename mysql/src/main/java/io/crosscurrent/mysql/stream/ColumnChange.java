/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.stream;

import io.crosscurrent.core.encoding.ControlEncoder.ControlOperation;
import io.crosscurrent.mysql.schema.MySqlColumn;
import io.crosscurrent.mysql.schema.MySqlTable;
import java.util.ArrayList;
import java.util.List;

/**
 * The difference between two versions of a table, as a control record names it.
 *
 * @param oldName the column's name before, or null
 * @param newName the column's name after, or null
 */
record ColumnChange(ControlOperation operation, String oldName, String newName) {
    /** @param renames whether a column was renamed: else one that goes and one that comes are two columns */
    static ColumnChange between(MySqlTable before, MySqlTable after, boolean renames) {
        if (!before.table().primaryKey().equals(after.table().primaryKey())
                && before.columns().equals(after.columns())) {
            return new ColumnChange(ControlOperation.CHANGE_COLUMNS, null, null);
        }
        List<String> removed = names(before);
        removed.removeAll(names(after));
        List<String> added = names(after);
        added.removeAll(names(before));
        List<String> changed = new ArrayList<>();
        for (MySqlColumn column : after.columns()) {
            int index = before.table().indexOf(column.name());
            if (index >= 0 && !before.columns().get(index).equals(column)) {
                changed.add(column.name());
            }
        }
        if (changed.isEmpty() && added.size() == 1 && removed.isEmpty()) {
            return new ColumnChange(ControlOperation.ADD_COLUMN, null, added.get(0));
        }
        if (changed.isEmpty() && added.isEmpty() && removed.size() == 1) {
            return new ColumnChange(ControlOperation.DROP_COLUMN, removed.get(0), null);
        }
        if (renames && changed.isEmpty() && added.size() == 1 && removed.size() == 1) {
            return new ColumnChange(ControlOperation.RENAME_COLUMN, removed.get(0), added.get(0));
        }
        if (changed.size() == 1 && added.isEmpty() && removed.isEmpty()) {
            return new ColumnChange(ControlOperation.COLUMN_TYPE_CHANGE, changed.get(0), changed.get(0));
        }
        return new ColumnChange(ControlOperation.CHANGE_COLUMNS, null, null);
    }

    private static List<String> names(MySqlTable table) {
        return new ArrayList<>(table.columns().stream().map(MySqlColumn::name).toList());
    }
}
