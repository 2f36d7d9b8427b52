/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.flink.catalog;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.registry.RegistryCodec;
import io.crosscurrent.core.registry.RegistryRecord.Captured;
import io.crosscurrent.core.table.TableId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Knows which tables are captured. Every question first reads the registry topic to its end: only what is new since the
 * last one, so it costs one or two round trips. Opens its consumer at the first question. Safe for use by several threads.
 */
final class RegistryReader implements AutoCloseable {
    private static final String TABLE_PREFIX = "table/";
    private static final Duration POLL = Duration.ofMillis(100);
    private final ClientProperties client;
    private final String topic;
    private final Duration timeout;
    /** By registry key; in the order in which they were last written. */
    private final Map<String, Captured> records = new LinkedHashMap<>();

    /** By registry key: what is wrong with the record, until another one replaces it. */
    private final Map<String, CrosscurrentException> unreadable = new LinkedHashMap<>();

    private KafkaConsumer<byte[], byte[]> consumer;

    RegistryReader(ClientProperties client, String topic, Duration timeout) {
        this.client = client;
        this.topic = topic;
        this.timeout = timeout;
    }

    /**
     * Captured tables by name, as of now; empty while there is no registry topic. Of several tasks that capture a table
     * the one that said so last counts.
     *
     * @throws CrosscurrentException {@code flink.registry} when Kafka does not answer in time or a record makes no sense
     */
    synchronized SortedMap<TableId, Captured> tables() {
        try {
            if (consumer == null) {
                consumer = connect();
            }
            catchUp();
        } catch (KafkaException e) {
            close();
            throw new CrosscurrentException(
                    "flink.registry",
                    "The registry topic %s at %s cannot be read: %s"
                            .formatted(topic, client.bootstrapServers(), reason(e)),
                    "Check that Kafka runs and that the catalogue's properties.* let its clients log in and read the topic.",
                    e);
        }
        for (CrosscurrentException failure : unreadable.values()) {
            throw failure;
        }
        SortedMap<TableId, Captured> tables = new TreeMap<>();
        for (Captured captured : records.values()) {
            if (!captured.dropped()) {
                tables.put(new TableId(captured.schema(), captured.table()), captured);
            }
        }
        return tables;
    }

    private KafkaConsumer<byte[], byte[]> connect() {
        Map<String, Object> config = new HashMap<>(client.values());
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(timeout.toMillis()));
        config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(timeout.toMillis()));
        config.put(ConsumerConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private void catchUp() {
        long deadline = System.nanoTime() + timeout.toNanos();
        List<TopicPartition> partitions = new ArrayList<>();
        for (PartitionInfo partition : consumer.partitionsFor(topic, timeout)) {
            partitions.add(new TopicPartition(topic, partition.partition()));
        }
        assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, timeout);
        for (TopicPartition partition : partitions) {
            if (consumer.position(partition, timeout) > ends.get(partition)) {
                startOver();
                break;
            }
        }
        while (!reached(ends)) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("its end was not reached within %d ms".formatted(timeout.toMillis()));
            }
            for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(POLL)) {
                apply(entry);
            }
        }
    }

    private void assign(List<TopicPartition> partitions) {
        if (partitions.size() == consumer.assignment().size()) {
            return;
        }
        List<TopicPartition> added = new ArrayList<>(partitions);
        added.removeAll(consumer.assignment());
        if (partitions.isEmpty()) {
            forget();
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(added);
    }

    /** The topic is shorter than what was read: it was deleted and made again. */
    private void startOver() {
        forget();
        consumer.seekToBeginning(consumer.assignment());
    }

    private void forget() {
        records.clear();
        unreadable.clear();
    }

    private boolean reached(Map<TopicPartition, Long> ends) {
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            if (consumer.position(end.getKey(), timeout) < end.getValue()) {
                return false;
            }
        }
        return true;
    }

    private void apply(ConsumerRecord<byte[], byte[]> entry) {
        String key = entry.key() == null ? "" : new String(entry.key(), StandardCharsets.UTF_8);
        if (!key.startsWith(TABLE_PREFIX)) {
            return;
        }
        records.remove(key);
        unreadable.remove(key);
        if (entry.value() == null) {
            return;
        }
        try {
            records.put(key, (Captured) RegistryCodec.read(entry.key(), entry.value()));
        } catch (IOException e) {
            unreadable.put(
                    key,
                    new CrosscurrentException(
                            "flink.registry",
                            "The registry record %s at offset %d of %s cannot be read: %s"
                                    .formatted(key, entry.offset(), topic, e.getMessage()),
                            "Use the plug-in of the version that runs the task.",
                            e));
        }
    }

    /** Kafka's outer message often only says that something failed. */
    private static String reason(KafkaException e) {
        Throwable cause = e.getCause();
        return cause == null || cause.getMessage() == null
                ? e.getMessage()
                : e.getMessage() + " (" + cause.getMessage() + ")";
    }

    /** The next question opens a new consumer and reads everything again. */
    @Override
    public synchronized void close() {
        forget();
        KafkaConsumer<byte[], byte[]> closing = consumer;
        consumer = null;
        if (closing != null) {
            closing.close(CloseOptions.timeout(Duration.ofSeconds(1)));
        }
    }
}
