/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.sql;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.engines.job.JobCluster;
import io.crosscurrent.engines.job.JobFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Flink SQL, embedded or through a remote SQL gateway. Safe for use by several threads. */
public interface SqlEngine extends AutoCloseable {
    /**
     * Option of a statement or a program: the id of its job, 32 hexadecimal digits. Flink refuses another job of an id that
     * it knows, so what is started by an id that was stored before is started once, however often it is tried.
     */
    String JOB_ID = "$internal.pipeline.job-id";

    /** An id for {@link #JOB_ID} that no job has. */
    static String newJobId() {
        return UUID.randomUUID().toString().replace("-", "");
    }

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

    /**
     * Why a job failed last, also of one that Flink begins again by itself; empty when it did not fail, when Flink does not know
     * it any more, and when the address of the JobManager is not known.
     */
    default Optional<JobFailure> failure(String job) {
        return cluster().state(job).flatMap(JobCluster.JobState::why);
    }

    /** Whether jobs go on when this is closed. Those that do not can be {@link #suspend suspended} before. */
    default boolean jobsOutliveIt() {
        return true;
    }

    /**
     * Where a job stood last: its newest complete checkpoint that outlives it, or the savepoint of its suspension. The value
     * of {@code execution.state-recovery.path} for a job that goes on from there; "" when none is known.
     */
    default String snapshot(String job) {
        return "";
    }

    /**
     * Stops a job with a savepoint that {@link #snapshot} finds.
     *
     * @throws CrosscurrentException {@code flink.…} when there is no savepoint within {@code limit}; the job may go on
     */
    default void suspend(String job, Duration limit) {
        throw new CrosscurrentException(
                "flink.not_suspended",
                "Jobs of this Flink are not suspended.",
                "Stop job " + job + " with a savepoint.");
    }

    /** Deletes what {@link #snapshot} finds. */
    default void forget(String job) {}

    @Override
    void close();

    /** A session: tables, views and options live here. Statements of one session run one after another. */
    interface SqlSession extends AutoCloseable {
        /**
         * Starts one statement. Errors of parsing and planning appear here or at the first fetch.
         *
         * @throws SessionLost when the session is gone; a new one knows nothing of what was defined in it
         */
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
    record Job(String id, String name, String state, long startedMillis) {
        /** States that a job does not leave. */
        public static final Set<String> ENDED = Set.of("FINISHED", "FAILED", "CANCELED");
    }

    /**
     * A statement failed. Line and column are 1-based, 0 when unknown; the message has no stack and no class names.
     *
     * @see SessionLost
     */
    class SqlFailure extends RuntimeException {
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

    /** The statement failed because its session is gone: Flink was restarted, or it ended the session. */
    final class SessionLost extends SqlFailure {
        private static final long serialVersionUID = 1L;

        public SessionLost(Throwable cause) {
            super("Flink does not know the session of this statement any more.", 0, 0, true, cause);
        }
    }
}
