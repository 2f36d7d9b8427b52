/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.workload;

import io.crosscurrent.testing.history.Change;
import io.crosscurrent.testing.history.History;
import io.crosscurrent.testing.history.RowEvent;
import io.crosscurrent.testing.history.TableEvent;
import io.crosscurrent.testing.history.TableEvent.Kind;
import io.crosscurrent.testing.shape.KeyKind;
import io.crosscurrent.testing.shape.TableShape.Column;
import io.crosscurrent.testing.shape.ValueKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

/**
 * What one writer does to its own tables as a whole: columns come, go and change names; tables are made, dropped, emptied and
 * change places. A statement during which the database went away is looked up afterwards.
 */
final class SchemaMoves {
    private static final int MOST_OWN = 5;
    private static final ValueKind[] KINDS = ValueKind.values();

    private final WriterState state;
    private final Session session;
    private final Random random;
    private final History history;
    private final BooleanSupplier swaps;
    private final BiFunction<String, KeyKind, WorkTable> newTable;
    private int created;

    /**
     * @param swaps whether tables may change places
     * @param newTable makes a table of this writer, by name and key, that is not in the database yet
     */
    SchemaMoves(
            WriterState state,
            Session session,
            Random random,
            History history,
            BooleanSupplier swaps,
            BiFunction<String, KeyKind, WorkTable> newTable) {
        this.state = state;
        this.session = session;
        this.random = random;
        this.history = history;
        this.swaps = swaps;
        this.newTable = newTable;
    }

    void move() throws SQLException, InterruptedException {
        WorkTable table = state.own().get(random.nextInt(state.own().size()));
        switch (random.nextInt(9)) {
            case 0, 1 -> addColumn(table);
            case 2 -> dropColumn(table);
            case 3 -> renameColumn(table);
            case 4 -> replaceColumn(table);
            case 5 -> createTable();
            case 6 -> dropTable();
            case 7 -> swapTables();
            default -> truncate(table);
        }
    }

    private void addColumn(WorkTable table) throws SQLException, InterruptedException {
        List<Column> columns = new ArrayList<>(table.shape().columns());
        Column added = table.column(KINDS[random.nextInt(KINDS.length)]);
        String place =
                switch (random.nextInt(3)) {
                    case 0 -> " first";
                    case 1 -> " after version";
                    default -> "";
                };
        columns.add(added);
        alter(table, "add column " + WorkTable.definition(added) + defaultOf(added) + place, columns);
    }

    /** Rows that are there take it without a record that tells so. */
    private String defaultOf(Column column) {
        return column.kind() == ValueKind.TINYINT && random.nextBoolean() ? " default 7" : "";
    }

    private void dropColumn(WorkTable table) throws SQLException, InterruptedException {
        List<Column> columns = new ArrayList<>(table.shape().columns());
        if (columns.size() < 3) {
            addColumn(table);
            return;
        }
        Column dropped = columns.remove(random.nextInt(columns.size()));
        alter(table, "drop column " + WorkTable.quoted(dropped), columns);
    }

    private void renameColumn(WorkTable table) throws SQLException, InterruptedException {
        List<Column> columns = new ArrayList<>(table.shape().columns());
        int index = random.nextInt(columns.size());
        Column old = columns.get(index);
        Column renamed = new Column(old.identity(), old.name() + "_r", old.kind());
        if (renamed.name().length() > 60) {
            return;
        }
        columns.set(index, renamed);
        alter(table, "rename column " + WorkTable.quoted(old) + " to " + WorkTable.quoted(renamed), columns);
    }

    /** One statement, as many columns after it as before. */
    private void replaceColumn(WorkTable table) throws SQLException, InterruptedException {
        List<Column> columns = new ArrayList<>(table.shape().columns());
        Column dropped = columns.remove(random.nextInt(columns.size()));
        Column added = table.column(KINDS[random.nextInt(KINDS.length)]);
        columns.add(added);
        alter(
                table,
                "drop column " + WorkTable.quoted(dropped) + ", add column " + WorkTable.definition(added)
                        + " after mark",
                columns);
    }

