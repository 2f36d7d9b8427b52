/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.studio;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a reader of committed records sees of a topic with one partition whose values are {@code {"n": 1}}. */
final class CommittedRows {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CommittedRows() {}

    /** All there is now, in the order of the topic. */
    static List<Long> of(Properties kafka, String topic) {
        Map<String, Object> properties = new HashMap<>();
        kafka.stringPropertyNames().forEach(name -> properties.put(name, kafka.getProperty(name)));
        properties.put("isolation.level", "read_committed");
        properties.put("enable.auto.commit", "false");
        List<Long> rows = new ArrayList<>();
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> each : consumer.poll(Duration.ofMillis(200))) {
                    rows.add(JSON.readTree(each.value()).path("n").asLong());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }
}
