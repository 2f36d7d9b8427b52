/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.stream;

import io.crosscurrent.core.encoding.ControlEncoder;
import io.crosscurrent.core.encoding.MessageClock;
import io.crosscurrent.core.encoding.RowEncoder;
import io.crosscurrent.core.encoding.Transaction;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.measure.Troubles;
import io.crosscurrent.core.source.ChangeSink;
import io.crosscurrent.core.source.SourceSettings;
import io.crosscurrent.core.source.StateReader;
import io.crosscurrent.core.source.TaskDefinition;
import io.crosscurrent.core.source.TaskDefinition.MigrationType;
import io.crosscurrent.core.table.TableId;
import io.crosscurrent.mysql.load.FullLoad;
import io.crosscurrent.mysql.load.LoadSettings;
import io.crosscurrent.mysql.load.LogEnd;
import io.crosscurrent.mysql.position.BinlogPosition;
import io.crosscurrent.mysql.preflight.MySqlPreflight;
import io.crosscurrent.mysql.protocol.MySqlConnection;
import io.crosscurrent.mysql.protocol.Patience;
import io.crosscurrent.mysql.schema.Catalogue;
import io.crosscurrent.mysql.schema.Dialect;
import io.crosscurrent.mysql.schema.MySqlTable;
import io.crosscurrent.mysql.schema.SchemaHistory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of a task from its stored states: puts stream and load together, and ends them together. */
public final class MySqlRun implements AutoCloseable {
    private static final String LOADING = "load";
    static final String STREAMING = "stream";
    private static final String FINISHED = "finished";
    private static final Logger LOG = LoggerFactory.getLogger(MySqlRun.class);
    /** A source that never lets a task begin is told of soon. */
    private static final int FIRST_ATTEMPTS = 6;

    private final SourceSettings address;
    private final TaskDefinition task;
    private final Troubles troubles = new Troubles();
    private final Connections connections;
    private final Transaction transaction = new Transaction();
    private volatile Thread runner;

    /** @param current reads the address anew, with what its secrets now are */
    public MySqlRun(SourceSettings address, TaskDefinition task, Supplier<SourceSettings> current) {
        this.address = address;
        this.task = task;
        this.connections = new Connections(new CurrentLogin(address, current, troubles));
    }

    /** See {@link io.crosscurrent.core.source.Source#run}. */
    public void run(StateReader states, ChangeSink sink) throws InterruptedException {
        runner = Thread.currentThread();
        sink.measures().troubles(troubles);
        Map<String, Object> resumed = states.read(UnitWriter.STREAM);
        if (resumed != null && FINISHED.equals(resumed.get("phase"))) {
            return;
        }
        if (resumed != null) {
            connections.takenBefore();
        }
        try {
            run(states, sink, resumed);
        } finally {
            runner = null;
            connections.close();
            troubles.end();
        }
    }

    /** What has to be known of the source before anything begins. */
    private record Beginning(StreamPosition position, List<TableId> selected, SchemaHistory history) {}

    /** A connection that breaks meanwhile is opened again; a task that ran before waits for its source, however long. */
    private Beginning beginning(Map<String, Object> resumed, String phase) throws InterruptedException {
        Patience patience = new Patience(troubles);
        for (int attempt = 1; ; attempt++) {
            try (MySqlConnection connection = connections.get()) {
                Beginning beginning = beginning(resumed, phase, connection);
                patience.restored();
                return beginning;
            } catch (CrosscurrentException e) {
                boolean again = resumed != null
                        ? Patience.passing(e)
                        : e.code().equals("source.connection_lost") && attempt < FIRST_ATTEMPTS;
                if (!again) {
                    throw e;
                }
                LOG.warn("the task begins after {} ms: {}", patience.pauseMillis(), e.getMessage());
                patience.pause(e);
            }
        }
    }

