/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.workload;

import io.crosscurrent.testing.shape.KeyKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;

/** The small changes of one writer: a few rows, one statement or three. */
final class RowMoves {
    private final WriterState state;
    private final Session session;
    private final Random random;
    private final int span;

    /** @param span numbers from which rows are chosen */
    RowMoves(WriterState state, Session session, Random random, int span) {
        this.state = state;
        this.session = session;
        this.random = random;
        this.span = Math.max(span, 20);
    }

    /** Makes one change, of one row or of a few. */
    void move(Draft draft) throws SQLException {
        draft.nextStatement();
        WorkTable table = state.anyTable(random);
        NavigableMap<Long, Long> rows = table.rows(state.writer());
        long number = state.firstNumber() + random.nextInt(span);
        if (table.key() == KeyKind.TEXT && rows.containsKey(number + KeyKind.OTHER_CASE)) {
            number += KeyKind.OTHER_CASE;
        }
        boolean there = rows.containsKey(number);
        int choice = random.nextInt(100);
        if (!there) {
            insert(draft, table, number, choice);
        } else if (choice < 45) {
            update(draft, table, number);
        } else if (choice < 60) {
            delete(draft, table, number);
        } else if (choice < 68) {
            replace(draft, table, number, choice % 2 == 0);
        } else if (choice < 76) {
            rekey(draft, table, number);
        } else if (choice < 82) {
            updateSeveral(draft, table, number);
        } else if (choice < 86) {
            deleteSeveral(draft, table, number);
        } else if (choice < 90) {
            swap(draft, table, number);
        } else if (choice < 95) {
            chain(draft, table, number);
        } else {
            updateTwoTables(draft, table, number);
        }
    }

    /** One row, or up to five in one statement, where none is. */
    private void insert(Draft draft, WorkTable table, long number, int choice) throws SQLException {
        List<String> values = new ArrayList<>();
        long most = choice < 70 ? 1 : 5;
        for (long n = number; n < number + most && state.free(table, n); n++) {
            long version = state.nextVersion();
            values.add(Sql.row(table, n, version, random));
            draft.inserted(table, n, version);
        }
        session.change("insert " + Sql.insertInto(table) + String.join(", ", values), values.size());
    }

    private void update(Draft draft, WorkTable table, long number) throws SQLException {
        long version = state.nextVersion();
        draft.updated(table, number, version);
        session.change(
                "update " + table.sql() + " set " + Sql.assignments(table, "", version, random) + " where "
                        + table.key().condition(number),
                1);
    }

    private void delete(Draft draft, WorkTable table, long number) throws SQLException {
        draft.deleted(table, number);
        session.change("delete from " + table.sql() + " where " + table.key().condition(number), 1);
    }

    /** An insert that finds its row: the log has an update. */
    private void replace(Draft draft, WorkTable table, long number, boolean onDuplicate) throws SQLException {
        long version = state.nextVersion();
        draft.updated(table, number, version);
        String row = Sql.insertInto(table) + Sql.row(table, number, version, random);
        String assignments = Sql.assignments(table, "", version, random);
        session.execute(onDuplicate ? "insert " + row + " on duplicate key update " + assignments : "replace " + row);
    }

    /** Gives a row another key: a free one, or for text sometimes the same in the other case. */
    private void rekey(Draft draft, WorkTable table, long number) throws SQLException {
        long to = state.firstNumber() + random.nextInt(span);
        if (table.key() == KeyKind.TEXT && random.nextBoolean()) {
            long low = state.firstNumber() + (number - state.firstNumber()) % KeyKind.OTHER_CASE;
            to = number == low ? number + KeyKind.OTHER_CASE : low;
        } else if (!state.free(table, to)) {
            update(draft, table, number);
            return;
        }
        long version = state.nextVersion();
        draft.rekeyed(table, number, to, version);
        session.change(
                "update " + table.sql() + " set " + Sql.assignments(table, "", version, random) + ", "
                        + table.key().assignment("", to) + " where "
                        + table.key().condition(number),
                1);
    }

