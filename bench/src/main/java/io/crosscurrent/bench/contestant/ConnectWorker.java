/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench.contestant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crosscurrent.bench.process.Broker;
import io.crosscurrent.bench.process.JavaProcess;
import io.crosscurrent.bench.process.JavaProgram;
import io.crosscurrent.bench.process.Libraries;
import io.crosscurrent.bench.process.ProcessCost;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A distributed worker of Kafka Connect, alone in its group, and the one connector it runs. */
final class ConnectWorker implements Contestant.Restarting {
    private static final int START_LIMIT_SECONDS = 90;
    private static final int STOP_LIMIT_SECONDS = 120;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final JavaProcess process;
    private final URI rest;
    private final Map<String, String> connector;

    /** Seconds of processor time in a second, below which a worker stands still. */
    private static final double AT_REST = 0.1;

    private ConnectWorker(JavaProcess process, URI rest, Map<String, String> connector) {
        this.process = process;
        this.rest = rest;
        this.connector = connector;
    }

    /**
     * Starts a worker and waits until it would take a connector.
     *
     * @param plugins directory with plug-ins
     * @param exactlyOnce whether source connectors write in transactions
     */
    static ConnectWorker start(
            Libraries libraries, Assignment run, Path plugins, boolean exactlyOnce, Map<String, String> connector)
            throws IOException, InterruptedException {
        int port = Broker.freePort();
        Path configuration = run.directory().resolve("worker.properties");
        Files.writeString(
                configuration,
                """
                bootstrap.servers=%1$s
                group.id=%2$s
                config.storage.topic=%2$s-config
                offset.storage.topic=%2$s-offset
                status.storage.topic=%2$s-status
                config.storage.replication.factor=1
                offset.storage.replication.factor=1
                status.storage.replication.factor=1
                offset.storage.partitions=1
                status.storage.partitions=1
                key.converter=org.apache.kafka.connect.json.JsonConverter
                value.converter=org.apache.kafka.connect.json.JsonConverter
                key.converter.schemas.enable=false
                value.converter.schemas.enable=false
                listeners=http://127.0.0.1:%3$d
                plugin.path=%4$s
                plugin.discovery=service_load
                exactly.once.source.support=%5$s
                connector.client.config.override.policy=All
                scheduled.rebalance.max.delay.ms=0
                %6$s
                """
                        .formatted(
                                run.kafka(),
                                run.id(),
                                port,
                                plugins,
                                exactlyOnce ? "enabled" : "disabled",
                                ProducerSettings.lines("producer.")));
        JavaProgram program = JavaProgram.kafka(
                        "connect",
                        libraries.of("kafka").toString(),
                        "org.apache.kafka.connect.cli.ConnectDistributed",
                        List.of(configuration.toString()))
                .heap(run.heap());
        JavaProcess process = JavaProcess.start(libraries, run.directory(), program);
        ConnectWorker worker = new ConnectWorker(process, URI.create("http://127.0.0.1:" + port), connector);
        try {
            worker.awaitAnswer();
            worker.awaitRest();
        } catch (IOException | InterruptedException | RuntimeException e) {
            worker.close();
            throw e;
        }
        return worker;
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_LIMIT_SECONDS);
        while (true) {
            process.check();
            try {
                HttpResponse<String> answer = http.send(
                        HttpRequest.newBuilder(rest.resolve("/connectors"))
                                .timeout(Duration.ofSeconds(5))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == 200) {
                    return;
                }
            } catch (ConnectException | java.net.http.HttpTimeoutException notYet) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("Connect did not answer:\n" + process.tail(), notYet);
                }
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    /** A worker's own start keeps the compiler busy for seconds after it answers, and is nobody's work. */
    private void awaitRest() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_LIMIT_SECONDS);
        double used = Double.MAX_VALUE;
        while (used > AT_REST && System.nanoTime() < deadline) {
            double before = ProcessCost.cpuSeconds(process.pid());
            TimeUnit.SECONDS.sleep(1);
            used = ProcessCost.cpuSeconds(process.pid()) - before;
        }
    }

    @Override
    public void begin() throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(rest.resolve("/connectors/bench/config"))
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(connector)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException("Connect refused the connector: " + answer.body());
        }
    }

    @Override
    public void stop() throws IOException, InterruptedException {
        put("stop");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_LIMIT_SECONDS);
        while (!stopped()) {
            process.check();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the connector did not stop within " + STOP_LIMIT_SECONDS + " s");
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private boolean stopped() throws IOException, InterruptedException {
        JsonNode status = JSON.readTree(status().body());
        return status.path("connector").path("state").asText().equals("STOPPED")
                && status.path("tasks").isEmpty();
    }

    @Override
    public void resume() throws IOException, InterruptedException {
        put("resume");
    }

    private void put(String order) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(rest.resolve("/connectors/bench/" + order))
                        .PUT(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException("Connect refused to " + order + ": " + answer.body());
        }
    }

    private HttpResponse<String> status() throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(rest.resolve("/connectors/bench/status")).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public void check() throws IOException, InterruptedException {
        process.check();
        HttpResponse<String> answer = status();
        if (answer.statusCode() != 200) {
            return; // not known yet, right after it was created
        }
        JsonNode status = JSON.readTree(answer.body());
        fail(status.path("connector"));
        status.path("tasks").forEach(this::fail);
    }

    private void fail(JsonNode part) {
        if (part.path("state").asText().equals("FAILED")) {
            throw new IllegalStateException(
                    "the connector failed: " + part.path("trace").asText() + "\n" + process.tail());
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
