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
public final class FlinkNodes implements AutoCloseable {
    private static final int TASK_MANAGERS = 2;

    private final Path directory;
    private final List<String> options;
    private final List<Node> taskManagers = new ArrayList<>();
    private final int gatewayPort = Node.freePort();
    private final int rest = Node.freePort();
    private int started;
    private Node jobManager;
    private Node gateway;

    private FlinkNodes(Path directory, List<String> opens) throws IOException {
        this.directory = directory;
        options = new ArrayList<>(opens);
        options.add("-Xmx450m");
    }

    /** @param opens of packages that Flink reaches into, as options of the JVM */
    public static FlinkNodes start(Path directory, List<String> opens) throws IOException {
        FlinkNodes cluster = new FlinkNodes(directory, opens);
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
                heartbeat.interval: 2000
                heartbeat.timeout: 40000
                parallelism.default: 2
                execution.target: remote
                sql-gateway.endpoint.rest.address: 127.0.0.1
                sql-gateway.endpoint.rest.bind-address: 127.0.0.1
                sql-gateway.endpoint.rest.port: %d
                """
                        .formatted(Node.freePort(), cluster.rest, cluster.gatewayPort));
        cluster.jobManager =
                cluster.node("jobmanager", "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint");
        for (int i = 0; i < TASK_MANAGERS; i++) {
            cluster.startTaskManager();
        }
        cluster.startGateway();
        return cluster;
    }

    private Node node(String name, String main) throws IOException {
        String configuration = directory.resolve("flink-conf").toString();
        return Node.start(
                directory,
                name,
                Node.othersClasses() + ":" + Node.plugin("flink"),
                options,
                Map.of("FLINK_CONF_DIR", configuration),
                main,
                main.endsWith("SqlGateway") ? List.of() : List.of("--configDir", configuration));
    }

    public void startTaskManager() throws IOException {
        String name = "taskmanager-" + started++;
        taskManagers.add(node(name, "org.apache.flink.runtime.taskexecutor.TaskManagerRunner"));
    }

    /** SIGKILL for every TaskManager there is. */
    public void killTaskManagers() throws InterruptedException {
        for (Node each : taskManagers) {
            each.kill();
        }
        taskManagers.clear();
    }

    public void startGateway() throws IOException {
        gateway = node("gateway-" + started++, "org.apache.flink.table.gateway.SqlGateway");
    }

    /** SIGKILL; its sessions are lost. */
    public void killGateway() throws InterruptedException {
        gateway.kill();
    }

    public URI gateway() {
        return URI.create("http://127.0.0.1:" + gatewayPort);
    }

    public URI jobManager() {
        return URI.create("http://127.0.0.1:" + rest);
    }

    public boolean answer() throws IOException {
        for (Node node : nodes()) {
            node.checkRunning();
        }
        try (Socket toGateway = new Socket("127.0.0.1", gatewayPort);
                Socket toJobManager = new Socket("127.0.0.1", rest)) {
            return toGateway.isConnected() && toJobManager.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private List<Node> nodes() {
        List<Node> all = new ArrayList<>(taskManagers);
        all.add(jobManager);
        all.add(gateway);
        return all;
    }

    @Override
    public void close() throws InterruptedException {
        for (Node node : nodes()) {
            node.close();
        }
    }
}
