/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import io.crosscurrent.core.table.TableId;
import io.crosscurrent.mysql.protocol.MySqlConnection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Loads tables on threads of its own, in load order, several ranges at a time. The stream tells each {@link TableLoad} what
 * changes.
 *
 * <p>For each range: it is announced to the stream, which then stands at Q; everything up to Q becomes visible; its rows are
 * read; the end of the log H is asked for; and when the stream has passed H, rows and changes since Q are merged and emitted.
 */
public final class FullLoad implements AutoCloseable {
    /** The state of a table all of whose rows came with the stream. */
    public static final Map<String, Object> STREAMED = Map.of("complete", true);

    private final Map<TableId, TableLoad> loads = new HashMap<>();
    private final LoadQueue queue;
    private final Map<String, CollationWeights> weights = new HashMap<>();
    private final Supplier<MySqlConnection> lookups;
    private final List<Thread> threads = new ArrayList<>();

    /**
     * @param selected the tables to load
     * @param stored states by key, as far as there are any of {@link #stateKey}
     * @param lookups the stream's own connection for comparing keys with text
     */
    public FullLoad(
            LoadSettings settings,
            StreamGate gate,
            Collection<TableId> selected,
            Map<String, Map<String, Object>> stored,
            Supplier<MySqlConnection> lookups) {
        this.lookups = lookups;
        List<TableId> ordered = new ArrayList<>(selected);
        ordered.sort(Comparator.comparingInt(
                        (TableId id) -> -settings.task().mappings().loadOrder(id))
                .thenComparing(Comparator.naturalOrder()));
        List<TableWork> work = new ArrayList<>();
        for (TableId id : ordered) {
            LoadProgress progress = LoadProgress.of(stored.get(stateKey(id)));
            progress.wanted(settings.task().reloads().getOrDefault(id, 0L));
            TableLoad load = load(id, progress);
            if (!progress.complete()) {
                work.add(new TableWork(load));
            }
        }
        queue = new LoadQueue(work);
        for (int i = 0; i < Math.min(settings.task().loadThreads(), Math.max(1, work.size() * 4)); i++) {
            LoadWorker worker = new LoadWorker(settings, gate, queue);
            Thread thread =
                    new Thread(worker, "crosscurrent-load-" + settings.task().taskId() + "-" + i);
            thread.setDaemon(true);
            threads.add(thread);
        }
    }

    private TableLoad load(TableId id, LoadProgress progress) {
        TableLoad load = new TableLoad(
                id, progress, (shape, collations) -> KeyOrder.of(id, shape, collations, weights, lookups));
        loads.put(id, load);
        return load;
    }

    /** The key under which a table's progress is stored. */
    public static String stateKey(TableId id) {
        return TableLoad.stateKey(id);
    }

    /** What an earlier run stored under {@link #stateKey} of a table whose load is complete: rows, begin and end. */
    public static TableLoad stored(TableId id, Map<String, Object> values) {
        return new TableLoad(id, LoadProgress.of(values), (shape, collations) -> KeyOrder.BYTES);
    }

    /** Whether what an earlier run stored under {@link #stateKey} says that something is left to be read. */
    public static boolean unfinished(Map<String, Object> values) {
        return values != null && !LoadProgress.of(values).complete();
    }

    /** Every table of this load, also those an earlier run completed. */
    public Map<TableId, TableLoad> tables() {
        return Map.copyOf(loads);
    }

    /** Whether nothing is left to be loaded. Before {@link #start} or between transactions. */
    public boolean complete() {
        return loads.values().stream().allMatch(TableLoad::complete);
    }

    public void start() {
        threads.forEach(Thread::start);
    }

    /** The table is gone; nothing more of it is read. */
    public void dropped(TableLoad load) {
        queue.drop(load);
    }

    /**
     * The table has another name: what is left of its load is read under that one. The other load ends when it is
     * {@link #dropped}, which must come later: threads of a load with nothing left to do end.
     */
    public TableLoad renamed(TableLoad load, TableId to) {
        TableLoad renamed = load(to, load.progress().unread());
        queue.add(new TableWork(renamed));
        return renamed;
    }

    /** Stops reading; returns when all threads have ended or after some seconds. */
    @Override
    public void close() throws InterruptedException {
        queue.close();
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            thread.join(2_000);
        }
    }
}
