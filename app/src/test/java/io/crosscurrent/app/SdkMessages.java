/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crosscurrent.testing.MySqlServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.Filter;
import software.amazon.awssdk.services.databasemigration.model.KafkaSettings;
import software.amazon.awssdk.services.databasemigration.model.MessageFormatValue;
import software.amazon.awssdk.services.databasemigration.waiters.DatabaseMigrationWaiter;

/**
 * Two tasks over one table of MySQL: one with the message settings as they are by default and a rule for before images, one with
 * every message setting turned and before images by a setting of the task. What stands in their topics is compared.
 */
final class SdkMessages {
    static final String PLAIN = "messages-plain";
    static final String TURNED = "messages-turned";

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final String SELECTION =
            """
            {"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
             "object-locator": {"schema-name": "letters", "table-name": "people"}}""";
    private static final String BEFORE_IMAGE_COLUMNS =
            """
            {"rule-type": "transformation", "rule-id": "2", "rule-name": "2", "rule-target": "column",
             "rule-action": "add-before-image-columns",
             "object-locator": {"schema-name": "letters", "table-name": "people", "column-name": "%"},
             "before-image-def": {"column-prefix": "old_", "column-suffix": "", "column-filter": "all"}}""";
    private static final String BEFORE_IMAGE =
            """
            {"BeforeImageSettings": {"EnableBeforeImage": true, "FieldName": "before-image", "ColumnFilter": "all"}}""";

    private final MySqlServer mysql;
    private final Properties kafka;
    private final DatabaseMigrationClient dms;
    private final DatabaseMigrationWaiter waiter;

    /** The topics {@link #PLAIN} and {@link #TURNED} must be there, with one partition each. */
    SdkMessages(SdkClients clients, MySqlServer mysql, Properties kafka) {
        this.mysql = mysql;
        this.kafka = kafka;
        dms = clients.client("dms", DatabaseMigrationClient.builder());
        waiter = DatabaseMigrationWaiter.builder()
                .client(dms)
                .overrideConfiguration(o -> o.maxAttempts(300).backoffStrategyV2(attempt -> Duration.ofMillis(200)))
                .build();
    }

    void run() throws IOException {
        mysql.execute(
                "create database letters",
                "create table letters.people (id int primary key, name varchar(20), big bigint, raw varbinary(4),"
                        + " nick varchar(10))",
                "insert into letters.people values (1, 'Ann', 12345678901234567, x'80057D', null)");
        String instance = dms.createReplicationInstance(
                        r -> r.replicationInstanceIdentifier("messages").replicationInstanceClass("dms.t3.medium"))
                .replicationInstance()
                .replicationInstanceArn();
        String source = dms.createEndpoint(r -> r.endpointIdentifier("messages-src")
                        .endpointType("source")
                        .engineName("mysql")
                        .serverName("127.0.0.1")
                        .port(mysql.port())
                        .username(mysql.adminUser())
                        .password(mysql.adminPassword()))
                .endpoint()
                .endpointArn();
        String plain = target(PLAIN, k -> {});
        String turned = target(TURNED, k -> k.messageFormat(MessageFormatValue.JSON_UNFORMATTED)
                .includeTransactionDetails(true)
                .includePartitionValue(true)
                .partitionIncludeSchemaTable(true)
                .includeTableAlterOperations(true)
                .includeControlDetails(true)
                .includeNullAndEmpty(true)
                .noHexPrefix(true)
                .useLargeIntegerValue(true));
        List<String> tasks = List.of(
                task(PLAIN, instance, source, plain, SELECTION + "," + BEFORE_IMAGE_COLUMNS, "{}"),
                task(TURNED, instance, source, turned, SELECTION, BEFORE_IMAGE));
        await().atMost(Duration.ofMinutes(1)).until(() -> tasks.stream().allMatch(this::loaded));
        mysql.execute(
                "begin",
                "update letters.people set name = 'Anna', nick = '' where id = 1",
                "insert into letters.people values (2, 'Bob', 7, null, 'b')",
                "commit",
                "alter table letters.people add column age int",
                "delete from letters.people where id = 1");
        plain(messages(PLAIN));
        turned(messages(TURNED), tasks.get(1));
        tasks.forEach(task -> {
            dms.stopReplicationTask(r -> r.replicationTaskArn(task));
            waiter.waitUntilReplicationTaskStopped(r -> r.filters(by("replication-task-arn", task)));
            dms.deleteReplicationTask(r -> r.replicationTaskArn(task));
            waiter.waitUntilReplicationTaskDeleted(r -> r.filters(by("replication-task-arn", task)));
        });
        List.of(source, plain, turned).forEach(endpoint -> dms.deleteEndpoint(r -> r.endpointArn(endpoint)));
        dms.deleteReplicationInstance(r -> r.replicationInstanceArn(instance));
        mysql.execute("drop database letters");
    }

