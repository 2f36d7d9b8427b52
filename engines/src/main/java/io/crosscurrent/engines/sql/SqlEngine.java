/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.sql;

import io.crosscurrent.engines.job.JobCluster;
import java.util.List;
import java.util.Map;

/** Flink SQL, embedded or through a remote SQL gateway. Safe for use by several threads. */
public interface SqlEngine extends AutoCloseable {
    void start();

    /**
     * Opens a session.
     *
     * @param properties Flink options of the session
     * @param opening statements run first (catalogues, USE)
     */
    SqlSession open(Map<String, String> properties, List<String> opening);

    /** Running and recent jobs of the cluster. */
    List<Job> jobs();

    /**
     * The cluster behind, to run programs and to take snapshots.
     *
     * @throws io.crosscurrent.core.failure.CrosscurrentException {@code flink.no_job_manager} when its address is not known
     */
    JobCluster cluster();

    @Override
    void close();

    /** A session: tables, views and options live here. Statements of one session run one after another. */
    interface SqlSession extends AutoCloseable {
        /** Starts one statement. Errors of parsing and planning appear here or at the first fetch. */
        SqlRun execute(String statement, Map<String, String> options);

        @Override
        void close();
    }

    /** A statement being executed. One consumer. */
    interface SqlRun extends AutoCloseable {
        /**
         * The next rows; waits up to {@code waitMillis} for the first of them.
         *
         * @throws SqlFailure what the person should read, and where in the statement it is
         */
        Page fetch(long waitMillis);

        /** Fetches to the end and forgets the rows; for statements that end by themselves. */
        default void drain() {
            while (!fetch(1_000).ended()) {
                // Every fetch waits by itself.
            }
        }

        /** Job id, or "" while there is none or when the statement has no job. */
        String jobId();

        /** Stops the query's job and frees the result. A detached INSERT job goes on. */
        @Override
        void close();
    }

    /** @param ended no further rows will come; @param rows may be empty */
    record Page(List<ResultColumn> columns, List<Row> rows, boolean ended, boolean query) {}

    /** @param type Flink's SQL type, for example {@code DECIMAL(10, 2)} */
    record ResultColumn(String name, String type) {}

    /** @param kind {@code +I -U +U -D}; @param values exact text of each value, null for NULL, nested values as JSON */
    record Row(String kind, List<String> values) {}

    /** @param state Flink job state; @param startedMillis epoch milliseconds */
    record Job(String id, String name, String state, long startedMillis) {}

    /** A statement failed. Line and column are 1-based, 0 when unknown; the message has no stack and no class names. */
    final class SqlFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;
        public final int line;
        public final int column;
        /** Whether what ran it was lost (a TaskManager, the job, the session) and nothing is wrong with the statement. */
        public final boolean lost;

        public SqlFailure(String message, int line, int column, Throwable cause) {
            this(message, line, column, false, cause);
        }

        private SqlFailure(String message, int line, int column, boolean lost, Throwable cause) {
            super(message, cause);
            this.line = line;
            this.column = column;
            this.lost = lost;
        }

        /** What ran the statement was lost. */
        public static SqlFailure lost(String message, Throwable cause) {
            return new SqlFailure(message, 0, 0, true, cause);
        }
    }
}
