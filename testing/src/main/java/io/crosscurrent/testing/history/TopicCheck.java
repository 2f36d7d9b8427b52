/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.history;

import io.crosscurrent.testing.history.SeenRow.Place;
import io.crosscurrent.testing.shape.Mark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Holds what a reader of topics found against a {@link History}: each row by itself, each partition by its transactions,
 * and in the end what is left against the source. For one thread; the history may grow meanwhile.
 */
public final class TopicCheck {
    private final History history;
    private final int wholeUpTo;
    private final boolean tellsOfTables;
    private final Map<RowId, List<RowEvent>> rows = new HashMap<>();
    private final Map<RowId, SeenRow> last = new HashMap<>();
    private final Map<String, List<SeenTable>> tables = new TreeMap<>();
    private final KeyPlaces keys = new KeyPlaces();
    private final Map<String, PartitionTrace> partitions = new TreeMap<>();
    private final List<Anomaly> atOnce = new ArrayList<>();
    private long events;

    /**
     * @param wholeUpTo transactions of more changes than this may be cut
     * @param tellsOfTables whether records must tell what happens to tables as a whole
     */
    public TopicCheck(History history, int wholeUpTo, boolean tellsOfTables) {
        this.history = history;
        this.wholeUpTo = wholeUpTo;
        this.tellsOfTables = tellsOfTables;
    }

    /** Takes the next record of a partition. @param key of the message, or null for none */
    public void observe(SeenRow seen, byte[] key) {
        events++;
        keys.add(seen, key);
        rows.computeIfAbsent(seen.row(), row -> new ArrayList<>()).add(seen.event());
        last.put(seen.row(), seen);
        trace(seen.place()).add(seen);
        SeenValue mark = seen.values().get("mark");
        if (mark == null || !mark.text().equals(Mark.of(seen.event().version()))) {
            atOnce.add(new Anomaly(
                    Anomaly.Kind.WRONG_VALUE,
                    seen.row().toString(),
                    "mark is " + mark + ", but that of " + seen.event() + " is "
                            + Mark.of(seen.event().version()) + ", at " + seen.place()));
        }
    }

    /** Takes the next record of a partition, which tells of a table as a whole. */
    public void observe(SeenTable seen) {
        tables.computeIfAbsent(seen.table(), table -> new ArrayList<>()).add(seen);
        trace(seen.place()).add(seen);
    }

    /** A record that tells of neither row nor table stands here. */
    public void pass(Place place) {
        trace(place).pass(place.offset());
    }

    /** All that a reader of committed records may see of a partition now has been observed. */
    public void atEnd(String topic, int partition) {
        trace(new Place(topic, partition, 0)).end();
    }

    private PartitionTrace trace(Place place) {
        return partitions.computeIfAbsent(place.topic() + "-" + place.partition(), PartitionTrace::new);
    }

    /** Rows seen so far, each as often as it was seen. */
    public long events() {
        return events;
    }

    /** Whether every row and every table has its events and no more: cheaper than all rules, for waiting. */
    public boolean caughtUp() {
        return rowAnomalies(true).isEmpty() && tableAnomalies(new HashMap<>()).isEmpty();
    }

    /** What is wrong: at most one anomaly for a row or a table by itself, one of a kind for a transaction. */
    public List<Anomaly> anomalies() {
        List<Anomaly> found = new ArrayList<>(atOnce);
        found.addAll(rowAnomalies(false));
        found.addAll(keys.anomalies());
        Map<Place, TableEvent> matched = new HashMap<>();
        found.addAll(tableAnomalies(matched));
        partitions.values().forEach(trace -> found.addAll(trace.anomalies(history, wholeUpTo, matched)));
        return found;
    }

    /** @param matched takes what happened to tables with nothing wrong, by the record that tells of it */
    private List<Anomaly> tableAnomalies(Map<Place, TableEvent> matched) {
        List<Anomaly> found = new ArrayList<>();
        if (!tellsOfTables) {
            return found;
        }
        Map<String, TableRule> rules = history.tableRules();
        tables.keySet().forEach(table -> rules.computeIfAbsent(table, TopicCheck::ofNothing));
        rules.forEach((table, rule) -> {
            List<SeenTable> seen = tables.getOrDefault(table, List.of());
            rule.check(seen).ifPresentOrElse(found::add, () -> matched.putAll(rule.matched(seen)));
        });
        return found;
    }

    /** Of a table to which nothing happened. */
    private static TableRule ofNothing(String table) {
        return new TableRule(table, List.of(), List.of());
    }

    private List<Anomaly> rowAnomalies(boolean firstAlone) {
        Set<RowId> all = new TreeSet<>(history.rows());
        all.addAll(rows.keySet());
        List<Anomaly> found = new ArrayList<>();
        for (RowId row : all) {
            history.rule(row).check(rows.getOrDefault(row, List.of())).ifPresent(found::add);
            if (firstAlone && !found.isEmpty()) {
                break;
            }
        }
        return found;
    }

    /** Holds what remains when the topics are folded by key against what the source prints. */
    public List<Anomaly> compare(List<SourceTable> source, ValueForm form) {
        FoldRule rule = new FoldRule(history, form);
        List<Anomaly> found = new ArrayList<>();
        Set<RowId> there = new HashSet<>();
        for (SourceTable table : source) {
            table.rows().forEach((key, values) -> {
                RowId row = new RowId(table.name(), key);
                there.add(row);
                rule.check(row, last.get(row), table, values).ifPresent(found::add);
            });
        }
        last.forEach((row, seen) -> {
            if (!there.contains(row)) {
                rule.checkGone(row, seen).ifPresent(found::add);
            }
        });
        return found;
    }
}
