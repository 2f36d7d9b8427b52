/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.scale;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Two workers of one Connect cluster with our plug-in, as an operator sets them up by the documents. */
final class ConnectNodes implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    /** By their address, {@code host:port}. */
    private final Map<String, Node> workers = new LinkedHashMap<>();

    /** @param secrets properties of the config provider that resolves secrets from the control plane */
    static ConnectNodes start(Path directory, Map<String, String> kafka, Map<String, String> secrets)
            throws IOException {
        Path plugins = Files.createDirectories(directory.resolve("plugins"));
        Path plugin = Node.plugin("connect");
        Files.copy(plugin, plugins.resolve(plugin.getFileName()));
        ConnectNodes cluster = new ConnectNodes();
        for (int i = 0; i < 2; i++) {
            int port = Node.freePort();
            Path file = directory.resolve("worker-" + i + ".properties");
            Files.writeString(file, configuration(kafka, secrets, port, plugins));
            cluster.workers.put(
                    "127.0.0.1:" + port,
                    Node.start(
                            directory,
                            "worker-" + i,
                            Node.othersClasses(),
                            java.util.List.of("-Xmx400m"),
                            Map.of(),
                            "org.apache.kafka.connect.cli.ConnectDistributed",
                            java.util.List.of(file.toString())));
        }
        return cluster;
    }

    private static String configuration(
            Map<String, String> kafka, Map<String, String> secrets, int port, Path plugins) {
        StringBuilder lines = new StringBuilder(
                """
                group.id=scale
                config.storage.topic=scale-config
                offset.storage.topic=scale-offset
                status.storage.topic=scale-status
                offset.storage.partitions=1
                status.storage.partitions=1
                key.converter=org.apache.kafka.connect.converters.ByteArrayConverter
                value.converter=org.apache.kafka.connect.converters.ByteArrayConverter
                listeners=http://127.0.0.1:%d
                plugin.path=%s
                plugin.discovery=service_load
                exactly.once.source.support=enabled
                connector.client.config.override.policy=All
                scheduled.rebalance.max.delay.ms=0
                session.timeout.ms=6000
                heartbeat.interval.ms=2000
                config.providers=crosscurrent
                config.providers.crosscurrent.class=io.crosscurrent.connect.SecretConfigProvider
                """
                        .formatted(port, plugins));
        secrets.forEach(
                (name, value) -> lines.append("config.providers.crosscurrent.param.%s=%s%n".formatted(name, value)));
        for (String prefix : new String[] {"", "producer.", "consumer.", "admin."}) {
            kafka.forEach((name, value) ->
                    lines.append(prefix).append(name).append('=').append(value).append('\n'));
        }
        return lines.toString();
    }

    /** For {@code crosscurrent up --connect}. */
    String addresses() {
        return workers.keySet().stream().map(worker -> "http://" + worker).collect(Collectors.joining(","));
    }

    boolean answer() throws IOException, InterruptedException {
        for (Map.Entry<String, Node> worker : workers.entrySet()) {
            worker.getValue().checkRunning();
            if (get(worker.getKey(), "/connectors") == null) {
                return false;
            }
        }
        return true;
    }

    /** The worker that runs the task of the only connector; "" while none does. */
    String runner() throws IOException, InterruptedException {
        for (String worker : workers.keySet()) {
            JsonNode connectors = get(worker, "/connectors?expand=status");
            if (connectors == null || connectors.isEmpty()) {
                continue;
            }
            JsonNode task = connectors.elements().next().at("/status/tasks/0");
            if (task.path("state").asText().equals("RUNNING")) {
                return task.path("worker_id").asText();
            }
        }
        return "";
    }

    private JsonNode get(String worker, String path) throws InterruptedException {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://" + worker + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? new ObjectMapper().readTree(answer.body()) : null;
        } catch (IOException notThere) {
            return null;
        }
    }

    void kill(String worker) throws InterruptedException {
        assertThat(workers).containsKey(worker);
        workers.remove(worker).kill();
    }

    @Override
    public void close() throws InterruptedException {
        for (Node worker : workers.values()) {
            worker.close();
        }
    }
}
