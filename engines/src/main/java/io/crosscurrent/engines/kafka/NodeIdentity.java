/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.kafka;

import io.crosscurrent.core.failure.CrosscurrentException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntSupplier;
import org.apache.kafka.common.Uuid;

/**
 * What a node keeps for life: cluster id, directory id, ports. Stored as {@code node.properties} in its directory, so that
 * clients find it at the same address after a restart.
 */
record NodeIdentity(
        String clusterId, String directoryId, int port, int tlsPort, int certificatePort, int controllerPort) {
    /** Below the range from which systems take ports of outgoing connections, so that a remembered port stays free. */
    private static final int FIRST_PORT = 20_000;

    private static final int PORTS = 10_000;

    static NodeIdentity of(KafkaSettings settings) {
        Path file = settings.directory().resolve("node.properties");
        try {
            NodeIdentity stored = Files.exists(file)
                    ? read(file)
                    : new NodeIdentity(
                            Uuid.randomUuid().toString(), Uuid.randomUuid().toString(), 0, 0, 0, 0);
            NodeIdentity now = stored.withPorts(settings);
            if (!now.equals(stored)) {
                now.write(file);
            }
            return now;
        } catch (IOException e) {
            throw new CrosscurrentException(
                    "kafka.directory",
                    "The Kafka directory %s cannot be used: %s".formatted(settings.directory(), e.getMessage()),
                    "Make it a writable directory on a local disk with free space.",
                    e);
        }
    }

    private static NodeIdentity read(Path file) throws IOException {
        Properties stored = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            stored.load(in);
        }
        return new NodeIdentity(
                stored.getProperty("cluster.id"),
                stored.getProperty("directory.id"),
                Integer.parseInt(stored.getProperty("port")),
                Integer.parseInt(stored.getProperty("tls.port", "0")),
                Integer.parseInt(stored.getProperty("certificate.port", "0")),
                Integer.parseInt(stored.getProperty("controller.port")));
    }

    private void write(Path file) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("cluster.id", clusterId);
        properties.setProperty("directory.id", directoryId);
        properties.setProperty("port", Integer.toString(port));
        properties.setProperty("tls.port", Integer.toString(tlsPort));
        properties.setProperty("certificate.port", Integer.toString(certificatePort));
        properties.setProperty("controller.port", Integer.toString(controllerPort));
        Files.createDirectories(file.getParent());
        Path next = file.resolveSibling("node.properties.new");
        try (OutputStream out = Files.newOutputStream(next)) {
            properties.store(
                    out, "The identity of this Kafka node. Delete it together with the log beside it, or not at all.");
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private NodeIdentity withPorts(KafkaSettings settings) {
        boolean tlsToo = settings.iam().isPresent();
        Set<Integer> taken = new HashSet<>(
                List.of(settings.port(), settings.controllerPort(), port, controllerPort, tlsPort, certificatePort));
        int client = settings.port() != 0 ? settings.port() : kept(port, settings.host(), taken);
        int controller = kept(controllerPort != 0 ? controllerPort : settings.controllerPort(), "127.0.0.1", taken);
        int tls = tlsToo ? kept(tlsPort, settings.host(), taken) : tlsPort;
        int certificate = tlsToo ? kept(certificatePort, settings.host(), taken) : certificatePort;
        requireFree("client", settings.host(), client);
        if (tlsToo) {
            requireFree("TLS", settings.host(), tls);
            requireFree("client certificate", settings.host(), certificate);
        }
        requireFree("controller", "127.0.0.1", controller);
        return new NodeIdentity(clusterId, directoryId, client, tls, certificate, controller);
    }

    /** @param port 0 for a free one; @param taken ports of the other listeners, grows */
    private static int kept(int port, String host, Set<Integer> taken) {
        return port != 0
                ? port
                : freePort(
                        host,
                        taken,
                        () -> FIRST_PORT + ThreadLocalRandom.current().nextInt(PORTS));
    }

    private static void requireFree(String listener, String host, int port) {
        if (!isFree(host, port)) {
            throw new CrosscurrentException(
                    "kafka.port_in_use",
                    "Kafka's %s port %s:%d is in use by another process.".formatted(listener, host, port),
                    "Stop that process (perhaps a second instance on the same directory), or choose another Kafka port.");
        }
    }

    /** A drawn port that nobody has. Those taken by listeners of this node are not open yet, so they look free. */
    static int freePort(String host, Set<Integer> taken, IntSupplier draw) {
        for (int attempt = 0; attempt < 200; attempt++) {
            int port = draw.getAsInt();
            if (!taken.contains(port) && isFree(host, port)) {
                taken.add(port);
                return port;
            }
        }
        throw new CrosscurrentException(
                "kafka.no_free_port",
                "No free port was found on %s between %d and %d.".formatted(host, FIRST_PORT, FIRST_PORT + PORTS - 1),
                "Choose the Kafka port yourself.");
    }

    private static boolean isFree(String host, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            return true;
        } catch (java.net.UnknownHostException e) {
            throw new UncheckedIOException("The host " + host + " is not known", e);
        } catch (IOException inUse) {
            return false;
        }
    }
}
