/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.topic;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.crosscurrent.testing.history.SeenRow;
import io.crosscurrent.testing.history.SeenRow.Place;
import io.crosscurrent.testing.history.TopicCheck;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A {@code read_committed} reader of all partitions of the topics it is told, from their beginning, and of those that are
 * created later. It tells a {@link TopicCheck} each row, and when it stands at the end of a partition. For one thread.
 */
public final class TopicReader implements AutoCloseable {
    private static final long LOOK_NANOS = 1_000_000_000L;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Predicate<String> topics;
    private final MessageForm form;
    private final TopicCheck check;
    private long records;
    private long nextLook;

    /** @param kafka properties of a client: address and credentials */
    public TopicReader(Map<String, Object> kafka, Predicate<String> topics, MessageForm form, TopicCheck check) {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put("isolation.level", "read_committed");
        properties.put("auto.offset.reset", "earliest");
        properties.put("enable.auto.commit", "false");
        properties.put("max.poll.records", "5000");
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.topics = topics;
        this.form = form;
        this.check = check;
    }

    /** Reads what there is, waiting up to {@code patience} for the first record. Returns how many rows came. */
    public int poll(Duration patience) {
        assign();
        if (consumer.assignment().isEmpty()) {
            return 0;
        }
        ConsumerRecords<byte[], byte[]> polled = consumer.poll(patience);
        int rows = 0;
        for (ConsumerRecord<byte[], byte[]> record : polled) {
            rows += observe(record) ? 1 : 0;
            records++;
        }
        for (TopicPartition partition : consumer.assignment()) {
            OptionalLong lag = consumer.currentLag(partition);
            if (lag.isPresent() && lag.getAsLong() == 0) {
                check.atEnd(partition.topic(), partition.partition());
            }
        }
        return rows;
    }

    /** Records read so far, those included that tell of no row. */
    public long records() {
        return records;
    }

    /** New topics are looked for now and then; partitions keep their place. */
    private void assign() {
        long now = System.nanoTime();
        if (nextLook != 0 && now - nextLook < 0) {
            return;
        }
        nextLook = now + LOOK_NANOS;
        Set<TopicPartition> wanted = new HashSet<>(consumer.assignment());
        consumer.listTopics().forEach((topic, partitions) -> {
            if (topics.test(topic)) {
                partitions.forEach(partition -> wanted.add(new TopicPartition(topic, partition.partition())));
            }
        });
        if (!wanted.equals(consumer.assignment())) {
            consumer.assign(List.copyOf(wanted));
        }
    }

    /** Returns whether the record tells of a row. */
    private boolean observe(ConsumerRecord<byte[], byte[]> record) {
        Place place = new Place(record.topic(), record.partition(), record.offset());
        if (record.value() == null) {
            check.pass(place);
            return false;
        }
        try {
            JsonNode message = JSON.readTree(record.value());
            Optional<SeenRow> row = form.row(message, place);
            row.ifPresentOrElse(seen -> check.observe(seen, record.key()), () -> form.table(message, place)
                    .ifPresentOrElse(check::observe, () -> check.pass(place)));
            return row.isPresent();
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException("record " + place + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
