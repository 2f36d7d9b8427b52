/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.fake;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.engines.job.JobCluster;
import io.crosscurrent.engines.sql.SqlEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers every SELECT with one row that repeats the statement, and refuses {@code BROKEN}. */
public final class FakeSql implements SqlEngine {
    public final List<String> opened = new CopyOnWriteArrayList<>();

    @Override
    public void start() {}

    @Override
    public SqlSession open(Map<String, String> properties, List<String> opening) {
        opened.addAll(opening);
        return new SqlSession() {
            @Override
            public SqlRun execute(String statement, Map<String, String> options) {
                if (statement.startsWith("BROKEN")) {
                    throw new SqlFailure("Non-query expression", 1, 1, null);
                }
                return run(statement);
            }

            @Override
            public void close() {
                opened.clear();
            }
        };
    }

    private static SqlRun run(String statement) {
        return new SqlRun() {
            @Override
            public Page fetch(long waitMillis) {
                List<String> values = new ArrayList<>(Arrays.asList(statement, null));
                return new Page(
                        List.of(new ResultColumn("s", "STRING"), new ResultColumn("n", "INT")),
                        List.of(new Row("+I", values)),
                        true,
                        true);
            }

            @Override
            public String jobId() {
                return "job-1";
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public List<Job> jobs() {
        return List.of(new Job("job-1", "select", "RUNNING", 5));
    }

    @Override
    public JobCluster cluster() {
        throw new CrosscurrentException("flink.no_job_manager", "There is no cluster.", "Use a real one.");
    }

    @Override
    public void close() {}
}
