/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.engines.kafka.EmbeddedKafka;
import io.crosscurrent.engines.kafka.KafkaCredentials;
import io.crosscurrent.engines.kafka.KafkaSettings;
import io.crosscurrent.testing.MySqlServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;

/** The platform starts before the Kafka that a task of it writes to. */
class TargetAwayIT {
    private static final String TOPIC = "ledger.items";

    @TempDir
    Path directory;

    private EmbeddedKafka other() {
        EmbeddedKafka kafka = new EmbeddedKafka(
                KafkaSettings.in(directory.resolve("other"), new KafkaCredentials("other", "pw-of-other")));
        kafka.start();
        return kafka;
    }

    @Test
    void theTaskGoesOnWhenItsKafkaIsBack() throws Exception {
        EmbeddedKafka other = other();
        try (MySqlServer mysql = MySqlServer.start(MySqlServer.Options.full());
                PlatformProcess platform = PlatformProcess.start(directory.resolve("data"))) {
            // Given
            mysql.execute("create database ledger", "create table ledger.items (id int primary key, text varchar(20))");
            begin(platform, mysql, other.bootstrapServers());
            mysql.execute("insert into ledger.items values (1, 'before')");
            await().until(() -> values(other).stream().anyMatch(value -> value.contains("before")));
            // When
            platform.stop();
            other.close();
            mysql.execute("insert into ledger.items values (2, 'meanwhile')");
            platform.start();
            // Then
            ReplicationTask waiting = await().until(() -> task(platform), each -> each.lastFailureMessage() != null);
            assertThat(waiting.lastFailureMessage()).contains("[target.unreachable]");
            assertThat(waiting.status()).isEqualTo("running");
            assertThat(platform.run(0, "task", "show", "ledger")).contains("[target.unreachable]");
            // When
            try (EmbeddedKafka back = other()) {
                // Then
                await().until(() -> values(back).stream().anyMatch(value -> value.contains("meanwhile")));
                await().until(() -> task(platform).lastFailureMessage() == null);
                assertThat(task(platform).status()).isEqualTo("running");
                platform.run(0, "task", "stop", "ledger");
            }
        } finally {
            other.close();
        }
    }

    private static void begin(PlatformProcess platform, MySqlServer mysql, String brokers) throws Exception {
        try (DatabaseMigrationClient dms = platform.migration()) {
            dms.createEndpoint(r -> r.endpointIdentifier("ledger")
                    .endpointType("source")
                    .engineName("mysql")
                    .serverName("127.0.0.1")
                    .port(mysql.port())
                    .username(mysql.adminUser())
                    .password(mysql.adminPassword()));
            dms.createEndpoint(r -> r.endpointIdentifier("other")
                    .endpointType("target")
                    .engineName("kafka")
                    .kafkaSettings(k -> k.broker(brokers)
                            .securityProtocol("sasl-plaintext")
                            .saslUsername("other")
                            .saslPassword("pw-of-other")));
        }
        String table = "ledger.items=" + TOPIC;
        platform.run(0, "task", "create", "ledger", "--source", "ledger", "--target", "other", "--table", table);
        platform.run(0, "task", "start", "ledger");
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(180));
    }

    private static ReplicationTask task(PlatformProcess platform) {
        try (DatabaseMigrationClient dms = platform.migration()) {
            return dms.describeReplicationTasks().replicationTasks().get(0);
        }
    }

    /** What readers of committed records find in the topic. */
    private static List<String> values(EmbeddedKafka kafka) {
        Map<String, Object> properties = new HashMap<>(kafka.clientProperties());
        properties.put("isolation.level", "read_committed");
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties, bytes, bytes)) {
            List<TopicPartition> partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(info -> new TopicPartition(TOPIC, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(each -> values.add(new String(each.value(), StandardCharsets.UTF_8)));
            }
        }
        return values;
    }
}