    private Beginning beginning(Map<String, Object> resumed, String phase, MySqlConnection connection)
            throws InterruptedException {
        if (resumed == null) {
            MySqlPreflight.require(address, task, connection);
        }
        StreamPosition position = resumed == null ? firstPosition(connection) : StreamPosition.of(resumed, transaction);
        // Once all are loaded, tables are looked at when the log speaks of them: a restart costs the same with any
        // number.
        List<TableId> selected = resumed == null || phase.equals(LOADING)
                ? selected(connection)
                : task.reloads().keySet().stream()
                        .filter(task.mappings()::selects)
                        .toList();
        return new Beginning(position, selected, history(connection));
    }

    private void run(StateReader states, ChangeSink sink, Map<String, Object> resumed) throws InterruptedException {
        boolean loads = task.migrationType() != MigrationType.CDC;
        String phase = resumed == null ? (loads ? LOADING : STREAMING) : (String) resumed.get("phase");
        Beginning beginning = beginning(resumed, phase);
        StreamPosition position = beginning.position();
        KnownTables known = new KnownTables(states, resumed == null);
        List<TableId> selected = new ArrayList<>(beginning.selected());
        if (loads && phase.equals(LOADING)) {
            selected.addAll(leftInPart(known, states, selected));
        }
        SchemaHistory history = beginning.history();
        if (resumed == null && selected.isEmpty()) {
            throw new CrosscurrentException(
                    "source.no_tables",
                    "No table of " + address + " that " + address.user() + " can see matches the table mappings.",
                    "Check the selection rules and the grants of the login.");
        }
        MessageClock clock = new MessageClock(StreamPosition.clock(resumed));
        LogLag lag = new LogLag();
        lag.reached(position.place());
        sink.measures().lag(lag);
        UnitWriter units = new UnitWriter(task, sink, clock, position, lag, transaction, known, phase);
        ControlEncoder control = ControlEncoder.dmsJson(task.messages(), clock, task.taskId());
        TableBook tables = new TableBook(task, states, units, control, history, known, TableTotals.read(resumed));
        tables.prepare(selected);
        tables.followAgain();
        Moments moments = new Moments(position::place);
        SchemaChanges schema = new SchemaChanges(tables, units, control, loads);
        ChangeStream stream = new ChangeStream(
                tables,
                units,
                position,
                moments,
                schema,
                new PreparedSearch(connections, tables::written),
                RowEncoder.dmsJson(task.messages(), clock),
                transaction,
                task.messages().includeTransactionDetails(),
                task.migrationType() != MigrationType.FULL_LOAD,
                new StreamMeasures(lag, sink.measures()));
        stream.stopAt(StopPoint.parse(task.cdcStopPosition()));
        if (resumed == null) {
            control.taskStarted(units);
            if (!loads) {
                describe(selected, tables);
            }
            units.commit();
        }
        Supplier<MySqlConnection> opener = connections;
        try (Lookups lookups = new Lookups(opener);
                LogWatch watch = new LogWatch(opener, lag, task.taskId());
                PreparedTransactions undecided = position.prepared()) {
            String next = task.migrationType() == MigrationType.FULL_LOAD ? FINISHED : STREAMING;
            StreamLoop loop = new StreamLoop(opener, lookups, position, moments, stream, serverId(), troubles);
            LoadGate gate = new LoadGate(moments, position, units, tables, control, stream, next, () -> {
                if (units.phase().equals(FINISHED)) {
                    loop.endWaiting();
                }
            });
            try (FullLoad load = load(states, clock, gate, selected, lookups, phase)) {
                load.tables().forEach((id, table) -> tables.find(id).load(table));
                schema.loads(new OpenLoads(load, units, next));
                if (phase.equals(LOADING) && load.complete()) {
                    units.phase(next);
                }
                load.start();
                loop.run(() -> ended(moments, units) || stream.stopped());
            }
            if (units.phase().equals(FINISHED)) {
                units.tick();
            } else if (stream.stopped()) {
                units.stopped();
            }
        }
        if (moments.failure() instanceof CrosscurrentException failure && !connections.closed()) {
            throw failure;
        }
        if (moments.failure() != null && !connections.closed()) {
            throw new IllegalStateException("the full load failed: " + moments.failure(), moments.failure());
        }
    }

