/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.run;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.engine.Engines;
import io.crosscurrent.server.store.Store;
import io.crosscurrent.server.studio.command.CommandFailure;
import io.crosscurrent.server.studio.note.Cell;
import io.crosscurrent.server.studio.note.Forms;
import io.crosscurrent.server.studio.note.Note;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
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

    private final Engines engines;
    private final List<String> opening;
    private final Store store;
    private final RunRecords records;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> daemon(task, "studio-run"));
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "studio-clock"));
    private final Map<String, Book> books = new ConcurrentHashMap<>();
    private final Map<String, CellRun> byId = new ConcurrentHashMap<>();
    private volatile boolean closing;

    /** @param opening statements run first in each session */
    public Runs(Engines engines, List<String> opening, Store store) {
        this.engines = engines;
        this.opening = List.copyOf(opening);
        this.store = store;
        this.records = new RunRecords(store);
        clock.scheduleWithFixedDelay(this::stopUnseen, 1, 1, TimeUnit.MINUTES);
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
        void run(String text, java.util.function.Consumer<String> output);
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
            if (!run.stopAsked()) {
                work(book, run, cell, values, commands, turn);
            }
            run.to(run.stopAsked() ? RunState.STOPPED : RunState.DONE);
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
            Thread worker = Thread.currentThread();
            run.current(worker::interrupt);
            try {
                commands.run(Forms.fill(cell.text(), values).text(), run::text);
            } finally {
                run.current(null);
            }
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
        new SqlCell(engines.startedSql(), book.session, run, plan, () -> {
                    turn.give();
                    keep(book, run);
                })
                .run();
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

    /** Tables and views the note defined for itself. */
    public Set<String> names(String note) {
        return book(note).session.names();
    }

    /** Ends everything of a note and forgets it. */
    public void forget(String note) {
        Book book = books.remove(note);
        if (book != null) {
            book.cells.values().forEach(run -> {
                stop(run);
                byId.remove(run.id());
            });
            threads.execute(book.session::forget);
        }
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

    /** Leaves what it says of live queries as it is: after a restart they are lost. */
    @Override
    public void close() {
        closing = true;
        clock.shutdownNow();
        threads.shutdownNow();
        books.values().forEach(book -> book.session.close());
    }
}
