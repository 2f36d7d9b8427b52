/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Everything that was done to a database, and whether it was committed: what a checker believes in. Several writers tell
 * it, each of its own rows. Safe for use by several threads.
 */
public final class History {
    private final Map<RowId, Life> rows = new HashMap<>();
    private final Map<Long, Transaction> transactions = new LinkedHashMap<>();
    private final Set<Long> rolledBack = new HashSet<>();
    private final List<TableEvent> early = new ArrayList<>();
    private final List<TableEvent> late = new ArrayList<>();
    private long changes;
    private boolean streaming;

    /**
     * A committed transaction.
     *
     * @param writer who made it: the transactions of one writer were committed in the order of their {@code id}
     * @param changes in the order in which they were made
     */
    public record Transaction(long id, int writer, List<Change> changes) {
        public Transaction {
            changes = List.copyOf(changes);
        }
    }

    /** What was committed of one row. {@code streamed}: index of the first change made after the load was over, or -1. */
    private static final class Life {
        private final List<Change> changes = new ArrayList<>();
        private int streamed = -1;
    }

    /** A transaction was committed; its changes in the order in which they were made. */
    public synchronized void committed(long transaction, int writer, List<Change> made) {
        transactions.put(transaction, new Transaction(transaction, writer, made));
        made.forEach(this::add);
        changes += made.size();
    }

    /** A statement about a table took rows away or brought some: {@code vanish} and {@code appear} alone. */
    public synchronized void moved(List<Change> silent) {
        silent.forEach(this::add);
    }

    /** A statement about tables took effect; what it did, in order. */
    public synchronized void stated(List<TableEvent> events) {
        (streaming ? late : early).addAll(events);
    }

    private void add(Change change) {
        Life life = rows.computeIfAbsent(change.row(), row -> new Life());
        if (streaming && life.streamed < 0) {
            life.streamed = life.changes.size();
        }
        life.changes.add(change);
    }

    /** Changes that were made and taken back. */
    public synchronized void rolledBack(Collection<Change> undone) {
        undone.stream()
                .filter(change -> !change.event().operation().equals("delete"))
                .forEach(change -> rolledBack.add(change.event().version()));
    }

    /** From now on each change must be seen as a change: the load of all tables is over. */
    public synchronized void loadIsOver() {
        streaming = true;
    }

    /** Committed changes so far. */
    public synchronized long changes() {
        return changes;
    }

    /** Committed transactions so far. */
    public synchronized int transactions() {
        return transactions.size();
    }

    /** All that was committed, each writer's in its order. */
    public synchronized List<Transaction> inOrder() {
        return List.copyOf(transactions.values());
    }

    /** A committed transaction, or null. */
    synchronized Transaction transaction(long id) {
        return transactions.get(id);
    }

    synchronized boolean wasRolledBack(long version) {
        return rolledBack.contains(version);
    }

    /** Every row that ever was. */
    public synchronized Set<RowId> rows() {
        return Set.copyOf(rows.keySet());
    }

    /** What was committed of a row, in order; empty for a row that never was. */
    public synchronized List<Change> of(RowId row) {
        Life life = rows.get(row);
        return life == null ? List.of() : List.copyOf(life.changes);
    }

    /** The change that an event of a row tells of, or null. A {@code load} tells of none. */
    synchronized Change find(RowId row, RowEvent event) {
        Life life = rows.get(row);
        if (life != null) {
            for (int i = life.changes.size() - 1; i >= 0; i--) {
                if (life.changes.get(i).event().equals(event)) {
                    return life.changes.get(i);
                }
            }
        }
        return null;
    }

    /** What happened to tables as a whole since the load was over, each writer's in its order. */
    public synchronized List<TableEvent> tableEvents() {
        return List.copyOf(late);
    }

    /** The rules of all tables to which something happened. */
    synchronized Map<String, TableRule> tableRules() {
        Map<String, TableRule> rules = new TreeMap<>();
        for (List<TableEvent> events : List.of(early, late)) {
            events.forEach(event -> rules.computeIfAbsent(event.table(), this::tableRule));
        }
        return rules;
    }

    private TableRule tableRule(String table) {
        return new TableRule(table, of(table, early), of(table, late));
    }

    private static List<TableEvent> of(String table, List<TableEvent> events) {
        return events.stream().filter(event -> event.table().equals(table)).toList();
    }

    synchronized RowRule rule(RowId row) {
        Life life = rows.get(row);
        if (life == null) {
            return new RowRule(row.toString(), List.of(), 0, this::wasRolledBack);
        }
        List<RowEvent> events = life.changes.stream().map(Change::event).toList();
        return new RowRule(
                row.toString(), events, life.streamed < 0 ? events.size() : life.streamed, this::wasRolledBack);
    }
}
