/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.run;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.engines.job.JobFailure;
import io.crosscurrent.engines.sql.SqlEngine;
import io.crosscurrent.engines.sql.SqlEngine.Page;
import io.crosscurrent.engines.sql.SqlEngine.SqlFailure;
import io.crosscurrent.engines.sql.SqlEngine.SqlRun;
import io.crosscurrent.engines.sql.SqlEngine.SqlSession;
import io.crosscurrent.server.engine.Engines;
import io.crosscurrent.server.store.Store;
import io.crosscurrent.server.studio.run.JobRecords.Start;
import io.crosscurrent.server.studio.run.NoteJob.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jobs that cells began and that go on by themselves. Where Flink ends with the platform they are suspended with a
 * savepoint at its end and go on from there at its next start, or from their last checkpoint when it was killed. Used by
 * many threads.
 */
public final class NoteJobs {
    private static final Logger LOG = LoggerFactory.getLogger(NoteJobs.class);
    private static final String FROM = "execution.state-recovery.path";
    private static final String INTERVAL = "execution.checkpointing.interval";
    private static final String USUAL_INTERVAL = "5 s";
    private static final Set<String> FAILING = Set.of("RESTARTING", "FAILING");
    private static final Duration SUSPENSION = Duration.ofSeconds(12);

    private final Engines engines;
    private final JobRecords records;
    private final Function<String, NoteSession> sessions;
    private final ExecutorService threads;
    private final Succession succession;
    /** Why jobs failed that Flink still knows. */
    private final Map<String, String> ended = new ConcurrentHashMap<>();

    private final Set<String> stopping = ConcurrentHashMap.newKeySet();
    /** Jobs that Flink need not know yet. */
    private final Set<String> beginning = ConcurrentHashMap.newKeySet();
    /** Whether what is kept is what Flink should know: after the start of the platform is over and before its end begins. */
    private volatile boolean ready;

    /** Hears that a job goes on as another one. */
    @FunctionalInterface
    interface Succession {
        void goesOn(NoteJob before, NoteJob after);
    }

    /** @param sessions of notes, by id; @param threads that suspend jobs beside each other */
    NoteJobs(
            Engines engines,
            Store store,
            Function<String, NoteSession> sessions,
            ExecutorService threads,
            Succession succession) {
        this.engines = engines;
        this.records = new JobRecords(store);
        this.sessions = sessions;
        this.threads = threads;
        this.succession = succession;
    }

