/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.sql;

import io.crosscurrent.core.failure.CrosscurrentException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded cluster, and a watchdog that starts a TaskManager when the last one is lost: a mini cluster does not, and
 * without one every later job waits for slots. Safe for use by several threads.
 *
 * @see <a href="https://issues.apache.org/jira/browse/FLINK-39330">FLINK-39330: closing early kills the TaskManager</a>
 */
final class FlinkCluster implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FlinkCluster.class);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final long POLL_MS = 50;
    private final MiniCluster cluster;
    private final ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "flink-watchdog");
        thread.setDaemon(true);
        return thread;
    });
    private int looksWithoutTaskManager;

    FlinkCluster(Configuration configuration, int slots) throws Exception {
        cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .setRpcServiceSharing(RpcServiceSharing.SHARED)
                .setCommonBindAddress("127.0.0.1")
                .build());
        cluster.start();
        watchdog.scheduleWithFixedDelay(this::watch, 2_000, 500, TimeUnit.MILLISECONDS);
    }

    MiniCluster miniCluster() {
        return cluster;
    }

    URI restAddress() {
        return await(cluster.getRestAddress());
    }

    private void watch() {
        try {
            int taskManagers = await(cluster.requestClusterOverview()).getNumTaskManagersConnected();
            // Twice, because a TaskManager that just starts has not registered yet.
            looksWithoutTaskManager = taskManagers == 0 ? looksWithoutTaskManager + 1 : 0;
            if (looksWithoutTaskManager >= 2 && cluster.isRunning()) {
                LOG.warn("Flink has lost its TaskManager; starting another");
                cluster.startTaskManager();
                looksWithoutTaskManager = -5;
            }
        } catch (Exception e) {
            if (cluster.isRunning()) {
                LOG.warn("Flink's TaskManagers could not be counted; trying again", e);
            }
        }
    }

    /** Waits up to 15 s for slots while a TaskManager is started again; Flink would refuse a job at once. */
    void awaitSlots() {
        Instant giveUp = Instant.now().plus(Duration.ofSeconds(15));
        while (await(cluster.requestClusterOverview()).getNumSlotsTotal() == 0
                && Instant.now().isBefore(giveUp)) {
            pause(POLL_MS);
        }
    }

    /** Waits until every task of the job runs or has ended. Returns false after {@code patience}. */
    boolean awaitRunning(JobID job, Duration patience) {
        return awaitGraph(job, patience, graph -> {
            if (graph.getState().isGloballyTerminalState()) {
                return true;
            }
            for (AccessExecutionVertex vertex : graph.getAllExecutionVertices()) {
                ExecutionState state = vertex.getExecutionState();
                if (state != ExecutionState.RUNNING && !state.isTerminal()) {
                    return false;
                }
            }
            return true;
        });
    }

    /** Waits until the job is finished, failed or cancelled. Returns false after {@code patience}. */
    boolean awaitEnd(JobID job, Duration patience) {
        return awaitGraph(job, patience, graph -> graph.getState().isGloballyTerminalState());
    }

    /** Stops a job with a savepoint below {@code directory}, a URI. */
    void suspend(JobID job, String directory, Duration limit) {
        try {
            cluster.stopWithSavepoint(job, directory, false, SavepointFormatType.CANONICAL)
                    .get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } catch (TimeoutException e) {
            throw new CrosscurrentException(
                    "flink.savepoint_late",
                    "Job %s had no savepoint after %d s.".formatted(job, limit.toSeconds()),
                    "It can go on from its last checkpoint.",
                    e);
        }
    }

    void cancel(JobID job) {
        await(cluster.cancelJob(job));
    }

    private boolean awaitGraph(JobID job, Duration patience, Predicate<AccessExecutionGraph> condition) {
        Instant giveUp = Instant.now().plus(patience);
        while (!condition.test(await(cluster.getExecutionGraph(job)))) {
            if (Instant.now().isAfter(giveUp)) {
                return false;
            }
            pause(POLL_MS);
        }
        return true;
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    static CrosscurrentException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new CrosscurrentException("flink.interrupted", "Interrupted while waiting for Flink.", "Try again.", e);
    }

    static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.get(ANSWER.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } catch (TimeoutException e) {
            throw failure(e);
        }
    }

    private static CrosscurrentException failure(Throwable cause) {
        return new CrosscurrentException(
                "flink.cluster",
                "The Flink cluster did not answer: %s".formatted(cause.getMessage()),
                "See the cause and the log; then try again.",
                cause);
    }

    @Override
    public void close() {
        watchdog.shutdownNow();
        await(cluster.closeAsync());
    }
}
