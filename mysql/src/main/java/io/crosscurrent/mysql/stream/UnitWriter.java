/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.stream;

import io.crosscurrent.core.encoding.MessageClock;
import io.crosscurrent.core.encoding.RecordTarget;
import io.crosscurrent.core.encoding.Transaction;
import io.crosscurrent.core.registry.RegistryCodec;
import io.crosscurrent.core.registry.RegistryRecord;
import io.crosscurrent.core.source.ChangeSink;
import io.crosscurrent.core.source.ChangeSink.State;
import io.crosscurrent.core.source.TaskDefinition;
import io.crosscurrent.mysql.load.TableLoad;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Ends units: adds what the registry should know, and the states to resume from. Registry records ride in units of changes
 * at most once a second, or in units of their own when there is news without changes. Belongs to whoever holds the stream.
 */
final class UnitWriter implements RecordTarget {
    static final String STREAM = "stream";
    private static final String STOPPED = "stopped";
    private static final long REGISTRY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long POSITION_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long HEARTBEAT_NANOS = TimeUnit.SECONDS.toNanos(10);
    /** More tables than this make the stream's state long: their totals are stored apart, early. */
    private static final int COUNTED_TABLES = 50;

    private final TaskDefinition task;
    private final ChangeSink sink;
    private final MessageClock clock;
    private final StreamPosition position;
    private final LogLag lag;
    private final Transaction last;
    private final KnownTables known;
    /** Tables whose totals are newer than their last registry record. */
    private final Set<CapturedTable> counted = new LinkedHashSet<>();
    /** Tables with changes in the open unit. */
    private final Set<CapturedTable> touched = new LinkedHashSet<>();

    /** Tables the open unit describes. */
    private final Set<CapturedTable> described = new LinkedHashSet<>();

    private final List<State> states = new ArrayList<>();
    private String phase;
    /** In place of the phase, once the stream has ended. */
    private String told = "";

    private int records;
    private boolean moved;
    private boolean phaseChanged = true;
    private long registryNanos = System.nanoTime() - HEARTBEAT_NANOS;

    UnitWriter(
            TaskDefinition task,
            ChangeSink sink,
            MessageClock clock,
            StreamPosition position,
            LogLag lag,
            Transaction last,
            KnownTables known,
            String phase) {
        this.known = known;
        this.task = task;
        this.sink = sink;
        this.clock = clock;
        this.position = position;
        this.lag = lag;
        this.last = last;
        this.phase = phase;
    }

    @Override
    public void record(String topic, byte[] key, byte[] value) {
        sink.record(topic, key, value);
        records++;
    }

    /** A change of the table was recorded in the open unit. */
    void touched(CapturedTable table) {
        touched.add(table);
    }

    /** Stores the state when the open unit ends. */
    void state(State state) {
        states.add(state);
    }

    /** Tells the registry of the table's columns, or that it is gone. */
    void describe(CapturedTable table) {
        List<String> key = table.version() == null ? List.of() : table.plan().keyNames();
        registry(new RegistryRecord.Captured(
                task.taskId(),
                table.plan().target().schema(),
                table.plan().target().name(),
                table.plan().topic(),
                table.plan().capturedColumns(),
                key,
                table.dropped()));
        state(table.dropped() ? SchemaState.without(table.id(), "it was dropped") : SchemaState.of(table.version()));
        if (table.dropped()) {
            known.remove(table.id());
        } else {
            known.add(table.id());
        }
        described.add(table);
        table.told(true);
    }

    /** A restart looks for tables whose load is not complete only in the phase of the load, or when their reload is asked for. */
    void phase(String next) {
        if (!phase.equals(next)) {
            phase = next;
            phaseChanged = true;
        }
    }

    String phase() {
        return phase;
    }

    /** Whether everything is loaded and changes flow. */
    boolean streaming() {
        return phase.equals(MySqlRun.STREAMING);
    }

