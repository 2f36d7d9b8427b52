/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.run;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.engines.sql.SqlEngine;
import io.crosscurrent.engines.sql.SqlEngine.Page;
import io.crosscurrent.engines.sql.SqlEngine.Row;
import io.crosscurrent.engines.sql.SqlEngine.SqlFailure;
import io.crosscurrent.engines.sql.SqlEngine.SqlRun;
import io.crosscurrent.server.studio.note.Forms;
import io.crosscurrent.server.studio.note.Statements.Statement;
import io.crosscurrent.server.studio.result.LiveResult;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the statements of a cell one after another, on the thread that calls {@link #run}. */
final class SqlCell {
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
    private final Runnable live;
    private boolean saidOk;

    /** @param live called once the rest of the note need not wait for this cell any more */
    SqlCell(SqlEngine engine, NoteSession session, CellRun run, Plan plan, Runnable live) {
        this.engine = engine;
        this.session = session;
        this.run = run;
        this.plan = plan;
        this.live = live;
    }

    void run() {
        for (Statement statement : plan.statements()) {
            if (run.stopAsked()) {
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
                if (run.stopAsked()) {
                    return;
                }
                throw placed(e);
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
            if (run.stopAsked() || !statement.query() || !e.lost || !losses.another(e.getMessage())) {
                throw e;
            }
        } catch (CrosscurrentException e) {
            boolean away = e.code().equals("flink.unreachable");
            if (run.stopAsked() || !statement.query() || !away || !losses.another(e.getMessage())) {
                throw e;
            }
        }
        return run.stopAsked();
    }

    /** A job outlives its session and its gateway; nobody reads its rows any more. */
    private void end(String job) {
        boolean runs = engine.jobs().stream()
                .anyMatch(each -> each.id().equals(job)
                        && !Set.of("FINISHED", "FAILED", "CANCELED").contains(each.state()));
        if (runs) {
            try (SqlRun stopping = session.execute("STOP JOB '" + job + "'", Map.of())) {
                stopping.drain();
            }
        }
    }

    private void execute(Statement statement) {
        run.to(RunState.PLANNING);
        try (SqlRun running = session.execute(statement.placed(), plan.options(statement))) {
            run.current(running);
            Page first = first(running);
            if (run.stopAsked()) {
                return;
            }
            run.job(running.jobId());
            if (statement.job()) {
                job(running, first);
            } else if (first.query()) {
                query(running, first);
            } else {
                answer(running, first);
            }
            if (statement.defines()) {
                session.defined(statement.sql());
            }
        } finally {
            run.current(null);
        }
    }

    private Page first(SqlRun running) {
        Page page = running.fetch(QUIET_MS);
        while (!page.ended() && page.columns().isEmpty() && !run.stopAsked()) {
            page = running.fetch(QUIET_MS);
        }
        return page;
    }

    private void job(SqlRun running, Page first) {
        if (!first.ended()) {
            running.drain();
        }
        run.job(running.jobId());
        run.text("Job " + running.jobId() + (plan.batch() ? " has finished." : " runs on by itself; see Jobs."));
    }

    private void query(SqlRun running, Page first) {
        LiveResult rows = new LiveResult(first.columns(), plan.mode(), MOST_ROWS, MOST_CHARACTERS);
        rows.apply(masked(first.rows()));
        run.show(rows);
        run.to(RunState.STARTING);
        Page page = first;
        boolean told = false;
        while (!page.ended() && !run.stopAsked()) {
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
            if (page.ended() || run.stopAsked()) {
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
