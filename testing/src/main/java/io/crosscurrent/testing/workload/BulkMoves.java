/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.workload;

import io.crosscurrent.testing.shape.KeyKind;
import java.sql.SQLException;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The large transactions of one writer, in turns: many rows are inserted, all changed in one statement, all moved to other
 * keys in one statement, and deleted in one statement.
 */
final class BulkMoves {
    private static final int ROWS_A_STATEMENT = 500;
    /** Far from the numbers of small changes, below those of text in the other case. */
    private static final long PLACE = 4_000_000;

    private final WriterState state;
    private final Session session;
    private final Random random;
    private final int rows;
    private int turn;

    BulkMoves(WriterState state, Session session, Random random, int rows) {
        this.state = state;
        this.session = session;
        this.random = random;
        this.rows = rows;
    }

    /** Fills a transaction. */
    void move(Draft draft) throws SQLException {
        WorkTable table = state.shared().get(0);
        if (table.key() != KeyKind.NUMERIC) {
            throw new IllegalStateException(table.id() + " has no numbers for keys");
        }
        NavigableMap<Long, Long> there = table.rows(state.writer())
                .subMap(state.firstNumber() + PLACE, true, state.firstNumber() + KeyKind.OTHER_CASE, false);
        if (there.isEmpty()) {
            turn = 0;
            insert(draft, table);
            return;
        }
        long first = there.firstKey();
        long end = there.lastKey();
        turn++;
        switch (turn % 4) {
            case 1, 2 -> update(draft, table, List.copyOf(there.keySet()), first, end);
            case 3 -> shift(draft, table, List.copyOf(there.descendingKeySet()), first, end);
            default -> delete(draft, table, List.copyOf(there.keySet()), first, end);
        }
    }

    private void insert(Draft draft, WorkTable table) throws SQLException {
        long first = state.firstNumber() + PLACE;
        for (long from = first; from < first + rows; from += ROWS_A_STATEMENT) {
            draft.nextStatement();
            long to = Math.min(from + ROWS_A_STATEMENT, first + rows);
            String values = LongStream.range(from, to)
                    .mapToObj(number -> {
                        long version = state.nextVersion();
                        draft.inserted(table, number, version);
                        return Sql.row(table, number, version, random);
                    })
                    .collect(Collectors.joining(", "));
            session.change("insert " + Sql.insertInto(table) + values, (int) (to - from));
        }
    }

    private void update(Draft draft, WorkTable table, List<Long> numbers, long first, long end) throws SQLException {
        draft.nextStatement();
        long base = state.reserveVersions(end - first + 1);
        numbers.forEach(n -> draft.updated(table, n, version(base, first, n)));
        session.change(
                "update " + table.sql() + " set " + Sql.versionsByNumber("id", first, base, WriterState.VERSION_STEP)
                        + between(first, end),
                numbers.size());
    }

    private void shift(Draft draft, WorkTable table, List<Long> descending, long first, long end) throws SQLException {
        draft.nextStatement();
        long base = state.reserveVersions(end - first + 1);
        descending.forEach(n -> draft.rekeyed(table, n, n + 1, version(base, first, n)));
        session.change(
                "update " + table.sql() + " set " + Sql.versionsByNumber("id", first, base, WriterState.VERSION_STEP)
                        + ", id = id + 1" + between(first, end) + " order by id desc",
                descending.size());
    }

    private void delete(Draft draft, WorkTable table, List<Long> numbers, long first, long end) throws SQLException {
        draft.nextStatement();
        numbers.forEach(n -> draft.deleted(table, n));
        session.change("delete from " + table.sql() + between(first, end), numbers.size());
    }

    private static long version(long base, long first, long number) {
        return base + (number - first) * WriterState.VERSION_STEP;
    }

    private static String between(long first, long end) {
        return " where id between " + first + " and " + end;
    }
}
