/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crosscurrent.bench.process.Broker;
import io.crosscurrent.bench.process.JavaProcess;
import io.crosscurrent.bench.process.JavaProgram;
import io.crosscurrent.bench.process.Libraries;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A distributed worker of Kafka Connect that is killed and started again with the same configuration. For one thread. */
final class CheckedWorker implements AutoCloseable {
    private static final int START_LIMIT_SECONDS = 120;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Libraries libraries;
    private final Path directory;
    private final Path configuration;
    private final URI connector;
    private JavaProcess process;
    private int starts;

    CheckedWorker(Libraries libraries, Path directory, Path plugins, String kafka, boolean exactlyOnce)
            throws IOException, InterruptedException {
        this.libraries = libraries;
        this.directory = directory;
        int port = Broker.freePort();
        this.connector = URI.create("http://127.0.0.1:" + port + "/connectors/check/");
        this.configuration = directory.resolve("worker.properties");
        Files.writeString(
                configuration,
                """
                bootstrap.servers=%s
                group.id=check
                config.storage.topic=check-config
                offset.storage.topic=check-offset
                status.storage.topic=check-status
                config.storage.replication.factor=1
                offset.storage.replication.factor=1
                status.storage.replication.factor=1
                offset.storage.partitions=1
                status.storage.partitions=1
                key.converter=org.apache.kafka.connect.converters.ByteArrayConverter
                value.converter=org.apache.kafka.connect.converters.ByteArrayConverter
                listeners=http://127.0.0.1:%d
                plugin.path=%s
                plugin.discovery=service_load
                exactly.once.source.support=%s
                scheduled.rebalance.max.delay.ms=0
                offset.flush.interval.ms=5000
                """
                        .formatted(kafka, port, plugins, exactlyOnce ? "enabled" : "disabled"));
        start();
    }

    /** Starts it and waits until it answers. */
    void start() throws IOException, InterruptedException {
        JavaProgram program = JavaProgram.kafka(
                "connect-" + ++starts,
                libraries.of("kafka").toString(),
                "org.apache.kafka.connect.cli.ConnectDistributed",
                List.of(configuration.toString()));
        process = JavaProcess.start(libraries, directory, program);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_LIMIT_SECONDS);
        while (true) {
            process.check();
            try {
                if (send(HttpRequest.newBuilder(connector.resolve("/connectors")))
                                .statusCode()
                        == 200) {
                    return;
                }
            } catch (IOException notYet) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("Connect did not answer:\n" + process.tail(), notYet);
                }
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.kill();
    }

    void create(Map<String, String> settings) throws IOException, InterruptedException {
        Map<String, String> all = new TreeMap<>(settings);
        all.put("tasks.max", "1");
        all.put("topic.creation.default.partitions", "1");
        all.put("topic.creation.default.replication.factor", "1");
        HttpResponse<String> answer = send(HttpRequest.newBuilder(connector.resolve("config"))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(all))));
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException("Connect refused the connector: " + answer.body());
        }
    }

    /** The first line of what its connector or task failed with; empty while it runs. */
    String failure() throws IOException, InterruptedException {
        process.check();
        HttpResponse<String> answer = send(HttpRequest.newBuilder(connector.resolve("status")));
        if (answer.statusCode() != 200) {
            return ""; // not known yet, right after a start
        }
        JsonNode status = JSON.readTree(answer.body());
        String failure = failure(status.path("connector"));
        for (JsonNode task : status.path("tasks")) {
            failure = failure.isEmpty() ? failure(task) : failure;
        }
        return failure;
    }

    private static String failure(JsonNode part) {
        if (!part.path("state").asText().equals("FAILED")) {
            return "";
        }
        String trace = part.path("trace").asText("failed without a trace");
        int cause = trace.lastIndexOf("Caused by: ");
        return trace.substring(Math.max(0, cause)).lines().findFirst().orElse("");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        process.close();
    }
}
