/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crosscurrent.connect.setup.CaptureConnector;
import io.crosscurrent.connect.setup.CommittedRecords;
import io.crosscurrent.engines.connect.ConnectSettings;
import io.crosscurrent.engines.connect.EmbeddedConnect;
import io.crosscurrent.engines.kafka.EmbeddedKafka;
import io.crosscurrent.engines.kafka.KafkaCredentials;
import io.crosscurrent.engines.kafka.KafkaEngine.TopicRequest;
import io.crosscurrent.engines.kafka.KafkaSettings;
import io.crosscurrent.testing.MySqlServer;
import io.crosscurrent.testing.topic.Checker;
import io.crosscurrent.testing.topic.DmsMessages;
import io.crosscurrent.testing.workload.Workload;
import io.crosscurrent.testing.workload.WorkloadOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole workload, with changes of tables, beside the full load and after it: the topic tells the truth. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkloadIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private EmbeddedKafka kafka;
    private EmbeddedConnect connect;

    @BeforeAll
    void start(@TempDir Path directory) {
        kafka = new EmbeddedKafka(KafkaSettings.in(directory, new KafkaCredentials("platform", "secret")));
        kafka.start();
        connect = new EmbeddedConnect(ConnectSettings.on(kafka.clientProperties()));
        connect.start();
    }

    @AfterAll
    void stop() {
        connect.close();
        kafka.close();
    }

    @ParameterizedTest
    @CsvSource({"ON, FULL, 1", "OFF, MINIMAL, 3"})
    void foldsToTheSourceWithNothingLostDoubledOrTorn(String gtidMode, String metadata, int partitions)
            throws Exception {
        // Given
        String id = "gtid-" + gtidMode.toLowerCase(java.util.Locale.ROOT);
        kafka.createTopics(List.of(
                new TopicRequest(id, partitions, 1, Map.of()),
                new TopicRequest(id + "-registry", 1, 1, Map.of("cleanup.policy", "compact"))));
        WorkloadOptions options = WorkloadOptions.seeded(Long.getLong("workload.seed", 20261124L))
                .large(5_000, 150)
                .schemaChangeEvery(25);
        try (MySqlServer mysql = MySqlServer.start(
                        MySqlServer.Options.full().with("gtid_mode", gtidMode).with("binlog_row_metadata", metadata));
                Workload workload = new Workload(mysql, options);
                Checker checker =
                        new Checker(workload, new HashMap<>(kafka.clientProperties()), id::equals, new DmsMessages());
                KafkaConsumer<byte[], byte[]> registry =
                        CommittedRecords.of(kafka.clientProperties(), id + "-registry")) {
            workload.create();
            workload.start();
            workload.schemaChanges(true);

            // When
            connect.put(id, configuration(id, mysql));
            Set<String> phases = new HashSet<>();
            await().atMost(PATIENCE).until(() -> {
                checker.read();
                workload.check();
                assertThat(connect.status(id).map(status -> status.trace()).orElse(""))
                        .isEmpty();
                return streaming(registry, phases);
            });
            workload.loadIsOver();
            workload.swaps(true);
            int loaded = workload.transactions();
            await().atMost(PATIENCE).until(() -> {
                checker.read();
                workload.check();
                assertThat(connect.status(id).orElseThrow().trace()).isEmpty();
                return workload.transactions() > loaded + 2_000;
            });
            workload.stop();

            // Then
            assertThat(checker.finish(Duration.ofSeconds(20))).isEmpty();
            assertThat(connect.status(id).orElseThrow().taskState()).isEqualTo("RUNNING");
        } finally {
            connect.delete(id);
        }
    }

    private Map<String, String> configuration(String id, MySqlServer mysql) {
        Map<String, String> configuration =
                CaptureConnector.of(id, mysql, "ledgers", kafka.clientProperties(), id, id + "-registry");
        configuration.put("load.threads", "2");
        configuration.put("load.range.rows", "300");
        return configuration;
    }

    private static boolean streaming(KafkaConsumer<byte[], byte[]> registry, Set<String> phases) throws IOException {
        for (ConsumerRecord<byte[], byte[]> record : registry.poll(Duration.ofMillis(50))) {
            JsonNode entry = JSON.readTree(record.value());
            phases.add(entry.path("phase").asText());
        }
        return phases.contains("stream");
    }
}
