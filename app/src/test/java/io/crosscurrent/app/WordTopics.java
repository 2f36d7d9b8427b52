/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What goes into the program WordCount, and what comes out of it. */
final class WordTopics {
    static final List<String> WORDS = List.of("ape", "bee", "cat");

    private WordTopics() {}

    /** Writes each word so many times. */
    static void write(Properties kafka, String topic, int times) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(properties(kafka))) {
            for (int i = 0; i < times; i++) {
                WORDS.forEach(word -> producer.send(new ProducerRecord<>(topic, word)));
            }
        }
    }

    /** The committed counts of each word, in the order in which they stand. */
    static Map<String, List<Long>> counts(Properties kafka, String topic) {
        Map<String, Object> properties = properties(kafka);
        properties.put("isolation.level", "read_committed");
        properties.put("auto.offset.reset", "earliest");
        properties.put("enable.auto.commit", "false");
        Map<String, List<Long>> counts = new TreeMap<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(entry -> {
                    String[] said = entry.value().split(" ");
                    counts.computeIfAbsent(said[0], word -> new ArrayList<>()).add(Long.parseLong(said[1]));
                });
            }
        }
        return counts;
    }

    private static Map<String, Object> properties(Properties kafka) {
        Map<String, Object> properties = new HashMap<>();
        kafka.stringPropertyNames().forEach(name -> properties.put(name, kafka.getProperty(name)));
        properties.put("key.serializer", StringSerializer.class.getName());
        properties.put("value.serializer", StringSerializer.class.getName());
        return properties;
    }
}
