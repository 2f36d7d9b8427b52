/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.fake;

import io.crosscurrent.engines.job.JobCluster;
import io.crosscurrent.engines.sql.EmbeddedFlink;
import io.crosscurrent.engines.sql.SqlEngine;
import java.util.List;
import java.util.Map;

/**
 * A real Flink as control planes see one that is no part of them: it outlives them, it may be replaced by another one that
 * knows nothing of its jobs, and a control plane may end just when it has started a job.
 */
public final class OutlivingFlink implements SqlEngine {
    private volatile EmbeddedFlink flink;
    private volatile boolean cuts;

    public OutlivingFlink(EmbeddedFlink flink) {
        this.flink = flink;
    }

    /** What goes on as if the process had ended there: nothing that catches exceptions catches it. */
    public static final class CutOff extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** The thread that starts the next job ends when it runs. */
    public void cutOffTheNextStart() {
        cuts = true;
    }

    public void replaceBy(EmbeddedFlink other) {
        flink.close();
        flink = other;
    }

    @Override
    public void start() {
        flink.start();
    }

    @Override
    public SqlSession open(Map<String, String> properties, List<String> opening) {
        SqlSession session = flink.open(properties, opening);
        return new SqlSession() {
            @Override
            public SqlRun execute(String statement, Map<String, String> options) {
                SqlRun run = session.execute(statement, options);
                if (cuts && statement.startsWith("INSERT")) {
                    cuts = false;
                    run.drain();
                    // This end is meant; a test that waits shall not take it for a failure.
                    Thread.currentThread().setUncaughtExceptionHandler((thread, meant) -> {});
                    throw new CutOff();
                }
                return run;
            }

            @Override
            public void close() {
                session.close();
            }
        };
    }

    @Override
    public List<Job> jobs() {
        return flink.jobs();
    }

    @Override
    public JobCluster cluster() {
        return flink.cluster();
    }

    @Override
    public void close() {
        flink.close();
    }
}