    private boolean ended(Moments moments, UnitWriter units) {
        return connections.closed()
                || moments.failure() != null
                || units.phase().equals(FINISHED);
    }

    /** Tables read in part that the catalogue does not have any more: the log tells later that they went, and whereto. */
    private static List<TableId> leftInPart(KnownTables known, StateReader states, Collection<TableId> present) {
        Map<String, TableId> gone = new HashMap<>();
        known.all().forEach(id -> gone.put(FullLoad.stateKey(id), id));
        present.forEach(id -> gone.remove(FullLoad.stateKey(id)));
        if (gone.isEmpty()) {
            return List.of();
        }
        List<TableId> left = new ArrayList<>();
        states.readAll(gone.keySet()).forEach((key, values) -> {
            if (FullLoad.unfinished(values)) {
                left.add(gone.get(key));
            }
        });
        return left;
    }

    private FullLoad load(
            StateReader states,
            MessageClock clock,
            LoadGate gate,
            List<TableId> selected,
            Lookups lookups,
            String phase) {
        LoadSettings settings = new LoadSettings(task, clock, connections, troubles);
        Map<String, Map<String, Object>> stored = new HashMap<>();
        List<TableId> loaded = new ArrayList<>();
        if (task.migrationType() != MigrationType.CDC) {
            List<String> keys = new ArrayList<>();
            selected.forEach(id -> keys.add(FullLoad.stateKey(id)));
            selected.forEach(id -> keys.add(SchemaState.key(id)));
            stored = new HashMap<>(states.readAll(keys));
            for (TableId id : selected) {
                // A table with a schema and no load was created while the task ran: all of it came through the stream.
                boolean fromStream = stored.containsKey(SchemaState.key(id)) || !phase.equals(LOADING);
                if (fromStream && task.reloads().containsKey(id)) {
                    stored.putIfAbsent(FullLoad.stateKey(id), FullLoad.STREAMED);
                }
                if (stored.containsKey(FullLoad.stateKey(id)) || !fromStream) {
                    loaded.add(id);
                }
            }
        }
        return new FullLoad(settings, gate, loaded, stored, lookups);
    }

    private StreamPosition firstPosition(MySqlConnection connection) throws InterruptedException {
        String given = task.migrationType() == MigrationType.CDC ? task.cdcStartPosition() : "";
        if (given.isBlank()) {
            return new StreamPosition(LogEnd.read(connection));
        }
        return new StreamPosition(
                TimeSearch.isTime(given) ? new TimeSearch(connections).find(given) : BinlogPosition.parse(given));
    }

    /** Without tables yet: they come from stored states, the catalogue at their load, and the log. */
    private static SchemaHistory history(MySqlConnection connection) {
        String names =
                connection.query("SELECT @@lower_case_table_names AS n").get(0).get("n");
        SchemaHistory history = new SchemaHistory(!"0".equals(names), Dialect.of(connection.serverVersion()));
        new Catalogue(connection).databases().forEach(history::putDatabase);
        return history;
    }

    private List<TableId> selected(MySqlConnection connection) {
        return new Catalogue(connection)
                .tables().stream().filter(task.mappings()::selects).toList();
    }

    /** Without a load, the catalogue tells the schemas; what DDL stood in the log meanwhile shows when it comes by. */
    private void describe(List<TableId> selected, TableBook tables) {
        try (MySqlConnection connection = connections.get()) {
            Map<TableId, MySqlTable> versions = new Catalogue(connection).read(selected);
            for (TableId id : selected) {
                MySqlTable version = versions.get(id);
                if (version != null) {
                    tables.version(tables.find(id), version);
                }
            }
        }
    }

    private long serverId() {
        return task.serverId() != 0
                ? task.serverId()
                : ThreadLocalRandom.current().nextLong(1L << 30, 1L << 32);
    }

    /** Ends a running {@link #run}. From any thread; idempotent. */
    @Override
    public void close() {
        connections.close();
        Thread thread = runner;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
