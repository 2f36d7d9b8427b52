/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import io.crosscurrent.bench.contestant.RecordShape;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
 * @param firstMs when the broker appended the first of these records, milliseconds since 1970; 0 without any
 * @param middleMs the same of the middle one
 * @param lastMs the same of the last one
 */
record TopicCount(
        long records,
        long missing,
        long duplicates,
        long unexpected,
        long valueBytes,
        long firstMs,
        long middleMs,
        long lastMs) {
    private static final Duration SILENCE = Duration.ofSeconds(30);

    /** Reads a topic from the beginning to {@code end}, an offset; {@code values} gets every value of a row. */
    static TopicCount read(
            String kafka, String topic, long end, RecordShape shape, long[] expected, Consumer<byte[]> values)
            throws IOException {
        long[] found = new long[1024];
        long[] appendedMs = new long[1024];
        int count = 0;
        long valueBytes = 0;
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(kafka)) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            while (consumer.position(partition) < end) {
                long before = consumer.position(partition);
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(SILENCE)) {
                    long identity = record.value() == null ? RecordShape.NO_ROW : shape.identity(record.value());
                    if (identity == RecordShape.NO_ROW) {
                        continue;
                    }
                    if (count == found.length) {
                        found = Arrays.copyOf(found, count * 2);
                        appendedMs = Arrays.copyOf(appendedMs, count * 2);
                    }
                    appendedMs[count] = record.timestamp();
                    found[count++] = identity;
                    valueBytes += record.serializedValueSize();
                    values.accept(record.value());
                }
                if (consumer.position(partition) == before) {
                    throw new IOException(
                            "topic " + topic + " could be read to offset " + before + " only, not to " + end);
                }
            }
        }
        TopicCount compared = compare(expected, Arrays.copyOf(found, count));
        return count == 0
                ? compared
                : new TopicCount(
                        count,
                        compared.missing,
                        compared.duplicates,
                        compared.unexpected,
                        valueBytes,
                        appendedMs[0],
                        appendedMs[(count - 1) / 2],
                        appendedMs[count - 1]);
    }

    static KafkaConsumer<byte[], byte[]> consumer(String kafka) {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka, "isolation.level", "read_committed", "fetch.min.bytes", "1"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** Only what is counted. {@code found} is sorted in place. */
    static TopicCount compare(long[] expected, long[] found) {
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
        return new TopicCount(found.length, missing, duplicates, unexpected, 0, 0, 0, 0);
    }
}
