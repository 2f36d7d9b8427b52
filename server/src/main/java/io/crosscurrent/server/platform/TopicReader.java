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
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * One page of a topic, committed records only. Where the next page begins stands in the cursor, base64 of
 * {@code {"<partition>": <offset>}}; nothing is kept on the server.
 */
public final class TopicReader {
    private static final int MOST_RECORDS = 5_000;

    private TopicReader() {}

    static ObjectNode read(Map<String, String> client, ObjectNode request) {
        String topic = PlatformService.text(request, "topic");
        int most = (int) PlatformService.number(request, "maxRecords", 500, 1, MOST_RECORDS);
        long wait = PlatformService.number(request, "waitMillis", 1_000, 0, 30_000);
        Map<String, Object> properties = new HashMap<>(client);
        properties.put("client.id", "crosscurrent-topic-reader");
        properties.put("isolation.level", "read_committed");
        properties.put("enable.auto.commit", "false");
        properties.put("auto.offset.reset", "earliest");
        properties.put("max.poll.records", most);
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties, bytes, bytes)) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            seek(consumer, partitions, request);
            ObjectNode out = PojoCodec.object();
            out.putArray("records");
            ConsumerRecords<byte[], byte[]> page = poll(consumer, wait);
            page.forEach(record -> write(out, record));
            ObjectNode offsets = PojoCodec.object();
            partitions.forEach(
                    partition -> offsets.put(Integer.toString(partition.partition()), consumer.position(partition)));
            out.put("cursor", Base64.getUrlEncoder().withoutPadding().encodeToString(PojoCodec.bytes(offsets)));
            return out;
        } catch (KafkaException e) {
            throw new CrosscurrentException(
                    "topic.unreadable",
                    "Topic " + topic + " cannot be read: " + e.getMessage(),
                    "Check that it exists and that Kafka runs.",
                    e);
        }
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        List<PartitionInfo> found = consumer.listTopics(Duration.ofSeconds(15)).get(topic);
        if (found == null) {
            throw new CrosscurrentException(
                    "topic.unknown", "There is no topic " + topic + ".", "List the topics, or create it.");
        }
        return found.stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .sorted((a, b) -> Integer.compare(a.partition(), b.partition()))
                .toList();
    }

    /** A poll may come back empty while the first fetch is under way, so it is repeated until the time is over. */
    private static ConsumerRecords<byte[], byte[]> poll(KafkaConsumer<byte[], byte[]> consumer, long waitMillis) {
        long end = System.nanoTime() + Duration.ofMillis(waitMillis).toNanos();
        while (true) {
            long left = Math.max(0, (end - System.nanoTime()) / 1_000_000);
            ConsumerRecords<byte[], byte[]> page = consumer.poll(Duration.ofMillis(Math.min(left, 250)));
            if (!page.isEmpty() || left == 0) {
                return page;
            }
        }
    }

    private static void seek(
            KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions, ObjectNode request) {
        if (request.path("from").asText("earliest").equals("latest")) {
            consumer.seekToEnd(partitions);
        } else {
            consumer.seekToBeginning(partitions);
        }
        String cursor = request.path("cursor").asText("");
        if (cursor.isEmpty() || cursor.equals("null")) {
            return;
        }
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

    private static void write(ObjectNode out, ConsumerRecord<byte[], byte[]> record) {
        ObjectNode each = out.withArray("records").addObject();
        each.put("partition", record.partition());
        each.put("offset", record.offset());
        each.put("timestampMillis", record.timestamp());
        each.put("key", text(record.key()));
        each.put("value", text(record.value()));
        ObjectNode headers = each.putObject("headers");
        for (Header header : record.headers()) {
            headers.put(header.key(), text(header.value()));
        }
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
}
