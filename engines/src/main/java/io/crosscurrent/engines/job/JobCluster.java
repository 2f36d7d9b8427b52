/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.job;

import io.crosscurrent.core.failure.CrosscurrentException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The jobs of one Flink cluster. Paths of snapshots are the cluster's, not this machine's. Safe for use by several threads.
 *
 * @see <a href="https://nightlies.apache.org/flink/flink-docs-stable/docs/ops/rest_api/">Flink: REST API</a>
 */
public interface JobCluster {
    /**
     * Runs the main method of a program until it has started its jobs.
     *
     * @return ids of the jobs, at least one
     * @throws CrosscurrentException {@code flink.program} when there is no main method, it fails or it starts no job
     */
    List<String> run(Program program);

    /** Empty when the cluster does not know the job (any more). */
    Optional<JobState> state(String job);

    /**
     * Waits until every task of the job runs, or the job has finished.
     *
     * @throws CrosscurrentException {@code flink.job_failed} when it fails first, also when Flink would try it again;
     *     {@code flink.job_slow} when {@code patience} ends
     */
    void awaitRunning(String job, Duration patience);

    /** Takes a snapshot (a savepoint) while the job goes on. @return its path */
    String snapshot(String job);

    /** Stops the job with a snapshot, exactly there. @return its path; empty when the job has finished by itself */
    Optional<String> stop(String job);

    /** Stops the job at once and waits until it has ended. No error when it has ended or is not known. */
    void cancel(String job);

    /** Deletes a snapshot. No error when there is none. */
    void discard(String path);

    /**
     * Path of the last complete checkpoint of a job, also of one that ended with the cluster; empty when not known.
     *
     * @param seen what this said last, for a cluster that has forgotten the job; "" for nothing
     */
    Optional<String> checkpoint(String job, String seen);

    /** Deletes the checkpoints of a job that has ended, where this process may. */
    void forget(String job);

    /** Measures of a running job by Flink's names; those that it does not have are missing. */
    Map<String, Double> measures(String job);

    /** @param state of Flink, for example {@code RUNNING}; @param failure the last failure of the job, "" when there is none */
    record JobState(String state, String failure) {
        /** Whether it has ended for good. */
        public boolean ended() {
            return state.equals("FINISHED") || state.equals("CANCELED") || state.equals("FAILED");
        }

        /** The last failure in words; empty when there is none. */
        public Optional<JobFailure> why() {
            return failure.isEmpty() ? Optional.empty() : Optional.of(JobFailure.of(failure));
        }
    }
}
