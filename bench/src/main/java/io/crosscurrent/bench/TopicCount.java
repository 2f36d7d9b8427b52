/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crosscurrent.bench.contestant.RecordShape;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What a read_committed reader finds in a topic, held against what should be there.
 *
 * @param records records of rows
 * @param missing expected changes that no record tells of
 * @param duplicates records of a change that another record told of before
 * @param unexpected records of changes that never were
 * @param valueBytes sum of the values as written, before compression
 * @param keyBytes sum of the keys
 */
public record TopicCount(long records, long missing, long duplicates, long unexpected, long valueBytes, long keyBytes) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Whether every change is there, once. */
    public boolean exact() {
        return missing == 0 && duplicates == 0 && unexpected == 0;
    }

    /** Reads a topic from the beginning to {@code end}, an offset. */
    static TopicCount read(String kafka, String topic, long end, RecordShape shape, long[] expected)
            throws IOException {
        long[] found = new long[1024];
        int count = 0;
        long valueBytes = 0;
        long keyBytes = 0;
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(kafka)) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
                    long identity = record.value() == null ? RecordShape.NO_ROW : identity(shape, record);
                    if (identity == RecordShape.NO_ROW) {
                        continue;
                    }
                    if (count == found.length) {
                        found = Arrays.copyOf(found, count * 2);
                    }
                    found[count++] = identity;
                    valueBytes += record.serializedValueSize();
                    keyBytes += Math.max(0, record.serializedKeySize());
                }
            }
        }
        return compare(expected, Arrays.copyOf(found, count), valueBytes, keyBytes);
    }

    static KafkaConsumer<byte[], byte[]> consumer(String kafka) {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka, "isolation.level", "read_committed", "fetch.min.bytes", "1"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    static long identity(RecordShape shape, ConsumerRecord<byte[], byte[]> record) throws IOException {
        JsonNode value = JSON.readTree(record.value());
        return shape.identity(value);
    }

    /** Both arrays are sorted in place. */
    static TopicCount compare(long[] expected, long[] found, long valueBytes, long keyBytes) {
        long[] wanted = expected.clone();
        Arrays.sort(wanted);
        Arrays.sort(found);
        long missing = 0;
        long duplicates = 0;
        long unexpected = 0;
        int at = 0;
        for (long change : wanted) {
            while (at < found.length && found[at] < change) {
                unexpected++;
                at++;
            }
            int same = at;
            while (at < found.length && found[at] == change) {
                at++;
            }
            missing += same == at ? 1 : 0;
            duplicates += Math.max(0, at - same - 1);
        }
        unexpected += found.length - at;
        return new TopicCount(found.length, missing, duplicates, unexpected, valueBytes, keyBytes);
    }
}
