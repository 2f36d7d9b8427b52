/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crosscurrent.testing.history.HistoryCheck;
import io.crosscurrent.testing.history.RowEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The topics of one task, of one partition each, and what a reader of committed records has seen in them. One thread. */
final class Topics implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String changes;
    private final String registry;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final HistoryCheck check = new HistoryCheck();
    private int records;
    private boolean streaming;
    private boolean fenced;

    Topics(String name, Map<String, String> kafka) {
        changes = name + "-changes";
        registry = name + "-registry";
        try (Admin admin = Admin.create(Map.copyOf(kafka))) {
            admin.createTopics(List.of(
                            new NewTopic(changes, 1, (short) 1),
                            new NewTopic(registry, 1, (short) 1).configs(Map.of("cleanup.policy", "compact"))))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the topics of " + name + " were not made", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put("isolation.level", "read_committed");
        consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(List.of(new TopicPartition(changes, 0), new TopicPartition(registry, 0)));
        consumer.seekToBeginning(consumer.assignment());
    }

    String changes() {
        return changes;
    }

    String registry() {
        return registry;
    }

    /** Reads what has come, and returns the number of data records so far. */
    int read() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
            if (record.value() == null) {
                continue;
            }
            JsonNode message = message(record);
            if (record.topic().equals(registry)) {
                String phase = message.path("phase").asText();
                streaming |= phase.equals("stream");
            } else if (message.at("/metadata/record-type").asText().equals("data")) {
                observe(message);
            }
        }
        return records;
    }

    private void observe(JsonNode message) {
        records++;
        if (message.at("/metadata/table-name").asText().equals("fence")) {
            fenced = true;
            return;
        }
        check.observe(
                message.at("/data/id").asText(),
                new RowEvent(
                        message.at("/metadata/operation").asText(),
                        message.at("/data/version").asLong()));
    }

    private static JsonNode message(ConsumerRecord<byte[], byte[]> record) {
        try {
            return JSON.readTree(record.value());
        } catch (IOException e) {
            throw new UncheckedIOException(record.topic() + " has a record that is no JSON", e);
        }
    }

    int records() {
        return records;
    }

    /** Whether the task has said that it streams. */
    boolean streaming() {
        return streaming;
    }

    /** Whether the row that ends the scene was seen. */
    boolean fenced() {
        return fenced;
    }

    HistoryCheck check() {
        return check;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
