/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.result;

import io.crosscurrent.engines.sql.SqlEngine.ResultColumn;
import io.crosscurrent.engines.sql.SqlEngine.Row;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rows of a query as they are now. Rows are a multiset: a change says nothing but the whole row. An update keeps the id
 * of its row, so that a page can change it in place. Memory is bounded by rows and by characters; what is dropped is said in
 * {@link #notice}. One thread applies, many read.
 */
public final class LiveResult {
    /** How rows are kept: as they are now, only ever more of them, or the last one. */
    public enum Mode {
        UPDATE,
        APPEND,
        SINGLE
    }

    private static final int LOG = 1 << 16;
    /** What a value costs beside its characters, so that many short ones are bounded as well. */
    private static final int VALUE = 24;

    private final List<ResultColumn> columns;
    private final int mostRows;
    private final long mostCharacters;
    private final Aging aging;
    private final boolean ageless;
    private final Map<Long, List<String>> rows = new LinkedHashMap<>();
    private final Map<List<String>, Deque<Long>> ids = new HashMap<>();
    /** Ids of the rows of the last changes; a row that is not there any more was removed. */
    private final long[] log = new long[LOG];

    private Mode mode;
    private long version;
    private long nextId;
    private long characters;
    private long inserted;
    private long updated;
    private long deleted;
    private long dropped;
    private long aged;
    private long unmatched;
    private boolean switched;
    private long heldId = -1;
    private List<String> held;
    private long sampleNanos = System.nanoTime();
    private long sampleChanges;
    private double rate;
    private volatile Runnable told = () -> {};

    /** @param mostRows at least 1; @param mostCharacters of all values together, each counted as 24 more than it has */
    public LiveResult(List<ResultColumn> columns, Mode mode, int mostRows, long mostCharacters) {
        this(columns, mode, mostRows, mostCharacters, -1);
    }

    /**
     * @param thresholdMs rows whose first column, a timestamp, is older by more than that than the newest go, while rows are
     *     only added; -1 keeps them
     */
    public LiveResult(List<ResultColumn> columns, Mode mode, int mostRows, long mostCharacters, long thresholdMs) {
        this.aging = thresholdMs < 0 ? null : Aging.of(columns, thresholdMs);
        this.ageless = thresholdMs >= 0 && aging == null;
        this.columns = List.copyOf(columns);
        this.mode = mode;
        this.mostRows = mode == Mode.SINGLE ? 1 : mostRows;
        this.mostCharacters = mostCharacters;
    }

    public List<ResultColumn> columns() {
        return columns;
    }

    public synchronized Mode mode() {
        return mode;
    }

    /** @param listener called after each change, by whoever applied it; must not wait */
    public void tells(Runnable listener) {
        told = listener;
    }

    /** Applies changes in their order. A last {@code -U} is held until its {@code +U} comes or {@link #release}. */
    public void apply(List<Row> changes) {
        if (!changes.isEmpty()) {
            take(changes);
            told.run();
        }
    }

    private synchronized void take(List<Row> changes) {
        for (Row change : changes) {
            switch (change.kind()) {
                case "+I" -> {
                    letGo();
                    inserted++;
                    add(change.values());
                }
                case "+U" -> {
                    updated++;
                    if (held == null) {
                        add(change.values());
                    } else {
                        replace(change.values());
                    }
                }
                case "-U" -> {
                    letGo();
                    hold(change.values());
                }
                default -> {
                    letGo();
                    deleted++;
                    remove(change.values());
                }
            }
        }
    }

    private void add(List<String> values) {
        put(nextId++, values);
        age(nextId - 1, values);
        bound();
    }

    private void age(long id, List<String> values) {
        if (aging == null || mode != Mode.APPEND) {
            return;
        }
        for (long old : aging.over(id, values.get(0))) {
            List<String> gone = rows.get(old);
            if (gone != null) {
                forget(old, gone, false);
                rows.remove(old);
                aged++;
            }
        }
    }

    private void put(long id, List<String> values) {
        rows.put(id, values);
        ids.computeIfAbsent(values, key -> new ArrayDeque<>(2)).addLast(id);
        characters += size(values);
        note(id);
    }

    private void bound() {
        while (rows.size() > mostRows || characters > mostCharacters && rows.size() > 1) {
            Map.Entry<Long, List<String>> oldest = rows.entrySet().iterator().next();
            forget(oldest.getKey(), oldest.getValue(), false);
            rows.remove(oldest.getKey());
            if (mode != Mode.SINGLE) {
                dropped++;
            }
        }
    }

    private void forget(long id, List<String> values, boolean newest) {
        Deque<Long> same = ids.get(values);
        if (newest) {
            same.removeLast();
        } else {
            same.remove(id);
        }
        if (same.isEmpty()) {
            ids.remove(values);
        }
        characters -= size(values);
        note(id);
    }

    /** Holds the row an update begins with; it stays visible until its new values come. */
    private void hold(List<String> values) {
        Deque<Long> same = ids.get(values);
        if (same == null) {
            lost();
            return;
        }
        held = values;
        heldId = same.peekLast();
    }

    private void replace(List<String> values) {
        forget(heldId, held, true);
        put(heldId, values);
        held = null;
        retracted();
        bound();
    }

    /** Lets a held {@code -U} stand for itself: nothing followed it. */
    public void release() {
        if (letGo()) {
            told.run();
        }
    }

    private synchronized boolean letGo() {
        if (held == null) {
            return false;
        }
        forget(heldId, held, true);
        rows.remove(heldId);
        held = null;
        deleted++;
        retracted();
        return true;
    }

    private void remove(List<String> values) {
        Deque<Long> same = ids.get(values);
        if (same == null) {
            lost();
            return;
        }
        long id = same.peekLast();
        forget(id, values, true);
        rows.remove(id);
        retracted();
    }

    private void retracted() {
        if (mode == Mode.APPEND) {
            mode = Mode.UPDATE;
            switched = true;
        }
    }

    /** Rows that were dropped are no longer there to be removed; anything else was not told of. */
    private void lost() {
        if (dropped == 0 && aged == 0 && mode != Mode.SINGLE) {
            unmatched++;
        }
    }

    private void note(long id) {
        log[(int) (version % LOG)] = id;
        version++;
    }

    private static long size(List<String> values) {
        long size = 0;
        for (String value : values) {
            size += VALUE + (value == null ? 0 : value.length());
        }
        return size;
    }

    /**
     * What a page is told.
     *
     * @param whole whether {@code set} is all there is, rather than what changed
     * @param set rows by id, in order
     * @param removed ids that are gone
     */
    public record Frame(
            long version,
            boolean whole,
            Map<Long, List<String>> set,
            List<Long> removed,
            Counts counts,
            Mode mode,
            String notice) {}

    /** @param rows kept now; @param rate changes a second, over the last second or so */
    public record Counts(long rows, long changes, long inserted, long updated, long deleted, double rate) {}

    /** What changed after {@code since}, or everything when that is too long ago, never (-1) or not of this result. */
    public synchronized Frame frame(long since) {
        if (since < 0 || since > version || version - since > LOG) {
            return new Frame(version, true, new LinkedHashMap<>(rows), List.of(), counts(), mode, notice());
        }
        Set<Long> touched = new LinkedHashSet<>();
        for (long at = since; at < version; at++) {
            touched.add(log[(int) (at % LOG)]);
        }
        Map<Long, List<String>> set = new LinkedHashMap<>();
        List<Long> removed = new ArrayList<>();
        for (long id : touched) {
            List<String> values = rows.get(id);
            if (values == null) {
                removed.add(id);
            } else {
                set.put(id, values);
            }
        }
        return new Frame(version, false, set, removed, counts(), mode, notice());
    }

    public synchronized long version() {
        return version;
    }

    /** All rows, in the order in which they came. */
    public synchronized List<List<String>> values() {
        return List.copyOf(rows.values());
    }

    public synchronized Counts counts() {
        long changes = inserted + updated + deleted;
        long now = System.nanoTime();
        if (now - sampleNanos >= 1_000_000_000L) {
            rate = (changes - sampleChanges) * 1e9 / (now - sampleNanos);
            sampleNanos = now;
            sampleChanges = changes;
        }
        return new Counts(rows.size(), changes, inserted, updated, deleted, Math.round(rate * 10) / 10.0);
    }

    /** What a person must know about the rows shown, or "". */
    public synchronized String notice() {
        StringBuilder out = new StringBuilder();
        if (dropped > 0) {
            out.append(
                    "Only the newest %,d rows are kept here; %,d older ones were dropped. The query itself sees all. "
                            .formatted(rows.size(), dropped));
        }
        if (ageless) {
            out.append("The threshold has no effect, as the first column is no timestamp. ");
        }
        if (switched) {
            out.append("Rows were changed or deleted, so the current rows are shown instead of all. ");
        }
        if (unmatched > 0) {
            out.append("%,d changes had no matching row. ".formatted(unmatched));
        }
        return out.toString().strip();
    }
}
