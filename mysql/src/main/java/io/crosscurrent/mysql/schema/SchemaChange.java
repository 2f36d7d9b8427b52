/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.schema;

import io.crosscurrent.core.table.TableId;
import java.util.List;

/** What a statement in the log does to tables, as far as their columns, names and unseen rows go. */
public sealed interface SchemaChange {
    /** Nothing that concerns tables: accounts, views, routines, indexes, maintenance, temporary tables. */
    record NoEffect() implements SchemaChange {}

    /**
     * CREATE TABLE with columns.
     *
     * @param primaryKey column names in key order
     * @param charset named for the table, or ""
     * @param collation named for the table, or ""
     */
    record CreateTable(
            TableId table,
            boolean ifNotExists,
            List<ColumnDefinition> columns,
            List<String> primaryKey,
            String charset,
            String collation)
            implements SchemaChange {}

    /** CREATE TABLE … LIKE. */
    record CreateTableLike(TableId table, boolean ifNotExists, TableId like) implements SchemaChange {}

    /** ALTER TABLE; actions without effect on columns are left out. */
    record AlterTable(TableId table, List<AlterAction> actions) implements SchemaChange {}

    /** DROP TABLE; views may be among them. */
    record DropTables(List<TableId> tables) implements SchemaChange {}

    /** RENAME TABLE; one after another, so that names can be swapped. */
    record RenameTables(List<Renaming> renamings) implements SchemaChange {}

    /** One renaming of several. */
    record Renaming(TableId from, TableId to) {}

    /** TRUNCATE TABLE. */
    record Truncate(TableId table) implements SchemaChange {}

    /** CREATE or ALTER DATABASE. Names that were not given are "". */
    record DatabaseDefaults(String database, boolean created, String charset, String collation)
            implements SchemaChange {}

    /** DROP DATABASE. */
    record DropDatabase(String database) implements SchemaChange {}

    /**
     * DML in statement format: rows changed, and the log does not say which. By triggers, stored functions and views it may have
     * changed rows of any table.
     *
     * @param tables those it names, as far as they were recognised
     */
    record RowsChanged(List<TableId> tables) implements SchemaChange {}

    /** One after another, as {@code CREATE OR REPLACE TABLE} drops and creates. */
    record Several(List<SchemaChange> changes) implements SchemaChange {}

    /**
     * A statement that was not understood.
     *
     * @param rows whether it may have moved rows or whole tables; false when only columns are in question
     */
    record Unknown(String reason, boolean rows) implements SchemaChange {}
}
