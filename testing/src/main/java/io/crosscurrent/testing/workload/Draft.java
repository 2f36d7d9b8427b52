/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.workload;

import io.crosscurrent.testing.history.Change;
import io.crosscurrent.testing.history.RowEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;

/** A transaction that is being made, with what is needed to take it back, all of it or its end. */
final class Draft {
    private final long id;
    private final int writer;
    private final List<Change> changes = new ArrayList<>();
    private final List<Change> undone = new ArrayList<>();
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private int statement;

    /** A point to go back to. */
    record Mark(int changes, int undo) {}

    Draft(long id, int writer) {
        this.id = id;
        this.writer = writer;
    }

    long id() {
        return id;
    }

    List<Change> changes() {
        return changes;
    }

    /** Changes that were taken back before the end. */
    List<Change> undone() {
        return undone;
    }

    /** What comes now is the work of another statement. */
    void nextStatement() {
        statement++;
    }

    void inserted(WorkTable table, long number, long version) {
        NavigableMap<Long, Long> rows = table.rows(writer);
        if (rows.put(number, version) != null) {
            throw new IllegalStateException(table.row(number) + " was there already");
        }
        undo.push(() -> rows.remove(number));
        add(table, number, "insert", version);
    }

    void updated(WorkTable table, long number, long version) {
        NavigableMap<Long, Long> rows = table.rows(writer);
        long before = rows.put(number, version);
        undo.push(() -> rows.put(number, before));
        add(table, number, "update", version);
    }

    void deleted(WorkTable table, long number) {
        NavigableMap<Long, Long> rows = table.rows(writer);
        long before = rows.remove(number);
        undo.push(() -> rows.put(number, before));
        add(table, number, "delete", before);
    }

    /** An update of the key is a delete and an insert. */
    void rekeyed(WorkTable table, long from, long to, long version) {
        deleted(table, from);
        inserted(table, to, version);
    }

    /** A change of a table that keeps no rows here. */
    void noted(Change change) {
        changes.add(change);
    }

    private void add(WorkTable table, long number, String operation, long version) {
        changes.add(new Change(table.row(number), new RowEvent(operation, version), id, statement, table.shape()));
    }

    int statement() {
        return statement;
    }

    Mark mark() {
        return new Mark(changes.size(), undo.size());
    }

    void backTo(Mark mark) {
        while (undo.size() > mark.undo()) {
            undo.pop().run();
        }
        List<Change> gone = changes.subList(mark.changes(), changes.size());
        undone.addAll(gone);
        gone.clear();
    }

    void rollBack() {
        backTo(new Mark(0, 0));
    }
}
