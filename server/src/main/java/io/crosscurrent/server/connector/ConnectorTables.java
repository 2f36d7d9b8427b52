/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.connector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crosscurrent.core.registry.RegistryRecord;
import io.crosscurrent.core.registry.RegistryRecord.Captured;
import io.crosscurrent.engines.kafka.KafkaEngine;
import io.crosscurrent.server.connector.ConnectorConfiguration.Format;
import io.crosscurrent.server.connector.EnvelopeShape.Message;
import io.crosscurrent.server.registry.Registry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Looks at the topics of connectors and tells the registry which tables they are. A topic is looked at again when it has
 * grown, so a changed table is known soon after its next message. For one thread.
 */
final class ConnectorTables {
    /** How many of the newest messages of a partition are looked at. */
    private static final long LOOKED_AT = 200;

    private static final Duration POLL = Duration.ofMillis(200);
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final Registry registry;
    private final Map<String, Long> seen = new HashMap<>();
    private final Map<String, Captured> told = new HashMap<>();

    ConnectorTables(Registry registry) {
        this.registry = registry;
    }

    /** What a connector is called in the registry. */
    static String id(String connector) {
        return "connector:" + connector;
    }

    /** @param connectors configuration by name */
    void look(KafkaEngine kafka, Map<String, Map<String, String>> connectors) {
        List<RegistryRecord> news = new ArrayList<>();
        for (KafkaEngine.TopicDescription topic : kafka.topics()) {
            connectors.forEach((name, config) -> {
                String prefix = config.getOrDefault("topic.prefix", config.getOrDefault("database.server.name", ""));
                Format format = ConnectorConfiguration.format(config);
                String id = name + "/" + topic.name();
                boolean grown =
                        topic.records() > 0 && !Long.valueOf(topic.records()).equals(seen.get(id));
                if (format.json() && topic.name().startsWith(prefix + ".") && grown) {
                    table(kafka, name, prefix, format, topic).ifPresent(table -> {
                        if (!table.equals(told.put(id, table))) {
                            news.add(table);
                        }
                    });
                    seen.put(id, topic.records());
                }
            });
        }
        if (!news.isEmpty()) {
            registry.follow(kafka.clientProperties());
            registry.tell(news, kafka.clientProperties());
        }
    }

    /** A connector was deleted, or made anew. */
    void forget(String connector) {
        seen.keySet().removeIf(id -> id.startsWith(connector + "/"));
        told.keySet().removeIf(id -> id.startsWith(connector + "/"));
    }

    private static Optional<Captured> table(
            KafkaEngine kafka, String name, String prefix, Format format, KafkaEngine.TopicDescription topic) {
        List<Message> messages = newest(kafka, topic);
        if (messages.isEmpty()) {
            return Optional.empty();
        }
        return EnvelopeShape.of(messages, format)
                .map(shape -> new Captured(
                        id(name),
                        prefix,
                        topic.name().substring(prefix.length() + 1),
                        topic.name(),
                        shape.columns(),
                        shape.key(),
                        false,
                        format.schemas() ? Captured.DEBEZIUM_JSON_WITH_SCHEMA : Captured.DEBEZIUM_JSON));
    }

    /** The newest committed messages that are JSON objects, oldest first. */
    private static List<Message> newest(KafkaEngine kafka, KafkaEngine.TopicDescription topic) {
        Map<String, Object> properties = new HashMap<>(kafka.clientProperties());
        properties.put("client.id", "crosscurrent-connector-tables");
        properties.put("isolation.level", "read_committed");
        properties.put("enable.auto.commit", "false");
        properties.put("auto.offset.reset", "earliest");
        List<TopicPartition> partitions = new ArrayList<>();
        for (int i = 0; i < topic.partitions(); i++) {
            partitions.add(new TopicPartition(topic.name(), i));
        }
        List<Message> messages = new ArrayList<>();
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties, bytes, bytes)) {
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
            partitions.forEach(each -> consumer.seek(each, Math.max(begins.get(each), ends.get(each) - LOOKED_AT)));
            while (behind(consumer, partitions, ends)) {
                for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(POLL)) {
                    parsed(entry.value())
                            .ifPresent(value ->
                                    messages.add(new Message(parsed(entry.key()).orElse(null), value)));
                }
            }
        }
        return messages;
    }

    private static boolean behind(
            KafkaConsumer<?, ?> consumer, Collection<TopicPartition> partitions, Map<TopicPartition, Long> ends) {
        return partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each));
    }

    private static Optional<JsonNode> parsed(byte[] text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(text)).filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            // A topic with this name that is no table of the connector.
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory cannot be read", e);
        }
    }
}
