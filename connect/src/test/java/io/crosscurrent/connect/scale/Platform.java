/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect.scale;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crosscurrent.connect.setup.CaptureConnector;
import io.crosscurrent.connect.setup.CommittedRecords;
import io.crosscurrent.engines.kafka.EmbeddedKafka;
import io.crosscurrent.engines.kafka.KafkaCredentials;
import io.crosscurrent.engines.kafka.KafkaEngine.TopicRequest;
import io.crosscurrent.engines.kafka.KafkaSettings;
import io.crosscurrent.testing.MySqlServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** A database with the schema {@code app}, a broker, and what it takes to start a worker that captures one into the other. */
final class Platform implements AutoCloseable {
    static final String CHANGES = "changes";
    static final String REGISTRY = "registry";
    static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;
    private final MySqlServer mysql;
    private final EmbeddedKafka kafka;
    private int workers;

    Platform(Path directory, MySqlServer.Options server, Map<String, String> broker, Map<String, String> topic) {
        this.directory = directory;
        mysql = MySqlServer.start(server);
        KafkaSettings settings =
                KafkaSettings.in(directory.resolve("kafka"), new KafkaCredentials("platform", "secret"));
        kafka = new EmbeddedKafka(settings.withOverrides(broker));
        kafka.start();
        kafka.createTopics(List.of(
                new TopicRequest(CHANGES, 1, 1, topic),
                new TopicRequest(REGISTRY, 1, 1, Map.of("cleanup.policy", "compact"))));
        mysql.execute("create database app");
    }

    MySqlServer mysql() {
        return mysql;
    }

    Worker worker(String heap, Map<String, String> connector) throws IOException {
        Map<String, String> configuration =
                CaptureConnector.of("t1", mysql, "app", kafka.clientProperties(), CHANGES, REGISTRY);
        configuration.putAll(connector);
        return Worker.start(
                directory.resolve("worker-" + workers++), heap, kafka.clientProperties(), Map.of(), configuration);
    }

    /** A reader of committed records from the beginning of the topic's only partition. */
    KafkaConsumer<byte[], byte[]> reader(String topic) {
        Map<String, Object> properties = new HashMap<>(kafka.clientProperties());
        properties.put("max.poll.records", 20_000);
        properties.put("fetch.max.bytes", 512 << 20);
        properties.put("max.partition.fetch.bytes", 256 << 20);
        return CommittedRecords.of(properties, topic);
    }

    /** Reads on until a record's JSON is what is waited for. */
    static void awaitRecord(KafkaConsumer<byte[], byte[]> reader, Worker worker, Predicate<JsonNode> wanted) {
        await().atMost(PATIENCE).pollDelay(Duration.ZERO).until(() -> {
            if (!worker.alive()) {
                throw new IllegalStateException("the worker ended:\n" + worker.log());
            }
            boolean seen = false;
            for (ConsumerRecord<byte[], byte[]> record : reader.poll(Duration.ofMillis(50))) {
                seen |= wanted.test(JSON.readTree(record.value()));
            }
            return seen;
        });
    }

    static boolean streaming(JsonNode entry) {
        return entry.path("phase").asText().equals("stream");
    }

    @Override
    public void close() {
        kafka.close();
        mysql.close();
    }
}
