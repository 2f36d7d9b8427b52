/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.sql;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.engines.job.JobCluster;
import io.crosscurrent.engines.job.RestJobCluster;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.gateway.api.session.SessionEnvironment;
import org.apache.flink.table.gateway.api.session.SessionHandle;
import org.apache.flink.table.gateway.rest.util.SqlGatewayRestAPIVersion;
import org.apache.flink.table.gateway.service.SqlGatewayServiceImpl;
import org.apache.flink.table.gateway.service.context.DefaultContext;
import org.apache.flink.table.gateway.service.session.SessionManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Flink cluster and the SQL gateway's service in this JVM. Nothing listens beyond loopback, no gateway port is opened,
 * and the cluster's REST port refuses whoever lacks our secret. Connectors, formats and catalogues come from the class
 * path. Start takes 2 to 4 s; the first query 6 to 9 s more unless {@link #warmUp()} has run.
 */
public final class EmbeddedFlink implements SqlEngine {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedFlink.class);
    private static final String WARM_UP =
            "SELECT name, COUNT(*) FROM (VALUES ('a'), ('b'), ('a')) AS letters(name) GROUP BY name";
    private static final String WARM_UP_JOB = "warm-up";
    private final FlinkSettings settings;
    private final Set<EmbeddedSession> open = ConcurrentHashMap.newKeySet();
    private String guard;
    private FlinkCluster cluster;
    private JobCluster jobs;
    private JobSnapshots snapshots;
    private SessionManager sessions;
    private SqlGatewayServiceImpl service;

    public EmbeddedFlink(FlinkSettings settings) {
        this.settings = settings;
    }

    @Override
    public synchronized void start() {
        if (service != null) {
            return;
        }
        long begun = System.nanoTime();
        guard = ClusterRestGuard.create();
        try {
            KafkaSinkBridge.join();
            Path temporary = Files.createDirectories(settings.directory().resolve("tmp"));
            Path savepoints = Files.createDirectories(settings.directory().resolve("savepoints"));
            Path checkpoints = Files.createDirectories(settings.directory().resolve("checkpoints"));
            snapshots = new JobSnapshots(checkpoints.toAbsolutePath(), savepoints.toAbsolutePath());
            Configuration configuration =
                    FlinkOptions.cluster(settings, temporary.toAbsolutePath(), savepoints.toAbsolutePath(), guard);
            FlinkOptions.checkpoints(configuration, checkpoints.toAbsolutePath());
            cluster = new FlinkCluster(configuration, settings.slots());
            int port = cluster.restAddress().getPort();
            Configuration client = FlinkOptions.sessions(configuration, port);
            jobs = RestJobCluster.local(
                    cluster.restAddress(),
                    Map.of(ClusterRestGuard.HEADER, ClusterRestGuard.secretOf(configuration)),
                    client.toMap(),
                    checkpoints.toAbsolutePath());
            sessions = SessionManager.create(new DefaultContext(client, List.of()));
            sessions.start();
            service = new SqlGatewayServiceImpl(sessions);
        } catch (Exception e) {
            close();
            throw new CrosscurrentException(
                    "flink.start",
                    "Flink did not start in %s: %s".formatted(settings.directory(), e.getMessage()),
                    "See the cause and the log; check that the directory is writable.",
                    e);
        }
        LOG.info("Flink is ready after {} ms", (System.nanoTime() - begun) / 1_000_000);
        if (settings.warmUp()) {
            warmUp();
        }
    }

    /** Runs a throw-away query on another thread, so that the planner is loaded. The result says when it is done. */
    public CompletableFuture<Void> warmUp() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> warmUp(done), "flink-warm-up");
        thread.setDaemon(true);
        thread.start();
        return done;
    }

    private void warmUp(CompletableFuture<Void> done) {
        long begun = System.nanoTime();
        try (SqlSession session = open(Map.of("pipeline.name", WARM_UP_JOB), List.of(WARM_UP))) {
            LOG.info("Flink's planner is warm after {} ms", (System.nanoTime() - begun) / 1_000_000);
            done.complete(null);
        } catch (RuntimeException e) {
            LOG.debug("The warm-up query failed, the first query will be slow", e);
            done.completeExceptionally(e);
        }
    }

    @Override
    public SqlSession open(Map<String, String> properties, List<String> opening) {
        SqlGatewayServiceImpl running = service();
        SessionHandle handle;
        try {
            handle = running.openSession(SessionEnvironment.newBuilder()
                    .setSessionEndpointVersion(SqlGatewayRestAPIVersion.getDefaultVersion())
                    .addSessionConfig(properties)
                    .build());
        } catch (RuntimeException e) {
            throw FailureText.of(e, "");
        }
        EmbeddedSession session = new EmbeddedSession(running, cluster, handle, open::remove);
        open.add(session);
        try {
            for (String statement : opening) {
                try (SqlRun run = session.execute(statement, Map.of())) {
                    run.drain();
                }
            }
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
        return session;
    }

    @Override
    public List<Job> jobs() {
        service();
        return FlinkCluster.await(cluster.miniCluster().listJobs()).stream()
                .filter(job -> !job.getJobName().equals(WARM_UP_JOB))
                .map(job -> new Job(
                        job.getJobId().toHexString(),
                        job.getJobName(),
                        job.getJobState().name(),
                        job.getStartTime()))
                .toList();
    }

    @Override
    public synchronized JobCluster cluster() {
        service();
        return jobs;
    }

    /** The cluster is this process. */
    @Override
    public boolean jobsOutliveIt() {
        return false;
    }

    @Override
    public String snapshot(String job) {
        service();
        return snapshots.newest(job);
    }

    @Override
    public void suspend(String job, Duration limit) {
        service();
        cluster.suspend(JobID.fromHexString(job), snapshots.savepointsOf(job), limit);
    }

    @Override
    public void forget(String job) {
        service();
        snapshots.delete(job);
    }

    /** Where the cluster's REST API is bound: loopback, and closed to whoever lacks the secret. */
    synchronized URI restAddress() {
        service();
        return cluster.restAddress();
    }

    FlinkCluster miniCluster() {
        return cluster;
    }

    private synchronized SqlGatewayServiceImpl service() {
        if (service == null) {
            throw new CrosscurrentException("flink.not_started", "Flink is not running.", "Start it first.");
        }
        return service;
    }

    @Override
    public void close() {
        List.copyOf(open).forEach(EmbeddedSession::abandon);
        synchronized (this) {
            if (sessions != null) {
                sessions.stop();
                sessions = null;
                service = null;
            }
            if (cluster != null) {
                cluster.close();
                cluster = null;
            }
            if (guard != null) {
                ClusterRestGuard.forget(guard);
                guard = null;
            }
        }
    }
}
