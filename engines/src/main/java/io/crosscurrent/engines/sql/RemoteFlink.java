/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.sql;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.engines.job.JobCluster;
import io.crosscurrent.engines.job.JobFailure;
import io.crosscurrent.engines.job.RestJobCluster;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Flink behind the SQL gateway that somebody else runs. Sessions are kept alive while this object is open. Connectors and
 * formats are those of the gateway. Rows read the same as from {@link EmbeddedFlink}, except for what the gateway's JSON
 * cannot carry, like maps whose keys are not strings.
 */
public final class RemoteFlink implements SqlEngine {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteFlink.class);
    private static final long HEARTBEAT_SECONDS = 120;
    private final Optional<JobCluster> cluster;
    private final SqlGatewayRest rest;
    private final Set<RemoteSession> open = ConcurrentHashMap.newKeySet();
    private ScheduledExecutorService heart;

    public RemoteFlink(FlinkAddress address) {
        this.cluster = address.jobManager().map(RestJobCluster::remote);
        this.rest = new SqlGatewayRest(address);
    }

    /** Checks that the gateway answers. */
    @Override
    public synchronized void start() {
        if (heart != null) {
            return;
        }
        LOG.info("Flink {} answers", rest.version());
        heart = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "flink-heartbeat");
            thread.setDaemon(true);
            return thread;
        });
        heart.scheduleWithFixedDelay(this::beat, HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
    }

    private void beat() {
        for (RemoteSession session : open) {
            try {
                session.heartbeat();
            } catch (RuntimeException e) {
                LOG.warn("A Flink session could not be kept alive", e);
            }
        }
    }

    @Override
    public SqlSession open(Map<String, String> properties, List<String> opening) {
        RemoteSession session = new RemoteSession(this, rest, rest.openSession(properties), open::remove);
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
        List<Job> jobs = new ArrayList<>();
        try (SqlSession session = open(Map.of("table.local-time-zone", "UTC"), List.of());
                SqlRun run = session.execute("SHOW JOBS", Map.of())) {
            Page page;
            do {
                page = run.fetch(1_000);
                page.rows().forEach(row -> jobs.add(job(row.values())));
            } while (!page.ended());
        }
        return jobs;
    }

    @Override
    public JobCluster cluster() {
        return cluster.orElseThrow(() -> new CrosscurrentException(
                "flink.no_job_manager",
                "Programs and snapshots need the JobManager of Flink, and only its SQL gateway is known.",
                "Start the platform with --flink-jobmanager and the address of its REST API."));
    }

    @Override
    public Optional<JobFailure> failure(String job) {
        return cluster.flatMap(known -> known.state(job)).flatMap(JobCluster.JobState::why);
    }

    @Override
    public String snapshot(String job) {
        return rest.checkpoint(job);
    }

    private static Job job(List<String> row) {
        return new Job(
                row.get(0),
                row.get(1),
                row.get(2),
                LocalDateTime.parse(row.get(3).replace(' ', 'T'))
                        .toInstant(ZoneOffset.UTC)
                        .toEpochMilli());
    }

    @Override
    public void close() {
        List.copyOf(open).forEach(RemoteSession::close);
        synchronized (this) {
            if (heart != null) {
                heart.shutdownNow();
                heart = null;
            }
        }
    }
}
