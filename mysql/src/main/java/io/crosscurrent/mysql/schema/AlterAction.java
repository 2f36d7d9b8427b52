/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.schema;

import io.crosscurrent.core.table.TableId;
import java.util.List;

/** One action of an ALTER TABLE that matters for columns or rows. */
public sealed interface AlterAction {
    /** Where a column goes: first, or behind the named one. */
    record Place(boolean first, String after) {}

    /** ADD COLUMN; {@code place} is null for the end. */
    record AddColumn(ColumnDefinition column, Place place) implements AlterAction {}

    /** DROP COLUMN. */
    record DropColumn(String name) implements AlterAction {}

    /** MODIFY and CHANGE COLUMN; {@code place} is null for where it was. */
    record ChangeColumn(String name, ColumnDefinition column, Place place) implements AlterAction {}

    /** RENAME COLUMN. */
    record RenameColumn(String from, String to) implements AlterAction {}

    /** ADD PRIMARY KEY, or DROP PRIMARY KEY with no columns. */
    record PrimaryKey(List<String> columns) implements AlterAction {}

    /** CONVERT TO CHARACTER SET; names that were not given are "", both for DEFAULT. */
    record Convert(String charset, String collation) implements AlterAction {}

    /** New defaults for the table; names that were not given are "". */
    record Defaults(String charset, String collation) implements AlterAction {}

    /** RENAME TO. */
    record RenameTo(TableId table) implements AlterAction {}

    /**
     * Moves rows in or out without row events, for example {@code TRUNCATE PARTITION}.
     *
     * @param with the other table of {@code EXCHANGE PARTITION}, or null
     */
    record RowsUnseen(String what, TableId with) implements AlterAction {}
}
