/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crosscurrent.testing.history.HistoryCheck;
import io.crosscurrent.testing.history.RowEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Readers of committed records. */
public final class CommittedRecords {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CommittedRecords() {}

    /** Reads a topic's first partition from its beginning. @param kafka properties of a client that may read */
    public static KafkaConsumer<byte[], byte[]> of(Map<String, ?> kafka, String topic) {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put("isolation.level", "read_committed");
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(List.of(new TopicPartition(topic, 0)));
        consumer.seekToBeginning(consumer.assignment());
        return consumer;
    }

    /** Shows a check the rows that have come. @return how many it has seen in all */
    public static int observe(KafkaConsumer<byte[], byte[]> changes, HistoryCheck check) throws IOException {
        for (ConsumerRecord<byte[], byte[]> record : changes.poll(Duration.ofMillis(200))) {
            JsonNode message = JSON.readTree(record.value());
            if (message.at("/metadata/record-type").asText().equals("data")) {
                check.observe(
                        message.at("/data/id").asText(),
                        new RowEvent(
                                message.at("/metadata/operation").asText(),
                                message.at("/data/version").asLong()));
            }
        }
        return check.size();
    }
}
