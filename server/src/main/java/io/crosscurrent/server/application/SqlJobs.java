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
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** Runs the statements of an application as jobs of Flink. Used by many threads. */
final class SqlJobs {
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
     * @param started told of each job its INSERT statements start
     * @throws CrosscurrentException saying which statement failed
     */
    void start(
            String script, String role, Map<String, String> options, List<Restore> restores, Consumer<String> started) {
        int jobs = 0;
        try (SqlSession session = engines.startedSql().open(options, opening.apply(role))) {
            for (String statement : SqlScript.statements(script)) {
                Restore restore = jobs < restores.size() ? restores.get(jobs) : Restore.NOTHING;
                String job = run(session, statement, restore.options());
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

    /** Stops jobs without a snapshot, through the SQL gateway: for clusters of which nothing else is known. */
    void stop(List<String> jobs) {
        List<String> live = engines.startedSql().jobs().stream()
                .filter(job -> !List.of("FINISHED", "CANCELED", "FAILED").contains(job.state()))
                .map(SqlEngine.Job::id)
                .filter(jobs::contains)
                .toList();
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
