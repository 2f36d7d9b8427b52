/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.run;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.engine.Engines;
import io.crosscurrent.server.store.Store;
import io.crosscurrent.server.studio.command.CommandFailure;
import io.crosscurrent.server.studio.command.StopSignal;
import io.crosscurrent.server.studio.note.Cell;
import io.crosscurrent.server.studio.note.Definitions;
import io.crosscurrent.server.studio.note.Definitions.Table;
import io.crosscurrent.server.studio.note.Forms;
import io.crosscurrent.server.studio.note.Note;
import io.crosscurrent.server.studio.note.Statements.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs cells and knows the last run of each. Cells of a note begin one after another; a query that goes on lets the next
 * begin. Runs do not depend on any page. Used by many threads.
 */
public final class Runs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);
    private static final int MOST_LIVE = 10;
    private static final Duration UNSEEN = Duration.ofMinutes(30);
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final Engines engines;
    private final List<String> opening;
    private final Store store;
    private final RunRecords records;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> daemon(task, "studio-run"));
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "studio-clock"));
    private final Map<String, Book> books = new ConcurrentHashMap<>();
    private final Map<String, CellRun> byId = new ConcurrentHashMap<>();
    private final NoteJobs jobs;
    private volatile boolean closing;

    /** @param opening statements run first in each session */
    public Runs(Engines engines, List<String> opening, Store store) {
        this.engines = engines;
        this.opening = List.copyOf(opening);
        this.store = store;
        this.records = new RunRecords(store);
        this.jobs = new NoteJobs(engines, store, note -> book(note).session, threads, this::goesOn);
        clock.scheduleWithFixedDelay(this::stopUnseen, 1, 1, TimeUnit.MINUTES);
        clock.scheduleWithFixedDelay(this::lookAtJobs, 3, 3, TimeUnit.SECONDS);
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** What there is of a note. */
    private static final class Book {
        private final NoteSession session;
        private final Semaphore turn = new Semaphore(1, true);
        private final Semaphore checking = new Semaphore(1);
        private final Map<String, CellRun> cells = new ConcurrentHashMap<>();
        private final Set<Bell> bells = ConcurrentHashMap.newKeySet();

        Book(NoteSession session) {
            this.session = session;
        }

        void ring() {
            bells.forEach(Bell::ring);
        }
    }

    /** What a cell that is not SQL does. Failures are {@link CrosscurrentException} or {@link ApiException}. */
    @FunctionalInterface
    public interface Commands {
        void run(String text, java.util.function.Consumer<String> output, StopSignal stop);
    }

    private Book book(String note) {
        return books.computeIfAbsent(note, id -> {
            Book made = new Book(new NoteSession(engines, opening, store.sealed(), id));
            records.of(id).forEach(run -> {
                made.cells.put(run.cell(), run);
                byId.put(run.id(), run);
            });
            return made;
        });
    }

    /**
     * Begins to run a cell; its former run is stopped.
     *
     * @param values of its parameters
     * @param commands who runs a cell of commands
     * @throws CrosscurrentException when it cannot run at all
     */
    public CellRun start(Note note, Cell cell, Map<String, String> values, Commands commands) {
        if (!cell.runs()) {
            throw new CrosscurrentException(
                    "studio.cell_not_run",
                    "Cells of "
                            + (cell.magic().isBlank()
                                    ? cell.kind()
                                    : cell.magic().strip()) + " are kept and shown, not run.",
                    "Use a cell of SQL, or one of AWS CLI commands for what it does with AWS.");
        }
        Book book = book(note.id());
        CellRun run = new CellRun(UUID.randomUUID().toString(), note.id(), cell.id(), book::ring);
        CellRun before = book.cells.put(cell.id(), run);
        byId.put(run.id(), run);
        book.ring();
        threads.execute(() -> {
            if (before != null) {
                before.stop();
                byId.remove(before.id());
            }
            run(book, run, cell, values, commands);
        });
        return run;
    }

    private void run(Book book, CellRun run, Cell cell, Map<String, String> values, Commands commands) {
        Turn turn = new Turn(book.turn);
        try {
            turn.take();
            if (!run.asked()) {
                work(book, run, cell, values, commands, turn);
            }
            run.to(run.asked() ? RunState.STOPPED : RunState.DONE);
        } catch (PlacedFailure e) {
            run.fail(e.getMessage(), e.remedy(), e.line, e.column);
        } catch (CommandFailure e) {
            run.fail(e.getMessage(), e.remedy(), e.line(), e.column());
        } catch (CrosscurrentException e) {
            run.fail(e.getMessage(), e.remedy(), 0, 0);
        } catch (ApiException e) {
            run.fail(e.code() + ": " + e.getMessage(), String.valueOf(e.extra().getOrDefault("remedy", "")), 0, 0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            run.end(RunState.STOPPED, "The platform is being stopped.", "");
        } catch (RuntimeException e) {
            LOG.error("Cell {} of note {} failed", cell.id(), run.note(), e);
            run.fail("The cell failed inside the platform: " + e, "Its log has more.", 0, 0);
        } finally {
            turn.give();
            if (!closing) {
                keep(book, run);
            }
        }
    }

    /** One at a time: the end of a former run must not cover what is known of its successor. */
    private void keep(Book book, CellRun run) {
        synchronized (records) {
            if (book.cells.get(run.cell()) == run) {
                records.keep(run);
            }
        }
    }

    private void work(Book book, CellRun run, Cell cell, Map<String, String> values, Commands commands, Turn turn) {
        keep(book, run);
        if (cell.kind().equals("aws")) {
            run.to(RunState.PLANNING);
            command(run, Forms.fill(cell.text(), values), commands);
            return;
        }
        long moving = book.cells.values().stream().filter(CellRun::moving).count();
        if (moving > MOST_LIVE) {
            throw new CrosscurrentException(
                    "studio.too_many_live",
                    "Already " + MOST_LIVE + " cells of this note are running.",
                    "Stop one of them first.");
        }
        SecretParameters secrets = SecretParameters.of(cell.text(), commands);
        book.session.hide(secrets.hidden());
        Map<String, String> all = new HashMap<>(values);
        all.putAll(secrets.values());
        Plan plan = Plan.of(cell.magic(), cell.text(), all, "studio/" + run.note() + "/" + cell.id());
        new SqlCell(engines.startedSql(), book.session, run, plan, jobs, cell, () -> {
                    turn.give();
                    keep(book, run);
                })
                .run();
    }

    private static void command(CellRun run, Forms.Filled filled, Commands commands) {
        try {
            commands.run(filled.text(), run::text, run);
        } catch (CommandFailure e) {
            if (run.asked()) {
                return;
            }
            Forms.Place place = filled.place(e.line(), e.column());
            throw e.at(place.line(), place.column());
        }
    }

    /** The right to plan statements of a note. */
    private static final class Turn {
        private final Semaphore turn;
        private boolean taken;

        Turn(Semaphore turn) {
            this.turn = turn;
        }

        void take() throws InterruptedException {
            turn.acquire();
            taken = true;
        }

        void give() {
            if (taken) {
                taken = false;
                turn.release();
            }
        }
    }

    /**
     * Runs every cell of a note from the top, but those that are run by hand only; stops at the first that fails. A query that goes on counts as done.
     *
     * @param values of the parameters, by cell; a cell that is missing has those it was saved with
     */
    public void startAll(Note note, Map<String, Map<String, String>> values, Commands commands) {
        book(note.id());
        threads.execute(() -> {
            for (Cell cell : note.cells()) {
                if (cell.runs() && cell.enabled() && !cell.text().isBlank()) {
                    CellRun run = start(note, cell, values.getOrDefault(cell.id(), cell.parameters()), commands);
                    if (!settled(run)) {
                        return;
                    }
                }
            }
        });
    }

    /** Waits until the next cell may begin; says whether it should. */
    private boolean settled(CellRun run) {
        try {
            synchronized (run) {
                while (run.moving() && run.state() != RunState.LIVE) {
                    run.wait(1_000);
                }
                return run.state() == RunState.DONE || run.state() == RunState.LIVE;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Stops a run in the background; its state tells when it has ended. */
    public void stop(CellRun run) {
        threads.execute(run::stop);
    }

    public Optional<CellRun> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The last run of each cell of a note. */
    public List<CellRun> of(String note) {
        return new ArrayList<>(book(note).cells.values());
    }

    /** Rings whenever a run of one of the notes or its rows change, until it is closed. */
    public Listening listen(Set<String> notes, Bell bell) {
        List<Book> heard = notes.stream().map(this::book).toList();
        heard.forEach(book -> book.bells.add(bell));
        return () -> heard.forEach(book -> book.bells.remove(bell));
    }

    /** Ends by being closed. */
    public interface Listening extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Tables and views of a note: those of its session, with their columns when Flink may be asked, and those that its text
     * defines.
     *
     * @param asks whether its session may be asked
     */
    public List<Table> tables(Note note, boolean asks) {
        NoteSession session = book(note.id()).session;
        Map<String, Table> tables = new LinkedHashMap<>();
        session.names().forEach(name -> tables.put(name, new Table(name, List.of())));
        note.cells().stream()
                .filter(cell -> cell.kind().equals("sql"))
                .flatMap(cell -> Definitions.of(cell.text()).stream())
                .forEach(table -> tables.put(table.name(), table));
        if (asks && NoteJobs.ready(engines)) {
            session.tables().tables().forEach(table -> tables.put(table.name(), table));
        }
        return List.copyOf(tables.values());
    }

    /** Names of the functions that a note can call; none while Flink is not there. */
    public List<String> functions(String note) {
        return NoteJobs.ready(engines) ? book(note).session.tables().functions() : List.of();
    }

    /**
     * What is wrong with a cell that is being typed; runs nothing. Of checks of a note that come while one is under way, only
     * that which needs no Flink is done.
     *
     * @param asks whether Flink may be asked
     */
    public List<Problem> check(String note, String magic, String text, Map<String, String> values, boolean asks) {
        Book book = book(note);
        boolean turn = asks && NoteJobs.ready(engines) && book.checking.tryAcquire();
        try {
            return CellCheck.of(magic, text, values, turn ? book.session : null);
        } finally {
            if (turn) {
                book.checking.release();
            }
        }
    }

    /** Jobs that go on by themselves. */
    public NoteJobs jobs() {
        return jobs;
    }

    /** After a start, once engines run. @param begin whether jobs that ended with the platform go on at once */
    public void resumeJobs(boolean begin) {
        jobs.resume(begin);
    }

    private void lookAtJobs() {
        try {
            jobs.look();
        } catch (RuntimeException e) {
            LOG.warn("The jobs of notes could not be looked at", e);
        }
    }

    private void goesOn(NoteJob before, NoteJob after) {
        CellRun run = book(before.note()).cells.get(before.cell());
        if (run != null) {
            run.goesOn(before.id(), after.id());
            if (!run.moving()) {
                records.keep(run);
            }
        }
    }

    /** Ends everything of a note and forgets it. Its jobs run on. */
    public void forget(String note) {
        Book book = books.remove(note);
        if (book != null) {
            book.cells.values().forEach(run -> {
                stop(run);
                byId.remove(run.id());
            });
            threads.execute(book.session::forget);
        }
        jobs.forgetNote(note);
        records.forget(note);
    }

    private void stopUnseen() {
        for (CellRun run : byId.values()) {
            if (run.state() == RunState.LIVE && run.unseenNanos() > UNSEEN.toNanos()) {
                LOG.info(
                        "Nobody looked at cell {} of note {} for {} minutes",
                        run.cell(),
                        run.note(),
                        UNSEEN.toMinutes());
                run.stop();
                run.end(
                        RunState.STOPPED,
                        "Nobody looked at this query for " + UNSEEN.toMinutes() + " minutes, so it was stopped.",
                        "Run it again. What should run unseen is an INSERT.");
            }
        }
    }

    /** Saves the state of jobs that end with the platform. What it says of live queries stays: after a restart they are lost. */
    @Override
    public void close() {
        closing = true;
        clock.shutdown();
        byId.values().forEach(CellRun::leave);
        try {
            jobs.suspend();
        } catch (RuntimeException e) {
            LOG.warn("Jobs of notes go on from their last checkpoints", e);
        }
        threads.shutdown();
        books.values().forEach(book -> book.session.close());
        try {
            if (!threads.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Some cells did not end within {} s", LAST_WORDS.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