    private void plain(List<Message> all) throws IOException {
        assertThat(all)
                .extracting(Message::operation)
                .containsExactly("create-table", "create-table", "load", "update", "insert", "delete");
        Message load = all.get(2);
        assertThat(load.key()).isEqualTo("1");
        assertThat(load.text())
                .startsWith("{\n\t\"data\": {\n\t\t\"id\": ")
                .contains("\"big\": 1.2345678901234567E+16")
                .contains("\"raw\": \"0x80057D\"")
                .doesNotContain("nick", "transaction", "partition-key-value", "stream-position");
        assertThat(all.get(3).part("/data"))
                .isEqualTo(json("{'id':1,'name':'Anna','big':1.2345678901234567E16,'raw':'0x80057D','nick':'',"
                        + "'old_id':1,'old_name':'Ann','old_big':1.2345678901234567E16,'old_raw':'0x80057D'}"));
        assertThat(all.get(3).members("/metadata"))
                .containsExactlyInAnyOrder(
                        "timestamp",
                        "record-type",
                        "operation",
                        "partition-key-type",
                        "schema-name",
                        "table-name",
                        "transaction-id");
        assertThat(all.get(4).part("/data")).isEqualTo(json("{'id':2,'name':'Bob','big':7,'nick':'b'}"));
        assertThat(all).noneMatch(message -> message.text().contains("before-image"));
    }

    private void turned(List<Message> all, String task) throws IOException {
        assertThat(all)
                .extracting(Message::operation)
                .containsExactly("create-table", "create-table", "load", "update", "insert", "add-column", "delete");
        assertThat(all).noneMatch(message -> message.text().matches("(?s).*[\\n\\t].*"));
        Message created = all.get(1);
        assertThat(created.part("/control/table-def/columns/id")).isEqualTo(json("{'type':'INT32','nullable':false}"));
        assertThat(created.part("/control/table-def/primary-key")).isEqualTo(json("['id']"));
        assertThat(created.part("/metadata/partition-key-value"))
                .isEqualTo(json("'" + task.substring(task.lastIndexOf(':') + 1) + "'"));
        assertThat(all.get(2).part("/data"))
                .isEqualTo(json("{'id':1,'name':'Ann','big':12345678901234567,'raw':'80057D','nick':null}"));
        Message update = all.get(3);
        assertThat(update.key()).isEqualTo("letters.people.1");
        assertThat(update.part("/data"))
                .isEqualTo(json("{'id':1,'name':'Anna','big':12345678901234567,'raw':'80057D','nick':''}"));
        assertThat(update.part("/before-image"))
                .isEqualTo(json("{'id':1,'name':'Ann','big':12345678901234567,'raw':'80057D','nick':null}"));
        assertThat(update.part("/metadata/partition-key-type")).isEqualTo(json("'primary-key'"));
        assertThat(update.part("/metadata/partition-key-value")).isEqualTo(json("'letters.people.1'"));
        assertThat(update.part("/metadata/transaction-record-id")).isEqualTo(json("1"));
        Message insert = all.get(4);
        assertThat(insert.key()).isEqualTo("letters.people.2");
        assertThat(insert.json().has("before-image")).isFalse();
        assertThat(insert.part("/metadata/transaction-id")).isEqualTo(update.part("/metadata/transaction-id"));
        assertThat(insert.part("/metadata/transaction-record-id")).isEqualTo(json("2"));
        assertThat(insert.part("/metadata/prev-transaction-id")).isEqualTo(update.part("/metadata/transaction-id"));
        assertThat(insert.part("/metadata/prev-transaction-record-id")).isEqualTo(json("1"));
        assertThat(insert.json().at("/metadata/commit-timestamp").asText()).matches("\\d{4}-.*T.*\\.\\d{6}Z");
        assertThat(insert.json().at("/metadata/stream-position").asText())
                .contains(update.part("/metadata/transaction-id").asText());
        assertThat(all.get(5).part("/control/column")).isEqualTo(json("{'name':'age','type':'INT32','nullable':true}"));
        Message delete = all.get(6);
        assertThat(delete.part("/data"))
                .isEqualTo(json("{'id':1,'name':'Anna','big':12345678901234567,'raw':'80057D','nick':'','age':null}"));
        assertThat(delete.part("/metadata/prev-transaction-record-id")).isEqualTo(json("2"));
    }