    private void updateSeveral(Draft draft, WorkTable table, long number) throws SQLException {
        if (table.key().numberColumn().isEmpty()) {
            update(draft, table, number);
            return;
        }
        String column = table.key().numberColumn().get();
        List<Long> numbers = several(table, number);
        long base = state.reserveVersions(numbers.get(numbers.size() - 1) - number + 1);
        for (long n : numbers) {
            draft.updated(table, n, base + (n - number) * WriterState.VERSION_STEP);
        }
        session.change(
                "update " + table.sql() + " set "
                        + Sql.versionsByNumber(column, number, base, WriterState.VERSION_STEP) + " where "
                        + table.key().condition(numbers),
                numbers.size());
    }

    private void deleteSeveral(Draft draft, WorkTable table, long number) throws SQLException {
        List<Long> numbers = several(table, number);
        numbers.forEach(n -> draft.deleted(table, n));
        session.change("delete from " + table.sql() + " where " + table.key().condition(numbers), numbers.size());
    }

    private List<Long> several(WorkTable table, long from) {
        return List.copyOf(table.rows(state.writer()).subMap(from, from + 30).keySet());
    }

    /** Two rows take each other's keys, by way of a third. */
    private void swap(Draft draft, WorkTable table, long number) throws SQLException {
        Long other = table.rows(state.writer()).higherKey(number);
        long between = state.firstNumber() + span;
        boolean possible = other != null && !rowsOfOtherCase(table, number, other) && state.free(table, between);
        if (!possible) {
            update(draft, table, number);
            return;
        }
        for (long[] way : new long[][] {{number, between}, {other, number}, {between, other}}) {
            draft.nextStatement();
            long version = state.nextVersion();
            draft.rekeyed(table, way[0], way[1], version);
            session.change(
                    "update " + table.sql() + " set " + Sql.assignments(table, "", version, random) + ", "
                            + table.key().assignment("", way[1]) + " where "
                            + table.key().condition(way[0]),
                    1);
        }
    }

    private static boolean rowsOfOtherCase(WorkTable table, long one, long other) {
        return table.key() == KeyKind.TEXT
                && (one % WorkTable.NUMBERS >= KeyKind.OTHER_CASE || other % WorkTable.NUMBERS >= KeyKind.OTHER_CASE);
    }

    /** Rows that follow each other all move on by one, in one statement: each takes the key its neighbour has left. */
    private void chain(Draft draft, WorkTable table, long number) throws SQLException {
        if (table.key() != KeyKind.NUMERIC) {
            delete(draft, table, number);
            return;
        }
        NavigableMap<Long, Long> rows = table.rows(state.writer());
        long end = number;
        while (rows.containsKey(end + 1)) {
            end++;
        }
        long count = end - number + 1;
        long base = state.reserveVersions(count);
        for (long n = end; n >= number; n--) {
            draft.rekeyed(table, n, n + 1, base + (n - number) * WriterState.VERSION_STEP);
        }
        session.change(
                "update " + table.sql() + " set "
                        + Sql.versionsByNumber("id", number, base, WriterState.VERSION_STEP)
                        + ", id = id + 1 where id between " + number + " and " + end + " order by id desc",
                (int) count);
    }

    /** One statement that changes a row of each of two tables: their events stand among each other in the log. */
    private void updateTwoTables(Draft draft, WorkTable table, long number) throws SQLException {
        WorkTable other = state.anyTable(random);
        Long there = other.rows(state.writer()).ceilingKey(state.firstNumber());
        if (other == table || there == null) {
            update(draft, table, number);
            return;
        }
        long version = state.nextVersion();
        long otherVersion = state.nextVersion();
        draft.updated(table, number, version);
        draft.updated(other, there, otherVersion);
        session.change(
                "update " + table.sql() + " x, " + other.sql() + " y set "
                        + Sql.assignments(table, "x.", version, random) + ", "
                        + Sql.assignments(other, "y.", otherVersion, random) + " where "
                        + table.key().condition("x.", number) + " and "
                        + other.key().condition("y.", there),
                2);
    }
}
