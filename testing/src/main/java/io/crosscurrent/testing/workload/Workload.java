/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.workload;

import io.crosscurrent.testing.MySqlServer;
import io.crosscurrent.testing.history.History;
import io.crosscurrent.testing.history.SourceTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Several sessions that change many tables at random, and a {@link History} of all they committed. Each writer has rows of its
 * own in the shared tables, and tables of its own, whose columns and names it changes too. A database that is killed and comes
 * back within five minutes is gone on with: what was being committed is looked up in the ledger.
 *
 * <p>{@link #create}, then {@link #start}, then {@link #stop}; the controls may be used from any one thread.
 */
public final class Workload implements AutoCloseable {
    private static final int ROWS_A_TRANSACTION = 1_000;

    private final MySqlServer server;
    private final WorkloadOptions options;
    private final History history = new History();
    private final Gate gate;
    private final WorkloadTables tables;
    private final List<WriterState> states = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    public Workload(MySqlServer server, WorkloadOptions options) {
        this.server = server;
        this.options = options;
        this.gate = new Gate(options.transactionsPerSecond());
        this.tables = new WorkloadTables(options);
        for (int writer = 0; writer < options.writers(); writer++) {
            states.add(new WriterState(writer, tables.shared(), tables.ownedBy(writer)));
        }
    }

    /** Creates the database, the tables and the rows that are there before the first change. */
    public void create() throws SQLException, InterruptedException {
        server.execute("create database `" + options.database() + "`");
        server.execute(tables.ledger().createSql());
        tables.shared().forEach(table -> server.execute(table.createSql()));
        for (WriterState state : states) {
            state.own().forEach(table -> server.execute(table.createSql()));
            try (Session session = session(state)) {
                fill(state, session);
            }
        }
    }

    private void fill(WriterState state, Session session) throws SQLException, InterruptedException {
        Random random = random(state, 1);
        Writer writer = new Writer(state, session, random, history, tables.ledger(), options);
        int rows = options.rows() / options.writers();
        List<WorkTable> all = new ArrayList<>(state.shared());
        all.addAll(state.own());
        for (WorkTable table : all) {
            for (int from = 0; from < rows; from += ROWS_A_TRANSACTION) {
                int first = from;
                int end = Math.min(rows, from + ROWS_A_TRANSACTION);
                writer.transact(draft -> fill(draft, state, session, random, table, first, end), true);
            }
        }
    }

    /** Every second number, and of a table that one writer owns every tenth. */
    private static void fill(
            Draft draft, WriterState state, Session session, Random random, WorkTable table, int from, int end)
            throws SQLException {
        int step = state.own().contains(table) ? 10 : 2;
        List<String> values = new ArrayList<>();
        for (int i = from; i < end; i++) {
            if (i % step == 0) {
                long number = state.firstNumber() + i;
                long version = state.nextVersion();
                draft.inserted(table, number, version);
                values.add(Sql.row(table, number, version, random));
            }
        }
        session.change("insert " + Sql.insertInto(table) + String.join(", ", values), values.size());
    }

    /** Lets the writers begin. */
    public void start() throws SQLException {
        for (WriterState state : states) {
            Session session = session(state);
            gate.enter();
            Thread thread = new Thread(() -> write(state, session), "workload-writer-" + state.writer());
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    private void write(WriterState state, Session session) {
        Random random = random(state, 2);
        Writer writer = new Writer(state, session, random, history, tables.ledger(), options);
        SchemaMoves schema = new SchemaMoves(
                state,
                session,
                random(state, 3),
                history,
                gate::swaps,
                (name, key) -> tables.create(state.writer(), name, key));
        try (session) {
            while (gate.pass()) {
                if (gate.schemaChanges() && random.nextInt(options.schemaChangeEvery()) == 0) {
                    schema.move();
                } else {
                    writer.transaction();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception | Error e) {
            failure.compareAndSet(null, e);
        } finally {
            gate.leave();
        }
    }

    /** Returns when all writers rest between two transactions. */
    public void pause() throws InterruptedException {
        gate.pause();
    }

    public void resume() {
        gate.resume();
    }

    /**
     * The load of all tables is over: what is committed from now on must be seen as a change. Waits until no writer is in a
     * transaction, since one whose commit was cut off learns only later that it was committed, perhaps before the load was over.
     */
    public void loadIsOver() throws InterruptedException {
        pause();
        history.loadIsOver();
        resume();
    }

    /** Whether writers may change their tables' columns, create, drop and empty tables. At first they may not. */
    public void schemaChanges(boolean allowed) {
        gate.schemaChanges(allowed);
    }

    /** Whether tables may change places too, when {@link #schemaChanges} are allowed. At first they may not. */
    public void swaps(boolean allowed) {
        gate.swaps(allowed);
    }

    /** Ends the writers after their transactions. @throws IllegalStateException when one of them failed */
    public void stop() throws InterruptedException {
        gate.end();
        for (Thread thread : threads) {
            thread.join();
        }
        check();
    }

    /** @throws IllegalStateException when a writer has failed */
    public void check() {
        if (failure.get() != null) {
            throw new IllegalStateException("a writer of the workload failed: " + failure.get(), failure.get());
        }
    }

    public History history() {
        return history;
    }

    /** Transactions committed so far. */
    public int transactions() {
        return history.transactions();
    }

    public WorkloadOptions options() {
        return options;
    }

    /** All tables as the server prints them; only while no writer writes. */
    public List<SourceTable> source() {
        List<WorkTable> all = new ArrayList<>(tables.shared());
        all.add(tables.ledger());
        states.forEach(state -> all.addAll(state.own()));
        return all.stream().map(table -> SourcePrint.of(server, table)).toList();
    }

    @Override
    public void close() throws InterruptedException {
        gate.end();
        for (Thread thread : threads) {
            thread.interrupt();
            thread.join();
        }
    }

    private Session session(WriterState state) throws SQLException {
        return new MySqlSession(server, options.database() + "-writer-" + state.writer());
    }

    private Random random(WriterState state, int purpose) {
        return new Random(options.seed() * 1_000_003 + state.writer() * 31L + purpose);
    }
}
