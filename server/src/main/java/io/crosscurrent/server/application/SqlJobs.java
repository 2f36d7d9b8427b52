/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.application;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.sql.SqlScript;
import io.crosscurrent.engines.sql.SqlEngine;
import io.crosscurrent.engines.sql.SqlEngine.SqlFailure;
import io.crosscurrent.engines.sql.SqlEngine.SqlRun;
import io.crosscurrent.engines.sql.SqlEngine.SqlSession;
import io.crosscurrent.server.engine.Engines;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs the statements of an application as jobs of Flink. Used by many threads. */
final class SqlJobs {
    private static final Set<String> ENDED = Set.of("FINISHED", "CANCELED", "FAILED");
    private static final long WAIT_MILLIS = 1_000;

    private final Engines engines;
    private final List<String> opening;

    SqlJobs(Engines engines, List<String> opening) {
        this.engines = engines;
        this.opening = opening;
    }

    /**
     * Runs a script and returns the jobs its INSERT statements have started.
     *
     * @throws CrosscurrentException saying which statement failed; jobs started before it are stopped again
     */
    List<String> start(String name, String script) {
        List<String> jobs = new ArrayList<>();
        try (SqlSession session = engines.startedSql().open(Map.of("pipeline.name", name), opening)) {
            for (String statement : SqlScript.statements(script)) {
                String job = run(session, statement);
                if (!job.isEmpty()) {
                    jobs.add(job);
                }
            }
        } catch (SqlFailure e) {
            stop(jobs);
            throw new CrosscurrentException(
                    "application.sql", e.getMessage(), "Mend the statement with UpdateApplication and start again.", e);
        }
        if (jobs.isEmpty()) {
            throw new CrosscurrentException(
                    "application.no_job",
                    "The SQL of the application starts no job.",
                    "Give it an INSERT INTO statement or a statement set.");
        }
        return jobs;
    }

    private static String run(SqlSession session, String statement) {
        try (SqlRun run = session.execute(statement, Map.of())) {
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

    /** Whether all of them still run. */
    boolean running(List<String> jobs) {
        Set<String> live = engines.startedSql().jobs().stream()
                .filter(job -> !ENDED.contains(job.state()))
                .map(SqlEngine.Job::id)
                .collect(java.util.stream.Collectors.toSet());
        return live.containsAll(jobs);
    }

    void stop(List<String> jobs) {
        List<String> live = jobs.stream().filter(job -> running(List.of(job))).toList();
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
