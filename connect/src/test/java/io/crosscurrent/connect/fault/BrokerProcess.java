/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect.fault;

import static org.awaitility.Awaitility.await;

import io.crosscurrent.engines.kafka.EmbeddedKafka;
import io.crosscurrent.engines.kafka.KafkaCredentials;
import io.crosscurrent.engines.kafka.KafkaSettings;
import io.crosscurrent.testing.link.FaultyLink;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A broker that can be killed. It has a second listener that tells its clients to come back over a link that can fail: that
 * is the worker's way, while whoever checks goes straight.
 */
final class BrokerProcess implements AutoCloseable {
    static final String READY = "the broker is ready";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final KafkaCredentials USER = new KafkaCredentials("platform", "fault-secret");

    private final Path directory;
    private final FaultyLink link;
    private final Map<String, String> direct;
    private ChildProcess process;
    private int starts;

    /** @param directory for its log and what it prints; kept over a restart */
    BrokerProcess(Path directory) {
        this.directory = directory;
        int listener = freePort();
        this.link = FaultyLink.to(listener);
        Properties ports = new Properties();
        ports.setProperty("client", Integer.toString(freePort()));
        ports.setProperty("controller", Integer.toString(freePort()));
        ports.setProperty("listener", Integer.toString(listener));
        ports.setProperty("link", Integer.toString(link.port()));
        try {
            Files.createDirectories(directory);
            try (OutputStream out = Files.newOutputStream(directory.resolve("ports.properties"))) {
                ports.store(out, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Asked before it runs: a node makes sure that its ports are free.
        direct = Map.copyOf(new EmbeddedKafka(settings(directory)).clientProperties());
    }

    static KafkaSettings settings(Path directory) {
        Properties ports = new Properties();
        try (InputStream in = Files.newInputStream(directory.resolve("ports.properties"))) {
            ports.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String client = "CLIENT://127.0.0.1:" + ports.getProperty("client");
        String controller = "CONTROLLER://127.0.0.1:" + ports.getProperty("controller");
        Map<String, String> overrides = new HashMap<>();
        overrides.put("listeners", client + "," + controller + ",LINK://127.0.0.1:" + ports.getProperty("listener"));
        overrides.put(
                "advertised.listeners", client + "," + controller + ",LINK://127.0.0.1:" + ports.getProperty("link"));
        overrides.put(
                "listener.security.protocol.map",
                "CLIENT:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT,LINK:SASL_PLAINTEXT");
        overrides.put("listener.name.link.sasl.enabled.mechanisms", "SCRAM-SHA-512");
        overrides.put(
                "listener.name.link.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(USER.user(), USER.password()));
        return KafkaSettings.in(directory.resolve("node"), USER)
                .withPort(Integer.parseInt(ports.getProperty("client")))
                .withControllerPort(Integer.parseInt(ports.getProperty("controller")))
                .withOverrides(overrides);
    }

    /** Starts it, again on the same directory after {@link #kill}, and returns when it serves. */
    BrokerProcess start() {
        Path log = directory.resolve("broker-" + ++starts + ".log");
        process = ChildProcess.start("Kafka", log, BrokerMain.class, List.of("-Xmx512m"), directory);
        await().atMost(PATIENCE).until(() -> {
            process.check();
            return process.log().contains(READY);
        });
        return this;
    }

    void kill() {
        process.kill();
    }

    ChildProcess process() {
        return process;
    }

    /** The way of the worker's clients to the broker. */
    FaultyLink link() {
        return link;
    }

    /** Client properties of a super user, straight to the broker. */
    Map<String, String> direct() {
        return direct;
    }

    /** The same over the link. */
    Map<String, String> linked() {
        Map<String, String> properties = new HashMap<>(direct);
        properties.put("bootstrap.servers", "127.0.0.1:" + link.port());
        return properties;
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
        link.close();
    }
}
