/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.schema;

import io.crosscurrent.core.table.TableId;
import io.crosscurrent.mysql.schema.AlterAction.AddColumn;
import io.crosscurrent.mysql.schema.AlterAction.ChangeColumn;
import io.crosscurrent.mysql.schema.AlterAction.Convert;
import io.crosscurrent.mysql.schema.AlterAction.Defaults;
import io.crosscurrent.mysql.schema.AlterAction.DropColumn;
import io.crosscurrent.mysql.schema.AlterAction.Place;
import io.crosscurrent.mysql.schema.AlterAction.PrimaryKey;
import io.crosscurrent.mysql.schema.AlterAction.RenameColumn;
import io.crosscurrent.mysql.schema.AlterAction.RenameTo;
import io.crosscurrent.mysql.schema.AlterAction.RowsUnseen;
import io.crosscurrent.mysql.schema.SchemaChange.CreateTable;
import io.crosscurrent.mysql.schema.TokenCursor.NotUnderstood;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the next version of a table. The order of the server: drops and changes in place first, found by the names before the statement;
 * then additions and moves in the order of the statement, found by the new names.
 */
final class TableAlteration {
    private final List<Slot> slots = new ArrayList<>();
    private final List<Slot> primaryKey = new ArrayList<>();
    private String collation;

    /** A column and the name it had before the statement; null for a new one. */
    private static final class Slot {
        final String before;
        MySqlColumn column;

        Slot(String before, MySqlColumn column) {
            this.before = before;
            this.column = column;
        }
    }

    private TableAlteration(MySqlTable table) {
        table.columns().forEach(column -> slots.add(new Slot(column.name(), column)));
        table.table().primaryKey().forEach(i -> primaryKey.add(slots.get(i)));
        collation = table.table().collation();
    }

    static MySqlTable created(TableId id, CreateTable create, String collation) {
        TableAlteration creation = new TableAlteration(MySqlTable.of(id, List.of(), List.of(), collation));
        for (ColumnDefinition column : create.columns()) {
            creation.insert(new Slot(null, column.in(charsetOf(collation))), null);
        }
        create.primaryKey().forEach(name -> creation.primaryKey.add(creation.current(name)));
        return creation.table(id);
    }

    static MySqlTable renamed(MySqlTable table, TableId to) {
        return MySqlTable.of(
                to, table.columns(), table.table().primaryKey(), table.table().collation());
    }

    static MySqlTable altered(MySqlTable before, List<AlterAction> actions, String databaseCollation) {
        TableAlteration alteration = new TableAlteration(before);
        alteration.defaults(actions, databaseCollation);
        actions.forEach(alteration::inPlace);
        actions.forEach(alteration::placed);
        return alteration.table(before.id());
    }

    private MySqlTable table(TableId id) {
        primaryKey.forEach(slot -> slot.column = slot.column.notNull());
        return MySqlTable.of(
                id,
                slots.stream().map(slot -> slot.column).toList(),
                primaryKey.stream().map(slots::indexOf).toList(),
                collation);
    }

    /** A table's new defaults count for the columns of the same statement. */
    private void defaults(List<AlterAction> actions, String databaseCollation) {
        for (AlterAction action : actions) {
            if (action instanceof Defaults defaults) {
                collation = SchemaHistory.collation(defaults.charset(), defaults.collation(), databaseCollation);
            } else if (action instanceof Convert convert) {
                collation = SchemaHistory.collation(convert.charset(), convert.collation(), databaseCollation);
                String charset = charsetOf(collation);
                if (charset.isEmpty()) {
                    throw new NotUnderstood("the character set of the database is not known");
                }
                slots.forEach(slot -> slot.column = ColumnDefinition.converted(slot.column, CharacterSet.of(charset)));
            }
        }
    }

    private void inPlace(AlterAction action) {
        if (action instanceof DropColumn drop) {
            Slot slot = original(drop.name());
            slots.remove(slot);
            primaryKey.remove(slot);
        } else if (action instanceof RenameColumn rename) {
            Slot slot = original(rename.from());
            slot.column = slot.column.named(rename.to());
        } else if (action instanceof ChangeColumn change) {
            original(change.name()).column = change.column().in(charsetOf(collation));
        } else if (action instanceof PrimaryKey) {
            primaryKey.clear();
        } else if (!(action instanceof AddColumn
                || action instanceof Convert
                || action instanceof Defaults
                || action instanceof RenameTo
                || action instanceof RowsUnseen)) {
            throw new AssertionError(action);
        }
    }

    private void placed(AlterAction action) {
        if (action instanceof AddColumn add) {
            Slot slot = new Slot(null, add.column().in(charsetOf(collation)));
            insert(slot, add.place());
            if (add.column().primaryKey()) {
                primaryKey.clear();
                primaryKey.add(slot);
            }
        } else if (action instanceof ChangeColumn change) {
            Slot slot = original(change.name());
            if (change.place() != null) {
                slots.remove(slot);
                insert(slot, change.place());
            }
            if (change.column().primaryKey()) {
                primaryKey.clear();
                primaryKey.add(slot);
            }
        } else if (action instanceof PrimaryKey key) {
            key.columns().forEach(name -> primaryKey.add(current(name)));
        }
    }

    private void insert(Slot slot, Place place) {
        if (slots.stream().anyMatch(other -> other.column.name().equalsIgnoreCase(slot.column.name()))) {
            throw new NotUnderstood("there is a column " + slot.column.name() + " already");
        }
        if (place == null) {
            slots.add(slot);
        } else {
            slots.add(place.first() ? 0 : slots.indexOf(current(place.after())) + 1, slot);
        }
    }

    private Slot original(String name) {
        return slots.stream()
                .filter(slot -> name.equalsIgnoreCase(slot.before))
                .findFirst()
                .orElseThrow(() -> new NotUnderstood("there was no column " + name));
    }

    private Slot current(String name) {
        return slots.stream()
                .filter(slot -> name.equalsIgnoreCase(slot.column.name()))
                .findFirst()
                .orElseThrow(() -> new NotUnderstood("there is no column " + name));
    }

    private static String charsetOf(String collation) {
        String charset = collation.isEmpty() ? null : Collations.charsetOf(collation);
        return charset == null ? "" : charset;
    }
}
