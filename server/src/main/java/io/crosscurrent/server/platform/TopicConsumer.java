/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.PojoCodec;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The committed records of one topic, read by a consumer that is in no group: all partitions at first, from their beginning.
 * Where reading stands can be given away as a cursor, base64 of {@code {"<partition>": <offset>}}. For one thread.
 */
public final class TopicConsumer implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(15);

    private final String topic;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private List<TopicPartition> partitions;

    /**
     * @param client properties of the Kafka client
     * @param name of the client, for the broker's log
     * @param most records of one {@link #poll}
     * @throws CrosscurrentException {@code topic.unknown} when there is no such topic
     */
    public TopicConsumer(Map<String, String> client, String topic, String name, int most) {
        this.topic = topic;
        Map<String, Object> properties = new HashMap<>(client);
        properties.put("client.id", name);
        properties.put("isolation.level", "read_committed");
        properties.put("enable.auto.commit", "false");
        properties.put("auto.offset.reset", "earliest");
        properties.put("max.poll.records", most);
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        consumer = new KafkaConsumer<>(properties, bytes, bytes);
        try {
            List<PartitionInfo> found = consumer.listTopics(ANSWER).get(topic);
            if (found == null) {
                throw new CrosscurrentException(
                        "topic.unknown", "There is no topic " + topic + ".", "List the topics, or create it.");
            }
            assign(found.stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList());
            consumer.seekToBeginning(partitions);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    private void assign(List<TopicPartition> wanted) {
        partitions = wanted.stream()
                .sorted(Comparator.comparingInt(TopicPartition::partition))
                .toList();
        consumer.assign(partitions);
    }

    /** In their order. */
    public List<TopicPartition> partitions() {
        return partitions;
    }

    /** Leaves all but one partition out. @throws CrosscurrentException {@code topic.no_partition} */
    public void only(int partition) {
        TopicPartition wanted = new TopicPartition(topic, partition);
        if (!partitions.contains(wanted)) {
            throw new CrosscurrentException(
                    "topic.no_partition",
                    "Topic " + topic + " has no partition " + partition + "; it has " + partitions.size() + ".",
                    "Choose one of 0 to " + (partitions.size() - 1) + ".");
        }
        assign(List.of(wanted));
        consumer.seekToBeginning(partitions);
    }

    /** Only what comes from now on. */
    public void toEnd() {
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** The first records that are not older. @param millis since 1970 */
    public void toTime(long millis) {
        Map<TopicPartition, Long> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, millis));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(wanted);
        Map<TopicPartition, Long> ends = ends();
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp first = found.get(partition);
            consumer.seek(partition, first == null ? ends.get(partition) : first.offset());
        }
    }

    /** In each partition; offsets that are not there any more, or not yet, become the nearest there is. */
    public void toOffset(long offset) {
        Map<TopicPartition, Long> begins = begins();
        Map<TopicPartition, Long> ends = ends();
        for (TopicPartition partition : partitions) {
            consumer.seek(partition, Math.max(begins.get(partition), Math.min(ends.get(partition), offset)));
        }
    }

    /** So many offsets before the end of each partition. */
    public void beforeEnd(long offsets) {
        Map<TopicPartition, Long> begins = begins();
        Map<TopicPartition, Long> ends = ends();
        for (TopicPartition partition : partitions) {
            consumer.seek(partition, Math.max(begins.get(partition), ends.get(partition) - offsets));
        }
    }

    /** Where a cursor says; partitions it does not name stay as they are. @throws CrosscurrentException {@code topic.bad_cursor} */
    public void to(String cursor) {
        JsonNode offsets;
        try {
            offsets = PojoCodec.parse(Base64.getUrlDecoder().decode(cursor));
        } catch (IllegalArgumentException | ApiException e) {
            throw new CrosscurrentException(
                    "topic.bad_cursor", "The cursor was not given out by this server.", "Read without a cursor.");
        }
        for (TopicPartition partition : partitions) {
            JsonNode offset = offsets.get(Integer.toString(partition.partition()));
            if (offset != null && offset.asLong(-1) >= 0) {
                consumer.seek(partition, offset.asLong());
            }
        }
    }

    /** Where the next {@link #poll} begins. */
    public Map<TopicPartition, Long> positions() {
        Map<TopicPartition, Long> out = new HashMap<>();
        partitions.forEach(partition -> out.put(partition, consumer.position(partition)));
        return out;
    }

    /** The cursor of some positions. */
    public static String cursor(Map<TopicPartition, Long> positions) {
        ObjectNode offsets = PojoCodec.object();
        Map<Integer, Long> ordered = new TreeMap<>();
        positions.forEach((partition, offset) -> ordered.put(partition.partition(), offset));
        ordered.forEach((partition, offset) -> offsets.put(Integer.toString(partition), offset));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(PojoCodec.bytes(offsets));
    }

    public Map<TopicPartition, Long> begins() {
        return consumer.beginningOffsets(partitions, ANSWER);
    }

    /** Where committed records end now. */
    public Map<TopicPartition, Long> ends() {
        return consumer.endOffsets(partitions, ANSWER);
    }

    /** Reads no more of these until the consumer is closed. */
    public void pause(Collection<TopicPartition> enough) {
        consumer.pause(enough);
    }

    /** The next records; empty while the first fetch is under way, or when none came in time. */
    public Iterable<ConsumerRecord<byte[], byte[]>> poll(Duration atMost) {
        return consumer.poll(atMost);
    }

    /** UTF-8, or hex when it is not; null stays null. */
    public static String text(byte[] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return "0x" + HexFormat.of().formatHex(bytes);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
