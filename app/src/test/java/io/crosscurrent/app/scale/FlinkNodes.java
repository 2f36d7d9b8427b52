/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.scale;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Flink session cluster with two TaskManagers, and a SQL gateway before it. */
final class FlinkNodes implements AutoCloseable {
    private static final int TASK_MANAGERS = 2;

    private final List<Node> nodes = new ArrayList<>();
    private final int gateway = Node.freePort();
    private final int rest = Node.freePort();

    private FlinkNodes() throws IOException {}

    /** @param opens of packages that Flink reaches into, as options of the JVM */
    static FlinkNodes start(Path directory, List<String> opens) throws IOException {
        FlinkNodes cluster = new FlinkNodes();
        Path configuration = Files.createDirectories(directory.resolve("flink-conf"));
        Files.writeString(
                configuration.resolve("config.yaml"),
                """
                jobmanager.rpc.address: 127.0.0.1
                jobmanager.rpc.port: %d
                jobmanager.bind-host: 127.0.0.1
                rest.address: 127.0.0.1
                rest.bind-address: 127.0.0.1
                rest.port: %d
                taskmanager.host: 127.0.0.1
                taskmanager.bind-host: 127.0.0.1
                taskmanager.numberOfTaskSlots: 2
                taskmanager.cpu.cores: 1.0
                taskmanager.memory.task.heap.size: 256m
                taskmanager.memory.task.off-heap.size: 0m
                taskmanager.memory.network.min: 64m
                taskmanager.memory.network.max: 64m
                taskmanager.memory.managed.size: 64m
                taskmanager.memory.framework.heap.size: 128m
                taskmanager.memory.framework.off-heap.size: 128m
                taskmanager.memory.jvm-metaspace.size: 128m
                taskmanager.memory.jvm-overhead.min: 64m
                taskmanager.memory.jvm-overhead.max: 64m
                parallelism.default: 2
                execution.target: remote
                sql-gateway.endpoint.rest.address: 127.0.0.1
                sql-gateway.endpoint.rest.bind-address: 127.0.0.1
                sql-gateway.endpoint.rest.port: %d
                """
                        .formatted(Node.freePort(), cluster.rest, cluster.gateway));
        String classes = Node.othersClasses() + ":" + Node.plugin("flink");
        List<String> directories = List.of("--configDir", configuration.toString());
        List<String> options = new ArrayList<>(opens);
        options.add("-Xmx450m");
        Map<String, String> environment = Map.of("FLINK_CONF_DIR", configuration.toString());
        cluster.nodes.add(Node.start(
                directory,
                "jobmanager",
                classes,
                options,
                environment,
                "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                directories));
        for (int i = 0; i < TASK_MANAGERS; i++) {
            cluster.nodes.add(Node.start(
                    directory,
                    "taskmanager-" + i,
                    classes,
                    options,
                    environment,
                    "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
                    directories));
        }
        cluster.nodes.add(Node.start(
                directory,
                "gateway",
                classes,
                options,
                environment,
                "org.apache.flink.table.gateway.SqlGateway",
                List.of()));
        return cluster;
    }

    URI gateway() {
        return URI.create("http://127.0.0.1:" + gateway);
    }

    URI jobManager() {
        return URI.create("http://127.0.0.1:" + rest);
    }

    boolean answer() throws IOException {
        for (Node node : nodes) {
            node.checkRunning();
        }
        try (Socket toGateway = new Socket("127.0.0.1", gateway);
                Socket toJobManager = new Socket("127.0.0.1", rest)) {
            return toGateway.isConnected() && toJobManager.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() throws InterruptedException {
        for (Node node : nodes) {
            node.close();
        }
    }
}
