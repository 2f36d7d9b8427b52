/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.flink;

import io.crosscurrent.core.registry.RegistryCodec;
import io.crosscurrent.core.registry.RegistryRecord;
import io.crosscurrent.core.registry.RegistryRecord.Captured;
import io.crosscurrent.core.registry.RegistryRecord.CapturedColumn;
import io.crosscurrent.core.table.ColumnType;
import io.crosscurrent.engines.kafka.EmbeddedKafka;
import io.crosscurrent.engines.kafka.KafkaCredentials;
import io.crosscurrent.engines.kafka.KafkaEngine.TopicRequest;
import io.crosscurrent.engines.kafka.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** A Kafka node, and what tasks write into it: messages and registry records, in transactions. */
public final class TestPlatform implements AutoCloseable {
    public static final String PASSWORD = "not-to-be-shown";
    public static final String REGISTRY = RegistryRecord.DEFAULT_TOPIC;
    private final EmbeddedKafka kafka;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Admin admin;

    public TestPlatform(Path directory) {
        kafka = new EmbeddedKafka(KafkaSettings.in(directory, new KafkaCredentials("platform", PASSWORD)));
        kafka.start();
        Map<String, Object> config = new HashMap<>(kafka.clientProperties());
        config.put("transactional.id", "task");
        config.put("acks", "all");
        producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        admin = Admin.create(new HashMap<String, Object>(kafka.clientProperties()));
    }

    public EmbeddedKafka kafka() {
        return kafka;
    }

    public void topic(String name, int partitions) {
        kafka.createTopics(List.of(new TopicRequest(name, partitions, -1, Map.of())));
    }

    public void registryTopic() {
        kafka.createTopics(List.of(new TopicRequest(REGISTRY, 1, -1, Map.of("cleanup.policy", "compact"))));
    }

    /** Commits messages to a topic; the key is the same for all, so that their order stays. */
    public void send(String topic, String... messages) {
        producer.beginTransaction();
        record(topic, messages);
        commit(topic);
    }

    /** Writes messages that never count. */
    public void abort(String topic, String... messages) {
        producer.beginTransaction();
        record(topic, messages);
        producer.flush();
        producer.abortTransaction();
        awaitEnd(topic);
    }

    private void record(String topic, String... messages) {
        for (String message : messages) {
            producer.send(new ProducerRecord<>(topic, bytes("key"), bytes(message)));
        }
    }

    public void register(RegistryRecord... entries) {
        producer.beginTransaction();
        for (RegistryRecord entry : entries) {
            producer.send(new ProducerRecord<>(REGISTRY, RegistryCodec.key(entry), RegistryCodec.value(entry)));
        }
        commit(REGISTRY);
    }

    /** Takes a registry record back. */
    public void forget(RegistryRecord entry) {
        registryRecord(entry.key(), null);
    }

    /** Writes a registry record of any form; a null value takes it back. */
    public void registryRecord(String key, String value) {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(REGISTRY, bytes(key), value == null ? null : bytes(value)));
        commit(REGISTRY);
    }

    private void commit(String topic) {
        producer.commitTransaction();
        awaitEnd(topic);
    }

    /** Kafka says that it commits before readers of committed records see it. */
    private void awaitEnd(String topic) {
        Awaitility.await()
                .until(() -> end(topic, IsolationLevel.READ_COMMITTED) == end(topic, IsolationLevel.READ_UNCOMMITTED));
    }

    private long end(String topic, IsolationLevel isolation) throws Exception {
        TopicPartition partition =
                new TopicPartition(topic, producer.partitionsFor(topic).get(0).partition());
        return admin.listOffsets(Map.of(partition, OffsetSpec.latest()), new ListOffsetsOptions(isolation))
                .partitionResult(partition)
                .get()
                .offset();
    }

    public static Captured captured(
            String schema, String table, String topic, List<CapturedColumn> columns, String... primaryKey) {
        return new Captured("TASK1", schema, table, topic, columns, List.of(primaryKey), false);
    }

    public static CapturedColumn column(String name, ColumnType type) {
        return new CapturedColumn(name, type, 0, 0, 0, true);
    }

    /** A data record as a task with transaction details writes it, indented; the timestamp's seconds tell them apart. */
    public static String message(String schema, String table, String operation, int second, String data) {
        return """
                {
                \t"data":\t%s,
                \t"metadata":\t{
                \t\t"timestamp":\t"2026-11-22T08:20:%02d.640013Z",
                \t\t"record-type":\t"data",
                \t\t"operation":\t"%s",
                \t\t"partition-key-type":\t"primary-key",
                \t\t"schema-name":\t"%s",
                \t\t"table-name":\t"%s",
                \t\t"transaction-id":\t12884902120,
                \t\t"commit-timestamp":\t"2026-11-22T08:20:10.000000Z"
                \t}
                }"""
                .formatted(data, second, operation, schema, table);
    }

    /** The record that tells of a new table; with {@code table} "" it is the one that opens every task. */
    public static String control(String schema, String table) {
        return """
                {"metadata": {"timestamp": "2026-11-22T08:15:02.223792Z", "record-type": "control",
                  "operation": "create-table", "partition-key-type": "task-id",
                  "schema-name": "%s", "table-name": "%s"}}"""
                .formatted(schema, table);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        admin.close();
        producer.close();
        kafka.close();
    }
}
