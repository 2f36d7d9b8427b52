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
import io.crosscurrent.testing.history.HistoryCheck;
import io.crosscurrent.testing.history.Workload;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Database, Connect worker with exactly-once, and a reader of committed records, all real. */
class ExactlyOnceIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    Path directory;

    private MySqlServer mysql;
    private EmbeddedKafka kafka;
    private EmbeddedConnect connect;

    @BeforeEach
    void start() {
        mysql = MySqlServer.start(MySqlServer.Options.small());
        kafka = new EmbeddedKafka(KafkaSettings.in(directory, new KafkaCredentials("platform", "secret")));
        kafka.start();
        connect = new EmbeddedConnect(ConnectSettings.on(kafka.clientProperties()));
        connect.start();
        kafka.createTopics(List.of(
                new TopicRequest("changes", 1, 1, Map.of()),
                new TopicRequest("registry", 1, 1, Map.of("cleanup.policy", "compact"))));
    }

    @AfterEach
    void stop() {
        connect.close();
        kafka.close();
        mysql.close();
    }

    @Test
    void aConnectorRestartedWhileItLoadsUnderWritesDeliversEachChangeOnce() throws Exception {
        // Given
        mysql.execute("create database app");
        Workload workload = new Workload(mysql, "app.accounts", 6_000, 17);
        workload.createTable();
        Thread writer = new Thread(workload::run, "test-writer");
        writer.start();
        try (KafkaConsumer<byte[], byte[]> changes = CommittedRecords.of(kafka.clientProperties(), "changes");
                KafkaConsumer<byte[], byte[]> registry = CommittedRecords.of(kafka.clientProperties(), "registry")) {
            HistoryCheck check = new HistoryCheck();
            // When
            connect.put("accounts", configuration());
            for (int restart = 0; restart < 3; restart++) {
                int enough = check.size() + 300;
                await().atMost(PATIENCE).until(() -> CommittedRecords.observe(changes, check) >= enough);
                connect.stop("accounts");
                connect.resume("accounts");
            }
            await().atMost(PATIENCE).until(() -> streaming(registry));
            workload.stop();
            writer.join();
            await().atMost(PATIENCE).until(() -> {
                CommittedRecords.observe(changes, check);
                return check.anomalies(workload.committed()).isEmpty();
            });
            // Then
            CommittedRecords.observe(changes, check);
            assertThat(check.anomalies(workload.committed())).isEmpty();
            assertThat(connect.status("accounts").orElseThrow().taskState()).isEqualTo("RUNNING");
            await().atMost(PATIENCE)
                    .until(() -> attribute("type=task", "LagSeconds").equals(0.0));
            assertThat(attribute("type=task", "LagBytes")).isEqualTo(0L);
            assertThat((long) attribute("type=task", "DeliveredBytes")).isPositive();
            assertThat((long) attribute("stage=commit-to-read,type=stage", "Count"))
                    .isPositive();
            assertThat((double) attribute("stage=encoded-to-committed,type=stage", "P99Millis"))
                    .isPositive();
            // When
            connect.delete("accounts");
            // Then
            await().atMost(PATIENCE).until(() -> beans("type=task").isEmpty());
        } finally {
            workload.stop();
            connect.delete("accounts");
        }
    }

    private static Object attribute(String kind, String name) throws JMException {
        ObjectName bean = beans(kind).iterator().next();
        return ManagementFactory.getPlatformMBeanServer().getAttribute(bean, name);
    }

    private static Set<ObjectName> beans(String kind) throws JMException {
        return ManagementFactory.getPlatformMBeanServer()
                .queryNames(new ObjectName("io.crosscurrent:" + kind + ",task=\"t1\""), null);
    }

    private Map<String, String> configuration() {
        Map<String, String> configuration =
                CaptureConnector.of("t1", mysql, "app", kafka.clientProperties(), "changes", "registry");
        configuration.put("load.threads", "2");
        configuration.put("load.range.rows", "100");
        return configuration;
    }

    private static boolean streaming(KafkaConsumer<byte[], byte[]> registry) throws IOException {
        for (ConsumerRecord<byte[], byte[]> record : registry.poll(Duration.ofMillis(200))) {
            JsonNode entry = JSON.readTree(record.value());
            if (entry.path("phase").asText().equals("stream")) {
                return true;
            }
        }
        return false;
    }
}
