/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.connect;

import io.crosscurrent.core.failure.CrosscurrentException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.connect.cli.ConnectDistributed;
import org.apache.kafka.connect.runtime.Connect;
import org.apache.kafka.connect.runtime.distributed.DistributedHerder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A distributed worker of one in this JVM, because only distributed workers deliver other connectors' records exactly once. Connectors are found by
 * {@code META-INF/services/org.apache.kafka.connect.source.SourceConnector}. Kafka must be up before {@link #start()} and
 * until {@link #close()} has returned. Start takes 1.5 to 4 s, up to 6 s more after a crash.
 */
public final class EmbeddedConnect implements ConnectEngine {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedConnect.class);
    private static final Duration READY = Duration.ofSeconds(60);
    private static final String USER = "crosscurrent";
    private final ConnectSettings settings;
    private Connect<DistributedHerder> worker;
    private ConnectAddress address;
    private RemoteConnect remote;

    public EmbeddedConnect(ConnectSettings settings) {
        this.settings = settings;
    }

    @Override
    public synchronized void start() {
        if (worker != null) {
            return;
        }
        long begun = System.nanoTime();
        int aborted = OpenTransactions.abort(settings.kafka(), settings.group());
        if (aborted > 0) {
            LOG.info("Aborted {} transactions that the former worker had left open", aborted);
        }
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        ConnectAddress credential = new ConnectAddress(
                List.of(URI.create("http://127.0.0.1")), USER, HexFormat.of().formatHex(random));
        // The worker leaves its own class loader on the thread that starts it.
        ClassLoader ours = Thread.currentThread().getContextClassLoader();
        // The worker would stop itself from a shutdown hook, while whoever closes us is told that it has stopped
        // already.
        Exit.setShutdownHookAdder((name, hook) -> LOG.debug("No shutdown hook {}: close() stops the worker", name));
        try {
            worker =
                    new ConnectDistributed().startConnect(WorkerConfiguration.of(settings, credential.authorization()));
        } catch (RuntimeException e) {
            throw new CrosscurrentException(
                    "connect.start",
                    "Kafka Connect did not start on Kafka at %s: %s"
                            .formatted(settings.kafka().get("bootstrap.servers"), e.getMessage()),
                    "Check that Kafka runs and accepts the platform's user.",
                    e);
        } finally {
            Exit.resetShutdownHookAdder();
            Thread.currentThread().setContextClassLoader(ours);
        }
        address = new ConnectAddress(List.of(worker.rest().serverUrl()), credential.user(), credential.password());
        if (!Pause.until(READY, worker.herder()::isReady)) {
            close();
            throw new CrosscurrentException(
                    "connect.start",
                    "Kafka Connect was not ready within %d s.".formatted(READY.toSeconds()),
                    "See the log, and check that Kafka answers.");
        }
        remote = new RemoteConnect(address);
        LOG.info("Kafka Connect is ready after {} ms", (System.nanoTime() - begun) / 1_000_000);
    }

    /** The worker's REST API on loopback with the credential of this start. Secret: never log it, never hand it out. */
    public synchronized ConnectAddress address() {
        remote();
        return address;
    }

    @Override
    public Set<String> connectors() {
        return remote().connectors();
    }

    @Override
    public void put(String name, Map<String, String> config) {
        remote().put(name, config);
    }

    @Override
    public List<String> problems(Map<String, String> config) {
        return remote().problems(config);
    }

    @Override
    public Optional<ConnectorStatus> status(String name) {
        return remote().status(name);
    }

    @Override
    public void stop(String name) {
        remote().stop(name);
    }

    @Override
    public void resume(String name) {
        remote().resume(name);
    }

    @Override
    public void resetOffsets(String name) {
        remote().resetOffsets(name);
    }

    @Override
    public void delete(String name) {
        remote().delete(name);
    }

    private synchronized RemoteConnect remote() {
        if (remote == null) {
            throw new CrosscurrentException("connect.not_started", "Kafka Connect is not running.", "Start it first.");
        }
        return remote;
    }

    @Override
    public synchronized void close() {
        if (worker != null) {
            worker.stop();
            worker.awaitStop();
            worker = null;
            remote = null;
        }
    }
}