    /** The stream ends where it was to stop: says so, and keeps what the next run resumes from. */
    void stopped() throws InterruptedException {
        told = STOPPED;
        phaseChanged = true;
        commit();
    }

    /** The log was read on, without anything to record. */
    void moved() {
        moved = true;
    }

    boolean empty() {
        return records == 0 && states.isEmpty();
    }

    long pendingBytes() {
        return sink.pendingBytes();
    }

    /** Ends a unit. */
    void commit() throws InterruptedException {
        count();
        touched.clear();
        long now = System.nanoTime();
        if (phaseChanged || now - registryNanos > REGISTRY_NANOS || counted.size() > COUNTED_TABLES) {
            report(now);
        }
        sink.commit(finalStates());
        ended();
        moved = false;
    }

    /** Adds the registry record of this table to the open unit; for units of the load. */
    void report(CapturedTable table) {
        registry(statistics(table));
    }

    /** Ends a part of a unit, from which a restart could go on. */
    void split() throws InterruptedException {
        count();
        sink.split(finalStates());
        ended();
    }

    private void count() {
        for (CapturedTable table : touched) {
            table.counts().commit();
            counted.add(table);
        }
    }

    private State[] finalStates() {
        states.addAll(known.changes());
        states.add(new State(STREAM, position.state(last, clock.last(), phase, TableTotals.of(counted))));
        return states.toArray(State[]::new);
    }

    private void ended() {
        states.clear();
        described.clear();
        records = 0;
    }

    /** Ends a part of a unit that only counts as a whole. */
    void relieve() throws InterruptedException {
        sink.split();
        records = 0;
    }

    void rollback() {
        sink.rollback();
        touched.forEach(table -> table.counts().rollback());
        touched.clear();
        described.forEach(table -> table.told(false));
        described.clear();
        states.clear();
        records = 0;
    }

    /** Between two transactions: a unit of its own when there is news that no change will carry soon. */
    void tick() throws InterruptedException {
        long silence = System.nanoTime() - registryNanos;
        boolean news = phaseChanged || !counted.isEmpty() && silence > REGISTRY_NANOS;
        if (news || moved && silence > POSITION_NANOS || silence > HEARTBEAT_NANOS) {
            commit();
        }
    }

    private void report(long now) {
        for (CapturedTable table : counted) {
            registry(statistics(table));
            states.add(new State(
                    StoredTable.statisticsKey(table.id()), table.counts().values()));
        }
        counted.clear();
        registry(progress());
        phaseChanged = false;
        registryNanos = now;
    }

    private void registry(RegistryRecord entry) {
        record(task.registryTopic(), RegistryCodec.key(entry), RegistryCodec.value(entry));
    }

    private RegistryRecord progress() {
        long now = System.currentTimeMillis();
        return new RegistryRecord.Task(
                task.taskId(),
                told.isEmpty() ? phase : told,
                position.text(),
                position.checkpoint(),
                position.sourceMillis(),
                now,
                lag.millis(now),
                lag.bytes(),
                sink.measures().deliveredBytes(),
                sink.measures().latencies());
    }

    private RegistryRecord statistics(CapturedTable table) {
        TableLoad load = table.finishedOrRunningLoad();
        TableCounts counts = table.counts();
        return new RegistryRecord.Statistics(
                task.taskId(),
                table.id().schema(),
                table.id().name(),
                tableState(load),
                load == null ? 0 : load.rows(),
                load == null ? 0 : load.estimatedRows(),
                load == null ? 0 : load.startMillis(),
                load == null ? 0 : load.endMillis(),
                counts.inserts(),
                counts.updates(),
                counts.deletes(),
                counts.ddls(),
                System.currentTimeMillis(),
                load == null ? 0 : load.reload(),
                load != null && load.again());
    }

    private static String tableState(TableLoad load) {
        if (load == null || load.complete()) {
            return "Table completed";
        }
        if (load.again()) {
            return "Table is being reloaded";
        }
        return load.begun() ? "Full load" : "Before load";
    }
}
