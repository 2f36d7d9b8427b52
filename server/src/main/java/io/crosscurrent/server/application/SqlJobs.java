/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.application;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.sql.SqlScript;
import io.crosscurrent.engines.job.Program.Restore;
import io.crosscurrent.engines.sql.SqlEngine;
import io.crosscurrent.engines.sql.SqlEngine.SqlFailure;
import io.crosscurrent.engines.sql.SqlEngine.SqlRun;
import io.crosscurrent.engines.sql.SqlEngine.SqlSession;
import io.crosscurrent.server.engine.Engines;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the statements of an application as jobs of Flink. Used by many threads. */
final class SqlJobs {
    private static final Logger LOG = LoggerFactory.getLogger(SqlJobs.class);
    private static final long WAIT_MILLIS = 1_000;

    private final Engines engines;
    private final Function<String, List<String>> opening;

    /** @param opening statements that open a session in the name of a role */
    SqlJobs(Engines engines, Function<String, List<String>> opening) {
        this.engines = engines;
        this.opening = opening;
    }

    /**
     * Runs a script.
     *
     * @param role ARN of the role in whose name they log in
     * @param options of its jobs
     * @param restores what each job begins with, in the order of their start; jobs beyond begin empty
     * @param ids of its jobs by their number, from 0; a job that runs already under its id is not started once more
     * @param started told of each job its INSERT statements start
     * @throws CrosscurrentException saying which statement failed
     */
    void start(
            String script,
            String role,
            Map<String, String> options,
            List<Restore> restores,
            IntFunction<String> ids,
            Consumer<String> started) {
        int jobs = 0;
        try (SqlSession session = engines.startedSql().open(options, opening.apply(role))) {
            for (String statement : SqlScript.statements(script)) {
                Restore restore = jobs < restores.size() ? restores.get(jobs) : Restore.NOTHING;
                String job = once(session, statement, restore, ids.apply(jobs));
                if (!job.isEmpty()) {
                    started.accept(job);
                    jobs++;
                }
            }
        } catch (SqlFailure e) {
            throw new CrosscurrentException(
                    "application.sql", e.getMessage(), "Mend the statement with UpdateApplication and start again.", e);
        }
        if (jobs == 0) {
            throw new CrosscurrentException(
                    "application.no_job",
                    "The SQL of the application starts no job.",
                    "Give it an INSERT INTO statement or a statement set.");
        }
        if (jobs < restores.size()) {
            throw new CrosscurrentException(
                    "application.fewer_jobs",
                    "The snapshot has the state of %d jobs and the SQL starts %d.".formatted(restores.size(), jobs),
                    "Start with SKIP_RESTORE_FROM_SNAPSHOT, or bring the statements back.");
        }
    }

    /** @return id of the job that the statement starts, "" for a statement that starts none */
    private String once(SqlSession session, String statement, Restore restore, String id) {
        Map<String, String> options = new HashMap<>(restore.options());
        options.put(SqlEngine.JOB_ID, id);
        try {
            return run(session, statement, options);
        } catch (SqlFailure e) {
            // Flink takes an id once. That it is taken means that this very statement has run before.
            if (live(List.of(id)).isEmpty()) {
                throw e;
            }
            LOG.info("Job {} runs already, and is not started again", id);
            return id;
        }
    }

    private static String run(SqlSession session, String statement, Map<String, String> options) {
        try (SqlRun run = session.execute(statement, options)) {
            SqlEngine.Page page = run.fetch(WAIT_MILLIS);
            while (!page.ended()) {
                if (page.query()) {
                    throw new SqlFailure(
                            "An application cannot show the rows of a query; write INSERT INTO a table instead of: "
                                    + statement,
                            0,
                            0,
                            null);
                }
                page = run.fetch(WAIT_MILLIS);
            }
            return run.jobId();
        }
    }

    private List<String> live(List<String> jobs) {
        return engines.startedSql().jobs().stream()
                .filter(job -> !SqlEngine.Job.ENDED.contains(job.state()))
                .map(SqlEngine.Job::id)
                .filter(jobs::contains)
                .toList();
    }

    /** Stops jobs without a snapshot, through the SQL gateway: for clusters of which nothing else is known. */
    void stop(List<String> jobs) {
        List<String> live = live(jobs);
        if (live.isEmpty()) {
            return;
        }
        try (SqlSession session = engines.startedSql().open(Map.of(), List.of())) {
            for (String job : live) {
                try (SqlRun run = session.execute("STOP JOB '" + job + "'", Map.of())) {
                    run.drain();
                }
            }
        }
    }
}