    private String target(String topic, Consumer<KafkaSettings.Builder> settings) {
        return dms.createEndpoint(r -> r.endpointIdentifier(topic)
                        .endpointType("target")
                        .engineName("kafka")
                        .kafkaSettings(k -> settings.accept(k.broker(kafka.getProperty("bootstrap.servers"))
                                .topic(topic)
                                .securityProtocol("sasl-ssl")
                                .saslUsername(KafkaLogin.user(kafka))
                                .saslPassword(KafkaLogin.password(kafka)))))
                .endpoint()
                .endpointArn();
    }

    private String task(String name, String instance, String source, String target, String rules, String settings) {
        String task = dms.createReplicationTask(r -> r.replicationTaskIdentifier(name)
                        .replicationInstanceArn(instance)
                        .sourceEndpointArn(source)
                        .targetEndpointArn(target)
                        .migrationType("full-load-and-cdc")
                        .tableMappings("{\"rules\": [" + rules + "]}")
                        .replicationTaskSettings(settings))
                .replicationTask()
                .replicationTaskArn();
        waiter.waitUntilReplicationTaskReady(r -> r.filters(by("replication-task-arn", task)));
        dms.startReplicationTask(r -> r.replicationTaskArn(task).startReplicationTaskType("start-replication"));
        return task;
    }

    private boolean loaded(String task) {
        return dms.describeTableStatistics(r -> r.replicationTaskArn(task)).tableStatistics().stream()
                .anyMatch(table -> table.tableState().equals("Table completed"));
    }

    /** All of a topic, up to the delete. */
    private List<Message> messages(String topic) throws IOException {
        List<Message> all = new ArrayList<>();
        Properties reader = new Properties();
        reader.putAll(kafka);
        reader.put("isolation.level", "read_committed");
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(reader, bytes, bytes)) {
            List<TopicPartition> partition = List.of(new TopicPartition(topic, 0));
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
            await().atMost(Duration.ofMinutes(1)).until(() -> {
                for (ConsumerRecord<byte[], byte[]> each : consumer.poll(Duration.ofMillis(200))) {
                    String text = new String(each.value(), StandardCharsets.UTF_8);
                    all.add(new Message(
                            new String(each.key(), StandardCharsets.UTF_8), text, JSON.readTree(each.value())));
                }
                return all.stream().anyMatch(message -> message.operation().equals("delete"));
            });
        }
        return all;
    }

    /** @param text with ' for " */
    private static JsonNode json(String text) throws IOException {
        return JSON.readTree(text.replace('\'', '"'));
    }

    private static Filter by(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }

    private record Message(String key, String text, JsonNode json) {
        String operation() {
            return json.at("/metadata/operation").asText();
        }

        JsonNode part(String pointer) {
            return json.at(pointer);
        }

        List<String> members(String pointer) {
            List<String> names = new ArrayList<>();
            json.at(pointer).fieldNames().forEachRemaining(names::add);
            return names;
        }
    }
}
