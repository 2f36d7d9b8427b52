/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import io.crosscurrent.core.encoding.RowEncoder;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.mysql.position.BinlogPosition;
import io.crosscurrent.mysql.protocol.MySqlConnection;
import io.crosscurrent.mysql.protocol.MySqlException;
import io.crosscurrent.mysql.protocol.Patience;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread of the load with one connection: opens tables, cuts ranges, reads and delivers them. */
final class LoadWorker implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(LoadWorker.class);
    /** What a statement meets when the catalogue is ahead of the log: column, table or type are not those we know. */
    private static final Set<String> SCHEMA =
            Set.of("source.unknown_table", "source.statement_failed", "source.schema_changed");

    private static final int UNKNOWN_VARIABLE = 1193;

    private final LoadSettings settings;
    private final StreamGate gate;
    private final LoadQueue queue;
    private final RowEncoder encoder;
    private final Patience patience;
    private final Visibility visibility;
    private MySqlConnection connection;
    /** Of the server that the connection leads to. */
    private String serverUuid;

    LoadWorker(LoadSettings settings, StreamGate gate, LoadQueue queue) {
        this.settings = settings;
        this.patience = new Patience(settings.troubles());
        this.visibility = new Visibility(settings.troubles());
        this.gate = gate;
        this.queue = queue;
        this.encoder = settings.encoder();
    }

    @Override
    public void run() {
        try {
            for (LoadQueue.Work work = queue.next(); work != null; work = queue.next()) {
                step(work);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            // What ending the load does to a thread that is still connecting is no failure.
            if (!queue.closed()) {
                gate.fail(e);
            }
        } finally {
            patience.restored();
            disconnect();
        }
    }

    private void step(LoadQueue.Work work) throws InterruptedException {
        TableWork table = work.tables().get(0);
        boolean heldBack = true;
        try {
            if (connection == null) {
                connect();
            }
            switch (work.step()) {
                case OPEN -> {
                    open(work.tables());
                    heldBack = false;
                }
                case READ_WHOLE -> {
                    heldBack = false;
                    readWhole(work.tables());
                }
                case READ -> {
                    if (table.strategy == KeyShape.Strategy.SNAPSHOT) {
                        heldBack = false;
                        snapshot(table);
                    } else {
                        LoadRange range = cut(table);
                        heldBack = false;
                        if (range != null) {
                            read(table, range);
                        }
                    }
                }
            }
            patience.restored();
        } catch (CrosscurrentException e) {
            if (heldBack) {
                queue.release(work.tables());
            }
            if (!Patience.passing(e) || Thread.currentThread().isInterrupted()) {
                throw e;
            }
            LOG.warn("load of {} goes on after {} ms: {}", table.load.id(), patience.pauseMillis(), e.getMessage());
            disconnect();
            patience.pause(e);
        }
    }

    private void open(List<TableWork> tables) throws InterruptedException {
        List<TableOpening.Outcome> outcomes = new TableOpening(settings, gate, connection)
                .open(tables.stream().map(table -> table.load).toList());
        queue.opened(gate.between(() -> opened(tables, outcomes)));
        for (int i = 0; i < tables.size(); i++) {
            switch (outcomes.get(i)) {
                case OPENED -> {}
                case CHANGED -> queue.release(tables.get(i));
                case GONE -> queue.done(tables.get(i));
            }
        }
    }

    private static List<LoadQueue.Opened> opened(List<TableWork> tables, List<TableOpening.Outcome> outcomes) {
        List<LoadQueue.Opened> opened = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++) {
            if (outcomes.get(i) == TableOpening.Outcome.OPENED) {
                TableWork table = tables.get(i);
                opened.add(new LoadQueue.Opened(table, strategy(table), WholeRead.fits(table.load)));
            }
        }
        return opened;
    }

    private void readWhole(List<TableWork> tables) throws InterruptedException {
        WholeRead whole = new WholeRead(gate, encoder, connection, visibility);
        try {
            if (!whole.read(tables.stream().map(table -> table.load).toList())) {
                // One turned out too large: what the connection still sends is not wanted.
                disconnect();
            }
        } catch (CrosscurrentException e) {
            reopenIfAltered(whole::altered, e);
        } finally {
            whole.giveUp();
            for (TableWork table : tables) {
                TableLoad load = table.load;
                if (gate.between(load::complete)) {
                    queue.done(table);
                } else {
                    if (!gate.between(() -> WholeRead.fits(load))) {
                        queue.notSmall(table);
                    }
                    giveBack(table);
                }
            }
        }
    }

    /** It may have been altered meanwhile. */
    private void giveBack(TableWork table) throws InterruptedException {
        if (gate.between(() -> table.load.opened() == null)) {
            queue.reopen(table);
        } else {
            queue.release(table);
        }
    }

    private static KeyShape.Strategy strategy(TableWork table) {
        OpenTable opened = table.load.opened();
        return opened == null ? KeyShape.Strategy.SNAPSHOT : opened.shape().strategy();
    }

    /** Where the next range of a table begins. */
    private record Next(OpenTable table, KeyRange gap, LoadRange range) {}

    /** Announces the next range; null when there is none or the table has to be opened again. */
    private LoadRange cut(TableWork table) throws InterruptedException {
        TableLoad load = table.load;
        int version = load.version();
        Next looked = gate.between(() -> new Next(load.opened(), load.progress().gap(), null));
        OpenTable opened = looked.table();
        KeyRange gap = looked.gap();
        if (opened == null) {
            queue.reopen(table);
            return null;
        }
        if (gap == null) {
            queue.exhausted(table);
            return null;
        }
        KeyRange next;
        try {
            next = new RangeCut(opened, connection).first(gap);
        } catch (CrosscurrentException e) {
            reopenIfAltered(() -> load.version() != version, e);
            giveBack(table);
            return null;
        }
        Next begun = gate.between(() -> {
            // A range before it may have been given up meanwhile: that is read first.
            boolean fits = load.opened() == opened && gap.equals(load.progress().gap());
            return new Next(load.opened(), gap, fits ? load.begin(next, opened, gate.position()) : null);
        });
        LoadRange range = begun.range();
        if (begun.table() != opened) {
            queue.reopen(table);
            return null;
        }
        if (range == null) {
            queue.release(table);
            return null;
        }
        queue.reading(table);
        return range;
    }

    private void read(TableWork table, LoadRange range) throws InterruptedException {
        boolean complete = false;
        boolean delivered = false;
        try {
            visibility.await(connection, range.announced());
            ReadRows rows = new RangeRead(range.table(), range, encoder, Long.MAX_VALUE).rows(connection);
            if (rows == null) {
                // Larger than it may be: smaller ranges are cut instead.
                disconnect();
                return;
            }
            BinlogPosition high = LogEnd.place(connection, serverUuid);
            Delivered outcome = gate.after(high, () -> deliver(table.load, range, rows));
            delivered = outcome != Delivered.CANCELLED;
            complete = outcome == Delivered.COMPLETE;
        } catch (CrosscurrentException e) {
            reopenIfAltered(range::cancelled, e);
        } finally {
            if (delivered) {
                queue.read(table, complete);
            } else {
                giveUp(table, range);
            }
        }
    }

    private enum Delivered {
        CANCELLED,
        RANGE,
        /** It was the last one. */
        COMPLETE
    }

    private Delivered deliver(TableLoad load, LoadRange range, ReadRows rows) throws InterruptedException {
        if (range.cancelled()) {
            return Delivered.CANCELLED;
        }
        long emitted = range.merge(rows, gate.target());
        load.progress().done(range, emitted);
        if (load.complete()) {
            load.progress().ended(System.currentTimeMillis());
        }
        gate.commit(load, load.state());
        return load.complete() ? Delivered.COMPLETE : Delivered.RANGE;
    }

    private void giveUp(TableWork table, LoadRange range) throws InterruptedException {
        boolean altered = gate.between(() -> {
            range.cancel();
            table.load.progress().cancel(range);
            return table.load.opened() == null;
        });
        queue.notRead(table, altered);
    }

    private void snapshot(TableWork table) throws InterruptedException {
        queue.reading(table);
        int version = table.load.version();
        boolean complete = false;
        try {
            complete = new SnapshotRead(table.load, encoder, gate, connection, visibility).run();
        } catch (CrosscurrentException e) {
            reopenIfAltered(() -> table.load.version() != version, e);
        } finally {
            if (complete) {
                queue.read(table, true);
            } else {
                boolean altered = gate.between(() -> table.load.opened() == null);
                queue.notRead(table, altered);
            }
        }
    }

    /**
     * Returns when the failure came from DDL that the stream had not reached yet and now has; another thread may have opened the
     * table again meanwhile.
     *
     * @param altered whether that has happened since what failed was begun
     */
    private void reopenIfAltered(BooleanSupplier altered, CrosscurrentException failure) throws InterruptedException {
        if (!SCHEMA.contains(failure.code())) {
            throw failure;
        }
        BinlogPosition end = LogEnd.read(connection);
        if (!gate.after(end, altered::getAsBoolean)) {
            throw failure;
        }
    }

    private void connect() {
        connection = settings.connections().get();
        serverUuid = LogEnd.read(connection).serverUuid();
        try {
            // What the catalogue says of sizes is else up to a day old.
            connection.execute("SET SESSION information_schema_stats_expiry = 0");
        } catch (MySqlException e) {
            // Servers without the variable never answer with old estimates.
            if (e.errorNumber() != UNKNOWN_VARIABLE) {
                throw e;
            }
        }
    }

    private void disconnect() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
