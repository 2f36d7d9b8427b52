/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.run;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.engines.job.JobFailure;
import io.crosscurrent.engines.sql.SqlEngine;
import io.crosscurrent.engines.sql.SqlEngine.Page;
import io.crosscurrent.engines.sql.SqlEngine.Row;
import io.crosscurrent.engines.sql.SqlEngine.SqlFailure;
import io.crosscurrent.engines.sql.SqlEngine.SqlRun;
import io.crosscurrent.server.studio.note.Cell;
import io.crosscurrent.server.studio.note.Forms;
import io.crosscurrent.server.studio.note.Statements.Statement;
import io.crosscurrent.server.studio.result.LiveResult;
import io.crosscurrent.server.studio.run.JobRecords.Start;
import io.crosscurrent.server.studio.run.LocalProperties.Resume;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the statements of a cell one after another, on the thread that calls {@link #run}. */
final class SqlCell {
    private static final String FROM = "execution.state-recovery.path";
    private static final Logger LOG = LoggerFactory.getLogger(SqlCell.class);
    private static final long QUIET_MS = 250;
    private static final int MOST_ROWS = 10_000;
    private static final long MOST_CHARACTERS = 32L << 20;
    private static final String OK = "OK";
    private static final Pattern MISSING = Pattern.compile("Object '.*' not found|Database '.*' doesn't exist");

    private final SqlEngine engine;
    private final NoteSession session;
    private final CellRun run;
    private final Plan plan;
    private final NoteJobs jobs;
    private final Cell cell;
    private final Runnable live;
    private boolean saidOk;
    /** What was executed last, null before it begins. */
    private SqlRun executing;

    private int ordinal;

    /** @param live called once the rest of the note need not wait for this cell any more */
    SqlCell(SqlEngine engine, NoteSession session, CellRun run, Plan plan, NoteJobs jobs, Cell cell, Runnable live) {
        this.engine = engine;
        this.session = session;
        this.run = run;
        this.plan = plan;
        this.jobs = jobs;
        this.cell = cell;
        this.live = live;
    }

    void run() {
        plan.notices().forEach(run::notice);
        run.look(plan.properties().refreshMs(), plan.properties().template());
        for (Statement statement : plan.statements()) {
            if (run.asked()) {
                return;
            }
            try {
                for (Statement each : JobNames.resolved(statement, engine::jobs)) {
                    Losses losses = new Losses(run);
                    while (!executed(each, losses)) {
                        LOG.info("Cell {} of note {} begins again: {}", run.cell(), run.note(), losses);
                    }
                }
            } catch (SqlFailure e) {
                if (run.asked()) {
                    return;
                }
                throw told(e);
            }
        }
    }

    /** @return false when it must be executed again: a query changes nothing, so it may be, when what ran it was lost */
    private boolean executed(Statement statement, Losses losses) {
        try {
            if (losses.any()) {
                end(run.view().job());
            }
            execute(statement);
            return true;
        } catch (SqlFailure e) {
            if (run.asked() || !statement.query() || !e.lost || !losses.another(e.getMessage())) {
                throw e;
            }
        } catch (CrosscurrentException e) {
            boolean away = e.code().equals("flink.unreachable");
            if (run.asked() || !statement.query() || !away || !losses.another(e.getMessage())) {
                throw e;
            }
        }
        return run.asked();
    }

    /** A job outlives its session and its gateway; nobody reads its rows any more. */
    private void end(String job) {
        boolean runs = engine.jobs().stream()
                .anyMatch(each -> each.id().equals(job) && !SqlEngine.Job.ENDED.contains(each.state()));
        if (runs) {
            try (SqlRun stopping = session.execute("STOP JOB '" + job + "'", Map.of())) {
                stopping.drain();
            }
        }
    }

    private void execute(Statement statement) {
        run.to(RunState.PLANNING);
        executing = null;
        Map<String, String> options = statement.job() ? jobOptions(statement) : plan.options(statement);
        String id = statement.job() && !plan.batch() ? SqlEngine.newJobId() : "";
        if (!id.isEmpty()) {
            options.put(SqlEngine.JOB_ID, id);
            jobs.beginning(noteJob(id, options), start(statement, options));
        }
        boolean begun = false;
        try (SqlRun running = session.execute(statement.placed(), options)) {
            run.current(running);
            executing = running;
            Page first = first(running);
            if (run.asked()) {
                return;
            }
            run.job(running.jobId());
            // what starts a job is known by the job, whatever its words are
            boolean job = !first.query() && (statement.job() || !running.jobId().isEmpty());
            if (job) {
                job(running, first, statement, options);
                begun = running.jobId().equals(id);
            } else if (first.query()) {
                query(running, first);
            } else {
                answer(running, first);
            }
            if (statement.defines() && !job) {
                session.defined(statement.sql());
            } else if (statement.defines()) {
                statement.created().ifPresent(session::definedWithJob);
            }
        } finally {
            run.current(null);
            if (!id.isEmpty() && !begun) {
                jobs.notBegun(id);
            }
        }
    }

    private NoteJob noteJob(String id, Map<String, String> options) {
        return NoteJobs.of(
                id,
                run,
                ordinal,
                options.getOrDefault("pipeline.name", ""),
                options.getOrDefault(FROM, ""),
                plan.properties().savepointDirectory());
    }

    private static Start start(Statement statement, Map<String, String> options) {
        return new Start(statement.refill().orElseGet(statement::placed), options);
    }

    private Page first(SqlRun running) {
        Page page = running.fetch(QUIET_MS);
        while (!page.ended() && page.columns().isEmpty() && !run.asked()) {
            page = running.fetch(QUIET_MS);
        }
        return page;
    }

    private Map<String, String> jobOptions(Statement statement) {
        Map<String, String> options = new HashMap<>(plan.options(statement));
        options.putAll(jobs.options(session, plan));
        Resume wanted = plan.properties().resume();
        if (wanted == Resume.NOTHING) {
            return options;
        }
        String path = jobs.left(run.note(), run.cell(), ordinal, wanted);
        if (path.isEmpty()) {
            path = imported(wanted);
        }
        if (path.isEmpty()) {
            run.notice("No %s of a job of this cell is known, so its job begins without one."
                    .formatted(wanted == Resume.SAVEPOINT ? "savepoint" : "checkpoint"));
        } else {
            options.put(FROM, path);
            run.text("The job goes on from " + path);
        }
        return options;
    }

    /** What a cell that comes from Zeppelin brought along. */
    private String imported(Resume wanted) {
        String member = wanted == Resume.SAVEPOINT ? "savepoint_path" : "latest_checkpoint_path";
        return cell.zeppelin().path("config").path(member).asText("");
    }

    private void job(SqlRun running, Page first, Statement statement, Map<String, String> options) {
        if (!first.ended()) {
            running.drain();
        }
        if (running.jobId().isEmpty()) {
            say(OK);
            return;
        }
        run.job(running.jobId());
        run.text("Job " + running.jobId() + (plan.batch() ? " has finished." : " runs on by itself; see Jobs."));
        if (plan.batch()) {
            return;
        }
        NoteJob job = noteJob(running.jobId(), options);
        ordinal++;
        for (NoteJob other : jobs.begun(job, start(statement, options))) {
            run.notice(
                    "Job " + other.id() + " of an earlier run of this cell goes on as well; it is stopped under Jobs.");
        }
    }

    private void query(SqlRun running, Page first) {
        LiveResult rows = new LiveResult(
                first.columns(),
                plan.properties().mode(),
                MOST_ROWS,
                MOST_CHARACTERS,
                plan.properties().thresholdMs());
        rows.apply(masked(first.rows()));
        run.show(rows);
        run.to(RunState.STARTING);
        Page page = first;
        boolean told = false;
        while (!page.ended() && !run.asked()) {
            if (!told && (!page.rows().isEmpty() || jobRuns(running.jobId()))) {
                told = true;
                run.to(RunState.LIVE);
                live.run();
            }
            page = running.fetch(QUIET_MS);
            rows.apply(masked(page.rows()));
            if (page.rows().isEmpty()) {
                rows.release();
            }
        }
        rows.release();
    }

    private boolean jobRuns(String job) {
        return engine.jobs().stream()
                .anyMatch(each -> each.id().equals(job) && each.state().equals("RUNNING"));
    }

    /** What is no query: a table for SHOW and DESCRIBE, one word for the rest. */
    private void answer(SqlRun running, Page first) {
        boolean word = first.columns().size() == 1
                && first.columns().get(0).name().equals("result")
                && first.rows().size() <= 1;
        LiveResult rows = new LiveResult(first.columns(), LiveResult.Mode.UPDATE, MOST_ROWS, MOST_CHARACTERS);
        Page page = first;
        while (true) {
            if (word && !page.rows().isEmpty()) {
                List<String> values = page.rows().get(0).values();
                say(values.get(0) == null ? OK : session.masked(values.get(0)));
            } else {
                rows.apply(masked(page.rows()));
            }
            if (page.ended() || run.asked()) {
                break;
            }
            page = running.fetch(QUIET_MS);
        }
        if (!word) {
            run.show(rows);
        }
    }

    /** One OK stands for all of a cell's. */
    private void say(String text) {
        if (!text.equals(OK) || !saidOk) {
            run.text(text);
        }
        saidOk |= text.equals(OK);
    }

    private List<Row> masked(List<Row> rows) {
        return session.hides()
                ? rows.stream()
                        .map(row -> new Row(
                                row.kind(),
                                row.values().stream().map(session::masked).toList()))
                        .toList()
                : rows;
    }

    /** What failed while its job ran, Flink knows better than the answer that broke off. */
    private CrosscurrentException told(SqlFailure failure) {
        Optional<JobFailure> why = failure.line > 0
                        || failure.lost
                        || executing == null
                        || executing.jobId().isEmpty()
                ? Optional.empty()
                : engine.failure(executing.jobId());
        return why.<CrosscurrentException>map(known ->
                        new PlacedFailure(session.masked(known.reason()), session.masked(known.remedy()), 0, 0))
                .orElseGet(() -> placed(failure));
    }

    private CrosscurrentException placed(SqlFailure failure) {
        boolean missing = failure.getMessage() != null
                && MISSING.matcher(failure.getMessage()).find();
        String remedy = missing
                ? "A table is there once a task has captured it: see Pipelines, or the note SetupCDCStreaming. What a note"
                        + " defines itself is there once its cell has run."
                : failure.line > 0
                        ? "Mend the statement and run the cell again."
                        : "See the message; the log of the platform has all of it.";
        String message = failure.getMessage() == null ? "The statement failed." : session.masked(failure.getMessage());
        if (failure.line <= 0) {
            return new PlacedFailure(message, remedy, 0, 0);
        }
        Forms.Place place = plan.filled().place(failure.line, failure.column);
        return new PlacedFailure(message, remedy, place.line(), place.column());
    }
}
