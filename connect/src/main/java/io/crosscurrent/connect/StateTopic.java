/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crosscurrent.core.source.ChangeSink.State;
import io.crosscurrent.core.source.StateReader;
import io.crosscurrent.core.source.TaskTopics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The states of one task: a compacted topic of its own with one partition, written in the transactions that carry the
 * records. Key: the state's key in UTF-8. Value: a JSON object. To delete the topic is to forget the task.
 */
final class StateTopic {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);
    private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};
    private static final Duration POLL = Duration.ofMillis(200);

    private final String name;

    StateTopic(String taskId) {
        this.name = TaskTopics.state(taskId);
    }

    String name() {
        return name;
    }

    /** Small segments: every transaction writes a state, and a restart reads all that is not yet compacted. */
    NewTopic definition(short replication) {
        return new NewTopic(name, 1, replication)
                .configs(Map.of(
                        "cleanup.policy",
                        "compact",
                        "segment.bytes",
                        Integer.toString(8 << 20),
                        "min.cleanable.dirty.ratio",
                        "0.1",
                        "max.message.bytes",
                        Integer.toString(16 << 20)));
    }

    ProducerRecord<byte[], byte[]> record(State state) {
        try {
            return new ProducerRecord<>(
                    name, 0, state.key().getBytes(StandardCharsets.UTF_8), JSON.writeValueAsBytes(state.values()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads what is committed now. */
    StateReader read(Map<String, Object> consumerProperties) {
        Map<String, byte[]> states = new HashMap<>();
        TopicPartition partition = new TopicPartition(name, 0);
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(consumerProperties, bytes, bytes)) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    String key = new String(record.key(), StandardCharsets.UTF_8);
                    if (record.value() == null) {
                        states.remove(key);
                    } else {
                        states.put(key, record.value());
                    }
                }
            }
        }
        return key -> {
            byte[] value = states.get(key);
            return value == null ? null : values(value);
        };
    }

    private static Map<String, Object> values(byte[] value) {
        try {
            return JSON.readValue(value, VALUES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
