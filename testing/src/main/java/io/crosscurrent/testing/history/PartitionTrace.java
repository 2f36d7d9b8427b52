/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.history;

import io.crosscurrent.testing.history.History.Transaction;
import io.crosscurrent.testing.history.SeenRow.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The records of one partition in their order. A Kafka transaction ends with a marker that takes an offset, so a gap in the
 * offsets between two records of one database transaction means that the first could be seen without the second; and so
 * does a reader who stood at the end between them.
 */
final class PartitionTrace {
    private final String name;
    private final List<Step> steps = new ArrayList<>();
    private final Map<Set<String>, Set<String>> columnSets = new HashMap<>();
    private long lastOffset = -1;
    private boolean ended;

    /**
     * @param apart whether the record before it may have been visible without this one
     * @param table of a record that tells of no row; else null
     */
    private record Step(RowId row, RowEvent event, Set<String> columns, long offset, boolean apart, SeenTable table) {}

    PartitionTrace(String name) {
        this.name = name;
    }

    void add(SeenRow seen) {
        long offset = seen.place().offset();
        Set<String> columns =
                columnSets.computeIfAbsent(Set.copyOf(seen.values().keySet()), names -> names);
        boolean gap = lastOffset >= 0 && offset != lastOffset + 1;
        steps.add(new Step(seen.row(), seen.event(), columns, offset, gap || ended, null));
        lastOffset = offset;
        ended = false;
    }

    void add(SeenTable seen) {
        pass(seen.place().offset());
        steps.add(new Step(null, null, Set.of(), seen.place().offset(), false, seen));
    }

    void pass(long offset) {
        ended |= lastOffset >= 0 && offset != lastOffset + 1;
        lastOffset = offset;
    }

    void end() {
        ended = true;
    }

    /** @param statements what happened to tables, by the record that tells of it */
    List<Anomaly> anomalies(History history, int wholeUpTo, Map<Place, TableEvent> statements) {
        List<Anomaly> found = new ArrayList<>();
        Set<String> told = new HashSet<>();
        Set<Step> before = new HashSet<>();
        Map<Long, Integer> lastOrdinal = new HashMap<>();
        Map<Integer, Long> lastOfWriter = new HashMap<>();
        TableOrder tables = new TableOrder();
        long current = 0;
        boolean apart = false;
        for (Step step : steps) {
            apart |= step.apart;
            if (step.table != null) {
                tables.statement(statements.get(step.table.place()), at(step)).ifPresent(found::add);
                continue;
            }
            Change change = step.event.operation().equals("load") ? null : history.find(step.row, step.event);
            boolean first = before.add(new Step(step.row, step.event, Set.of(), 0, false, null));
            if (change == null || !first) {
                continue; // the rules for single rows know what that is
            }
            if (!fits(change, step)) {
                found.add(new Anomaly(
                        Anomaly.Kind.WRONG_SCHEMA,
                        step.row.toString(),
                        step.event + " has the columns " + step.columns + ", the table had " + change.shape() + ", at "
                                + at(step)));
            }
            tables.change(change, at(step)).ifPresent(found::add);
            Transaction transaction = history.transaction(change.transaction());
            Integer ordinal = lastOrdinal.put(transaction.id(), change.ordinal());
            if (ordinal != null && transaction.id() != current) {
                note(
                        found,
                        told,
                        apart && transaction.changes().size() <= wholeUpTo
                                ? Anomaly.Kind.TORN_TRANSACTION
                                : Anomaly.Kind.TRANSACTION_ORDER,
                        transaction,
                        "goes on after others with " + step.row + " " + step.event + " at " + at(step));
            } else if (ordinal != null && apart && transaction.changes().size() <= wholeUpTo) {
                note(
                        found,
                        told,
                        Anomaly.Kind.TORN_TRANSACTION,
                        transaction,
                        "could be seen without " + step.row + " " + step.event + " at " + at(step));
            }
            if (ordinal != null && change.ordinal() < ordinal) {
                note(
                        found,
                        told,
                        Anomaly.Kind.TRANSACTION_ORDER,
                        transaction,
                        "has " + step.row + " " + step.event + " at " + at(step) + " after a later statement");
            }
            Long earlier = lastOfWriter.put(transaction.writer(), transaction.id());
            if (earlier != null && transaction.id() < earlier) {
                note(
                        found,
                        told,
                        Anomaly.Kind.TRANSACTION_ORDER,
                        transaction,
                        "comes after " + earlier + " of the same writer, at " + at(step));
            }
            current = transaction.id();
            apart = false;
        }
        return found;
    }

    private static boolean fits(Change change, Step step) {
        return change.shape() == null || step.columns.stream().allMatch(change.shape()::has);
    }

    private static void note(
            List<Anomaly> found, Set<String> told, Anomaly.Kind kind, Transaction transaction, String detail) {
        if (told.add(kind + " " + transaction.id())) {
            found.add(new Anomaly(
                    kind,
                    "transaction " + transaction.id(),
                    "of " + transaction.changes().size() + " changes " + detail));
        }
    }

    private String at(Step step) {
        return name + "@" + step.offset;
    }
}
