/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.stream;

import io.crosscurrent.core.encoding.ControlEncoder;
import io.crosscurrent.core.encoding.ControlEncoder.ControlOperation;
import io.crosscurrent.core.encoding.RecordTarget;
import io.crosscurrent.core.row.Operation;
import io.crosscurrent.core.source.ChangeSink.State;
import io.crosscurrent.mysql.load.StreamGate;
import io.crosscurrent.mysql.load.TableLoad;
import io.crosscurrent.mysql.position.BinlogPosition;
import java.util.Map;
import java.util.concurrent.Callable;

/** Lets the load's threads in between two transactions. */
final class LoadGate implements StreamGate {
    private final Moments moments;
    private final StreamPosition position;
    private final UnitWriter units;
    private final TableBook tables;
    private final ControlEncoder control;
    private final ChangeStream stream;
    private final String nextPhase;
    private final Runnable committed;

    /**
     * @param nextPhase of the task when everything is loaded
     * @param committed called after each unit of the load
     */
    LoadGate(
            Moments moments,
            StreamPosition position,
            UnitWriter units,
            TableBook tables,
            ControlEncoder control,
            ChangeStream stream,
            String nextPhase,
            Runnable committed) {
        this.moments = moments;
        this.position = position;
        this.units = units;
        this.tables = tables;
        this.control = control;
        this.stream = stream;
        this.nextPhase = nextPhase;
        this.committed = committed;
    }

    @Override
    public <T> T after(BinlogPosition wanted, Callable<T> action) throws InterruptedException {
        return moments.after(wanted, action);
    }

    @Override
    public BinlogPosition position() {
        return position.now();
    }

    @Override
    public RecordTarget target() {
        return units;
    }

    @Override
    public void add(TableLoad load, State... states) {
        for (State state : states) {
            units.state(state);
        }
        // Looked for only when it may be so: with many tables the search is long.
        if (load.complete() && loaded()) {
            units.phase(nextPhase);
        }
        units.report(tables.find(load.id()));
    }

    @Override
    public void commit() throws InterruptedException {
        units.commit();
        committed.run();
    }

    private boolean loaded() {
        for (CapturedTable table : tables.met()) {
            if (table.load() != null) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void counted(TableLoad load, Map<Operation, Long> changes) {
        CapturedTable table = tables.find(load.id());
        changes.forEach(table.counts()::add);
        units.touched(table);
    }

    @Override
    public void relieve(long bytes) throws InterruptedException {
        if (units.pendingBytes() > bytes) {
            units.relieve();
        }
    }

    @Override
    public void opened(TableLoad load, boolean first, State... states) {
        CapturedTable table = tables.find(load.id());
        table.version(load.table(), load.plan());
        tables.history().put(load.table());
        if (first && load.again()) {
            control.table(load.plan(), ControlOperation.DROP_TABLE, null, null, units);
        }
        if (first) {
            control.table(load.plan(), ControlOperation.CREATE_TABLE, null, null, units);
        }
        units.describe(table);
        add(load, states);
        stream.forgetTables();
    }

    @Override
    public void fail(Throwable cause) {
        moments.fail(cause);
    }
}
