/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crosscurrent.testing.MySqlServer;
import io.crosscurrent.testing.history.HistoryCheck;
import io.crosscurrent.testing.history.RowEvent;
import io.crosscurrent.testing.history.Workload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.Filter;
import software.amazon.awssdk.services.databasemigration.model.MigrationTypeValue;
import software.amazon.awssdk.services.databasemigration.model.ReplicationEndpointTypeValue;
import software.amazon.awssdk.services.databasemigration.model.StartReplicationTaskTypeValue;
import software.amazon.awssdk.services.databasemigration.model.TableStatistics;

/** A task that captures the table of a {@link Workload} into one topic, and what a reader finds there. */
public final class LedgerTask {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOPIC = "ledger.items";

    private LedgerTask() {}

    private static String secret(PlatformProcess platform, MySqlServer mysql) {
        try (var secrets = platform.secrets()) {
            return secrets.createSecret(request -> request.name("ledger")
                            .secretString("{\"username\":\"%s\",\"password\":\"%s\",\"host\":\"127.0.0.1\",\"port\":%d}"
                                    .formatted(mysql.adminUser(), mysql.adminPassword(), mysql.port())))
                    .arn();
        }
    }

    /** Makes it for the platform's own Kafka with the commands that the README has, and starts it; returns its ARN. */
    static String createByCommands(PlatformProcess platform, MySqlServer mysql)
            throws IOException, InterruptedException {
        secret(platform, mysql);
        platform.run(0, "endpoint", "create", "ledger", "--engine", "mysql", "--secret", "ledger");
        platform.run(0, "endpoint", "test", "ledger");
        platform.run(0, "endpoint", "create", "kafka", "--engine", "kafka");
        platform.run(0, "endpoint", "test", "kafka");
        String table = "ledger.items=" + TOPIC;
        platform.run(0, "task", "create", "ledger", "--source", "ledger", "--target", "kafka", "--table", table);
        platform.run(0, "task", "start", "ledger");
        try (DatabaseMigrationClient dms = platform.migration()) {
            return dms.describeReplicationTasks().replicationTasks().get(0).replicationTaskArn();
        }
    }

    /** Makes everything a task needs, and starts it; returns its ARN. */
    public static String create(PlatformProcess platform, MySqlServer mysql) throws IOException, InterruptedException {
        Properties kafka = platform.kafka();
        String secret = secret(platform, mysql);
        try (DatabaseMigrationClient dms = platform.migration()) {
            String instance = dms.createReplicationInstance(request ->
                            request.replicationInstanceIdentifier("main").replicationInstanceClass("dms.t3.medium"))
                    .replicationInstance()
                    .replicationInstanceArn();
            String source = dms.createEndpoint(request -> request.endpointIdentifier("ledger")
                            .endpointType(ReplicationEndpointTypeValue.SOURCE)
                            .engineName("mysql")
                            .mySQLSettings(settings -> settings.secretsManagerSecretId(secret)
                                    .secretsManagerAccessRoleArn("arn:aws:iam::123456789012:role/reader")))
                    .endpoint()
                    .endpointArn();
            String target = dms.createEndpoint(request -> request.endpointIdentifier("kafka")
                            .endpointType(ReplicationEndpointTypeValue.TARGET)
                            .engineName("kafka")
                            .kafkaSettings(settings -> settings.broker(kafka.getProperty("bootstrap.servers"))
                                    .topic("kafka-default-topic")
                                    .messageFormat("json-unformatted")
                                    .securityProtocol("sasl-plaintext")
                                    .saslMechanism(KafkaLogin.mechanism(kafka))
                                    .saslUsername(KafkaLogin.user(kafka))
                                    .saslPassword(KafkaLogin.password(kafka))))
                    .endpoint()
                    .endpointArn();
            platform.run(0, "topic", "create", TOPIC, "kafka-default-topic");
            String task = dms.createReplicationTask(
                            request -> request.replicationTaskIdentifier("ledger")
                                    .sourceEndpointArn(source)
                                    .targetEndpointArn(target)
                                    .replicationInstanceArn(instance)
                                    .migrationType(MigrationTypeValue.FULL_LOAD_AND_CDC)
                                    .tableMappings(
                                            """
                                    {"rules": [
                                      {"rule-type": "selection", "rule-id": "1", "rule-name": "all", "rule-action": "include",
                                       "object-locator": {"schema-name": "ledger", "table-name": "%"}},
                                      {"rule-type": "object-mapping", "rule-id": "2", "rule-name": "topic",
                                       "rule-action": "map-record-to-record", "kafka-target-topic": "ledger.items",
                                       "object-locator": {"schema-name": "ledger", "table-name": "items"}}]}
                                    """))
                    .replicationTask()
                    .replicationTaskArn();
            dms.waiter()
                    .waitUntilReplicationTaskReady(request -> request.filters(Filter.builder()
                            .name("replication-task-arn")
                            .values(task)
                            .build()));
            dms.startReplicationTask(request -> request.replicationTaskArn(task)
                    .startReplicationTaskType(StartReplicationTaskTypeValue.START_REPLICATION));
            return task;
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    public static TableStatistics statistics(PlatformProcess platform, String task) {
        try (DatabaseMigrationClient dms = platform.migration()) {
            return dms.describeTableStatistics(request -> request.replicationTaskArn(task)).tableStatistics().stream()
                    .findFirst()
                    .orElse(TableStatistics.builder().fullLoadRows(0L).build());
        }
    }

    public static long loadedRows(PlatformProcess platform, String task) {
        return statistics(platform, task).fullLoadRows();
    }

    /** Reads committed records until everything the source committed is there, or nothing new has come for 20 s. */
    public static HistoryCheck readUntilQuiet(PlatformProcess platform, Workload workload) throws IOException {
        Properties properties = platform.kafka();
        properties.setProperty("isolation.level", "read_committed");
        properties.setProperty("auto.offset.reset", "earliest");
        properties.setProperty("enable.auto.commit", "false");
        HistoryCheck check = new HistoryCheck();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            int silent = 0;
            while (silent < 20) {
                boolean nothing = true;
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    observe(check, record);
                    nothing = false;
                }
                silent = nothing ? silent + 1 : 0;
                if (nothing
                        && silent >= 3
                        && check.anomalies(workload.committed()).isEmpty()) {
                    return check;
                }
            }
            return check;
        }
    }

    private static void observe(HistoryCheck check, ConsumerRecord<byte[], byte[]> record) throws IOException {
        JsonNode message = JSON.readTree(record.value());
        if (message.at("/metadata/record-type").asText().equals("data")) {
            check.observe(
                    new String(record.key(), StandardCharsets.UTF_8),
                    new RowEvent(
                            message.at("/metadata/operation").asText(),
                            message.at("/data/version").asLong()));
        }
    }
}