    private void alter(WorkTable table, String action, List<Column> columns) throws SQLException, InterruptedException {
        if (happened("alter table " + table.sql() + " " + action, table)) {
            table.reshape(columns);
        }
    }

    private void createTable() throws SQLException, InterruptedException {
        if (state.own().size() >= MOST_OWN) {
            dropTable();
            return;
        }
        KeyKind key = KeyKind.values()[random.nextInt(KeyKind.values().length)];
        WorkTable table = newTable.apply("new" + state.writer() + "_" + created++ % 4, key);
        if (state.own().stream().anyMatch(other -> other.name().equals(table.name()))) {
            return;
        }
        if (happened(table.createSql(), table)) {
            state.own().add(table);
            stated(Kind.CREATE, table.id());
        }
    }

    /** The last one that came; the first two stay. */
    private void dropTable() throws SQLException, InterruptedException {
        if (state.own().size() <= 2) {
            createTable();
            return;
        }
        WorkTable table = state.own().get(state.own().size() - 1);
        if (happened("drop table " + table.sql(), table)) {
            vanish(table);
            stated(Kind.DROP, table.id());
            state.own().remove(table);
        }
    }

    private void truncate(WorkTable table) throws SQLException, InterruptedException {
        if (happened("truncate table " + table.sql(), table)) {
            vanish(table);
            long place = state.nextVersion();
            history.stated(List.of(
                    new TableEvent(table.id(), Kind.DROP, place), new TableEvent(table.id(), Kind.CREATE, place)));
            table.rows(state.writer()).clear();
        }
    }

    /** Two tables take each other's names in one statement. */
    private void swapTables() throws SQLException, InterruptedException {
        if (!swaps.getAsBoolean()) {
            return;
        }
        WorkTable one = state.own().get(0);
        WorkTable other = state.own().get(1);
        String between = "between" + state.writer();
        String sql = "rename table " + one.sql() + " to " + one.sql(between) + ", " + other.sql() + " to " + one.sql()
                + ", " + one.sql(between) + " to " + other.sql();
        if (happened(sql, one)) {
            vanish(one);
            vanish(other);
            String name = one.name();
            one.rename(other.name());
            other.rename(name);
            appear(one);
            appear(other);
            stated(Kind.RENAME, one.id(between), other.id(), one.id());
        }
    }

    /** The same happened to these, in this order. */
    private void stated(Kind kind, String... tables) {
        long place = state.nextVersion();
        history.stated(Arrays.stream(tables)
                .map(table -> new TableEvent(table, kind, place))
                .toList());
    }

    private void vanish(WorkTable table) {
        silently(table, "vanish");
    }

    private void appear(WorkTable table) {
        silently(table, "appear");
    }

    private void silently(WorkTable table, String operation) {
        List<Change> changes = new ArrayList<>();
        table.rows(state.writer())
                .forEach((number, version) -> changes.add(
                        new Change(table.row(number), new RowEvent(operation, version), 0, 0, table.shape())));
        history.moved(changes);
    }

    /** Runs a statement about a table, and tells whether it took effect. */
    private boolean happened(String sql, WorkTable table) throws SQLException, InterruptedException {
        String before = null;
        while (before == null) {
            try {
                before = look(table);
            } catch (SQLException e) {
                Writer.renewAfter(e, session);
            }
        }
        try {
            session.execute(sql);
            return true;
        } catch (SQLException e) {
            Writer.renewAfter(e, session);
        }
        while (true) {
            try {
                return !look(table).equals(before);
            } catch (SQLException e) {
                Writer.renewAfter(e, session);
            }
        }
    }

    /** What tells whether a table is still the same, with the same columns; an empty text when there is none. */
    private String look(WorkTable table) throws SQLException {
        String database = table.id().substring(0, table.id().indexOf('.'));
        return String.join(
                "|",
                session.query("select concat(t.table_id, ' ', group_concat(c.column_name order by c.ordinal_position))"
                        + " from information_schema.innodb_tables t join information_schema.columns c"
                        + " on c.table_schema = '" + database + "' and c.table_name = '" + table.name() + "'"
                        + " where t.name = '" + database + "/" + table.name() + "' group by t.table_id"));
    }
}