    /** What a job is started with beside its own options: where Flink ends with the platform, checkpoints that outlive it. */
    Map<String, String> options(NoteSession session, Plan plan) {
        if (plan.batch() || engines.startedSql().jobsOutliveIt()) {
            return Map.of();
        }
        Map<String, String> out = new HashMap<>();
        out.put("execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
        if (!session.sets(INTERVAL)) {
            out.put(INTERVAL, USUAL_INTERVAL);
        }
        return out;
    }

    /** Path of what the last job in that place left, "" when it left nothing. */
    String left(String note, String cell, int ordinal, LocalProperties.Resume what) {
        return records.all().stream()
                .filter(job -> job.note().equals(note) && job.cell().equals(cell) && job.ordinal() == ordinal)
                .map(job -> what == LocalProperties.Resume.SAVEPOINT ? job.savepoint() : checkpoint(job))
                .filter(path -> !path.isEmpty())
                .reduce("", (earlier, later) -> later);
    }

    /**
     * A job is going to be begun, by its id. It is kept before Flink is asked, so that a job which begins while the platform ends
     * is known afterwards. {@link #begun} or {@link #notBegun} follows.
     */
    void beginning(NoteJob job, Start start) {
        beginning.add(job.id());
        records.add(job, start);
    }

    /** What was to begin a job is over; the job is forgotten unless it runs all the same, or nobody can say. */
    void notBegun(String id) {
        try {
            if (!live(id)) {
                records.remove(id);
            }
        } catch (RuntimeException e) {
            LOG.warn("Whether job {} has begun is not known; see Jobs", id, e);
        } finally {
            beginning.remove(id);
        }
    }

    /** A job has begun; those that ended in its place are forgotten. @return those that still run there */
    List<NoteJob> begun(NoteJob job, Start start) {
        List<NoteJob> others = records.all().stream()
                .filter(other -> other.note().equals(job.note())
                        && other.cell().equals(job.cell())
                        && other.ordinal() == job.ordinal()
                        && !other.id().equals(job.id()))
                .toList();
        // what it began from is needed until it has a checkpoint of its own
        Optional<NoteJob> origin = others.stream()
                .filter(other -> other.state() != State.RUNNING && job.from().contains(other.id()))
                .findFirst();
        records.set(origin.map(other -> job.after(other.id())).orElse(job), start);
        beginning.remove(job.id());
        for (NoteJob other : others) {
            if (origin.isPresent() && origin.get().id().equals(other.id())) {
                records.remove(other.id());
            } else if (other.state() != State.RUNNING) {
                forget(other.id());
            }
        }
        return others.stream().filter(other -> other.state() == State.RUNNING).toList();
    }

    public List<NoteJob> all() {
        return records.all();
    }

    static boolean ready(Engines engines) {
        return engines.sql().isDone() && !engines.sql().isCompletedExceptionally();
    }

    /** What a job that does not run would go on from: its savepoint, its last checkpoint, or "" for the very beginning. */
    public String origin(NoteJob job) {
        return job.savepoint().isEmpty() ? checkpoint(job) : job.savepoint();
    }

    private String checkpoint(NoteJob job) {
        if (!ready(engines)) {
            return job.from();
        }
        String newest = engines.startedSql().snapshot(job.id());
        return newest.isEmpty() ? job.from() : newest;
    }

    /** Compares what is kept with what Flink says. */
    synchronized void look() {
        List<NoteJob> running = records.all().stream()
                .filter(job ->
                        job.state() == State.RUNNING && !stopping.contains(job.id()) && !beginning.contains(job.id()))
                .toList();
        if (!ready || running.isEmpty()) {
            return;
        }
        SqlEngine engine = engines.startedSql();
        Map<String, String> states =
                engine.jobs().stream().collect(Collectors.toMap(SqlEngine.Job::id, SqlEngine.Job::state, (a, b) -> b));
        for (NoteJob job : running) {
            switch (states.getOrDefault(job.id(), "")) {
                case "FINISHED" -> forget(job.id());
                case "FAILED" -> records.put(job.at(State.FAILED, why(engine, job.id())));
                case "CANCELED" -> records.put(job.stopped(""));
                case "" -> records.put(job.at(State.LOST, "Flink does not know this job any more."));
                default -> {
                    if (!job.previous().isEmpty() && !engine.snapshot(job.id()).isEmpty()) {
                        engine.forget(job.previous());
                        records.put(job.settled());
                    }
                }
            }
        }
    }

    private static String why(SqlEngine engine, String job) {
        return engine.failure(job)
                .map(JobFailure::oneLine)
                .orElse("The job failed, and Flink does not tell why: see the log of its JobManager.");
    }

    /**
     * Why a job fails that Flink begins again, or why it has failed.
     *
     * @param states of jobs by their ids, as Flink says
     * @return by id, for those that failed and of which Flink tells why
     */
    public Map<String, String> failures(Map<String, String> states) {
        Map<String, String> out = new HashMap<>();
        states.forEach((job, state) -> {
            if (state.equals("FAILED")) {
                // what has ended is asked for once
                out.put(job, ended.computeIfAbsent(job, id -> why(engines.startedSql(), id)));
            } else if (FAILING.contains(state)) {
                engines.startedSql().failure(job).ifPresent(failure -> out.put(job, failure.oneLine()));
            }
        });
        ended.keySet().retainAll(states.keySet());
        return out;
    }

    /**
     * Stops a job, of a note or any other.
     *
     * @param withSavepoint whether its state is saved first; always so where its cell names a directory for savepoints
     * @return path of the savepoint, "" for none
     */
    public String stop(String id, boolean withSavepoint) {
        Optional<NoteJob> known = records.find(id);
        String directory = known.map(NoteJob::savepointDirectory).orElse("");
        boolean saves = withSavepoint || !directory.isEmpty();
        Map<String, String> options =
                directory.isEmpty() ? Map.of() : Map.of("execution.checkpointing.savepoint-dir", directory);
        String answer = "";
        stopping.add(id);
        try (SqlSession session = engines.startedSql().open(Map.of(), List.of());
                SqlRun run = session.execute("STOP JOB '" + id + "'" + (saves ? " WITH SAVEPOINT" : ""), options)) {
            Page page;
            do {
                page = run.fetch(1_000);
                for (SqlEngine.Row row : page.rows()) {
                    answer = row.values().get(0);
                }
            } while (!page.ended());
            String savepoint = saves && answer != null ? answer : "";
            known.ifPresent(job -> records.put(job.stopped(savepoint)));
            return savepoint;
        } finally {
            stopping.remove(id);
        }
    }

    /**
     * Begins a job that does not run once more, from where it stood.
     *
     * @throws CrosscurrentException {@code studio.job_unknown}, {@code studio.job_runs}, {@code studio.job_not_begun}
     */
    public NoteJob again(String id) {
        NoteJob job = records.find(id)
                .orElseThrow(() -> new CrosscurrentException(
                        "studio.job_unknown", "There is no job " + id + " of a note.", "Run its cell again."));
        if (job.state() == State.RUNNING && live(id)) {
            throw new CrosscurrentException("studio.job_runs", "Job " + id + " runs already.", "Stop it first.");
        }
        Start start = records.start(id).orElseThrow(() -> notBegun(id, "Its statement is not kept.", null));
        String from = origin(job);
        Map<String, String> options = new HashMap<>(start.options());
        options.remove(FROM);
        if (!from.isEmpty()) {
            options.put(FROM, from);
        }
        NoteJob next = job.next(SqlEngine.newJobId(), from, job.savepoint().isEmpty());
        options.put(SqlEngine.JOB_ID, next.id());
        beginning.add(next.id());
        records.replace(job, next, start);
        try (SqlRun run = sessions.apply(job.note()).execute(start.statement(), options)) {
            run.drain();
        } catch (RuntimeException e) {
            // When Flink cannot be asked, the next look at its jobs tells.
            if (!live(next.id())) {
                records.replace(next, job.at(State.LOST, "It could not begin again: " + e.getMessage()), start);
                throw e instanceof SqlFailure ? notBegun(id, e.getMessage(), e) : e;
            }
        } finally {
            beginning.remove(next.id());
        }
        succession.goesOn(job, next);
        return next;
    }

    private boolean live(String id) {
        return engines.startedSql().jobs().stream()
                .anyMatch(job -> job.id().equals(id) && !SqlEngine.Job.ENDED.contains(job.state()));
    }

    private static CrosscurrentException notBegun(String id, String why, Throwable cause) {
        return new CrosscurrentException(
                "studio.job_not_begun",
                "Job " + id + " did not begin again: " + why,
                "Run what its cell needs, then try again, or run the cell for a job that begins anew.",
                cause);
    }

    /** Forgets a job that does not run, and its checkpoints; savepoints that somebody asked for stay. */
    public void forget(String id) {
        records.find(id).ifPresent(job -> {
            SqlEngine engine = engines.startedSql();
            if (!job.previous().isEmpty()) {
                engine.forget(job.previous());
            }
            engine.forget(id);
            records.remove(id);
        });
    }

    /** Jobs of a note that is deleted run on and are known no more. */
    void forgetNote(String note) {
        records.all().stream().filter(job -> job.note().equals(note)).forEach(job -> records.remove(job.id()));
    }

    /**
     * After a start of the platform.
     *
     * @param begin whether jobs that ended with it go on at once; otherwise they are lost until somebody begins them
     */
    void resume(boolean begin) {
        if (!engines.startedSql().jobsOutliveIt()) {
            begin(begin);
        }
        ready = true;
        look();
    }

    private void begin(boolean begin) {
        for (NoteJob job : records.all()) {
            if (job.state() != State.RUNNING) {
                continue;
            }
            if (!begin) {
                records.put(job.at(State.LOST, "The platform was restarted while this job ran."));
            } else if (origin(job).isEmpty()) {
                records.put(job.at(State.LOST, "The platform was restarted before the first checkpoint of this job."));
            } else {
                try {
                    LOG.info(
                            "Job {} of note {} goes on as {}",
                            job.id(),
                            job.note(),
                            again(job.id()).id());
                } catch (RuntimeException e) {
                    LOG.warn("Job {} of note {} does not go on by itself", job.id(), job.note(), e);
                }
            }
        }
    }

    /** Before the end of the platform: saves the state of each job that ends with it. Waits some 12 s at most. */
    synchronized void suspend() {
        if (!ready || engines.startedSql().jobsOutliveIt()) {
            return;
        }
        SqlEngine engine = engines.startedSql();
        look();
        ready = false;
        List<CompletableFuture<Void>> stops = new ArrayList<>();
        for (NoteJob job : records.all()) {
            if (job.state() == State.RUNNING) {
                stops.add(CompletableFuture.runAsync(() -> suspend(engine, job), threads));
            }
        }
        CompletableFuture.allOf(stops.toArray(CompletableFuture[]::new)).join();
    }

    private static void suspend(SqlEngine engine, NoteJob job) {
        try {
            engine.suspend(job.id(), SUSPENSION);
        } catch (CrosscurrentException e) {
            LOG.warn("Job {} will go on from its last checkpoint: {}", job.id(), e.oneLine());
        }
    }

    /** @param from what it begins from, "" for nothing */
    static NoteJob of(String id, CellRun run, int ordinal, String name, String from, String savepointDirectory) {
        return new NoteJob(
                id,
                run.note(),
                run.cell(),
                ordinal,
                name,
                State.RUNNING,
                from,
                "",
                "",
                savepointDirectory,
                "",
                Instant.now());
    }
}
