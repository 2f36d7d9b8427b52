/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.topic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.platform.TopicReader;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Committed messages of one topic, read by a consumer of its own. For one thread. */
public final class TopicMessages implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_CHARACTERS = 200_000;
    private static final Duration POLL = Duration.ofMillis(250);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    /** @throws CrosscurrentException {@code topic_unknown} when there is no such topic */
    public TopicMessages(Map<String, String> client, String topic) {
        Map<String, Object> properties = new HashMap<>(client);
        properties.put("client.id", "crosscurrent-studio");
        properties.put("isolation.level", "read_committed");
        properties.put("enable.auto.commit", "false");
        properties.put("auto.offset.reset", "earliest");
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        consumer = new KafkaConsumer<>(properties, bytes, bytes);
        List<PartitionInfo> found = consumer.listTopics(Duration.ofSeconds(15)).get(topic);
        if (found == null) {
            consumer.close();
            throw new CrosscurrentException(
                    "studio.topic_unknown", "There is no topic " + topic + ".", "Choose one of the list.");
        }
        partitions = found.stream()
                .map(each -> new TopicPartition(topic, each.partition()))
                .toList();
        consumer.assign(partitions);
    }

    /** A message, as a page shows it; and whether it has the text anywhere. */
    public record Message(ObjectNode document, String text) {
        boolean has(String part) {
            return part.isEmpty()
                    || text.toLowerCase(java.util.Locale.ROOT).contains(part.toLowerCase(java.util.Locale.ROOT));
        }
    }

    /** The first or the last messages that have the text, in the order of their offsets; looks at no more than 50,000. */
    public List<ObjectNode> page(boolean latest, int limit, String filter) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        int back = filter.isEmpty() ? limit : 50_000;
        for (TopicPartition partition : partitions) {
            long from = latest ? Math.max(begins.get(partition), ends.get(partition) - back) : begins.get(partition);
            consumer.seek(partition, from);
        }
        Deque<ObjectNode> found = new ArrayDeque<>();
        int seen = 0;
        int silent = 0;
        while (silent < 8 && seen < 50_000 && (latest || found.size() < limit) && !ended(ends)) {
            List<Message> messages = next();
            silent = messages.isEmpty() ? silent + 1 : 0;
            seen += messages.size();
            for (Message message : messages) {
                if (message.has(filter) && (latest || found.size() < limit)) {
                    found.addLast(message.document());
                    if (found.size() > limit) {
                        found.removeFirst();
                    }
                }
            }
        }
        return List.copyOf(found);
    }

    private boolean ended(Map<TopicPartition, Long> ends) {
        return partitions.stream().allMatch(partition -> consumer.position(partition) >= ends.get(partition));
    }

    /** From now on only what comes. */
    public void toEnd() {
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** The next messages; waits a moment for the first. */
    public List<Message> next() {
        List<Message> out = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
            String value = TopicReader.text(each.value());
            ObjectNode document = PojoCodec.object()
                    .put("partition", each.partition())
                    .put("offset", each.offset())
                    .put("time", each.timestamp())
                    .put("key", TopicReader.text(each.key()));
            document.set("value", parsed(value));
            out.add(new Message(document, document.path("key").asText("") + "\n" + value));
        }
        return out;
    }

    private static JsonNode parsed(String value) {
        if (value == null) {
            return PojoCodec.node(null);
        }
        if (value.length() > MOST_CHARACTERS) {
            return PojoCodec.node(value.substring(0, MOST_CHARACTERS)
                    + "… (%,d characters, not shown whole)".formatted(value.length()));
        }
        if (value.startsWith("{") || value.startsWith("[")) {
            try {
                return exact(JSON.readTree(value));
            } catch (JsonProcessingException e) {
                return PojoCodec.node(value);
            }
        }
        return PojoCodec.node(value);
    }

    /** Numbers that a browser would round become text. */
    private static JsonNode exact(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(each -> each.setValue(exact(each.getValue())));
            return object;
        }
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                ((com.fasterxml.jackson.databind.node.ArrayNode) node).set(i, exact(node.get(i)));
            }
            return node;
        }
        boolean rounds = node.isIntegralNumber() && (!node.canConvertToLong() || Math.abs(node.asLong()) > (1L << 53));
        return rounds || node.isFloatingPointNumber() ? PojoCodec.node(node.asText()) : node;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
