/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.platform;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.server.aws.PojoCodec;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;

/** One page of a topic. Where the next one begins stands in the cursor; nothing is kept on the server. */
final class TopicReader {
    private static final int MOST_RECORDS = 5_000;

    private TopicReader() {}

    static ObjectNode read(Map<String, String> client, ObjectNode request) {
        String topic = PlatformService.text(request, "topic");
        int most = (int) PlatformService.number(request, "maxRecords", 500, 1, MOST_RECORDS);
        long wait = PlatformService.number(request, "waitMillis", 1_000, 0, 30_000);
        try (TopicConsumer consumer = new TopicConsumer(client, topic, "crosscurrent-topic-reader", most)) {
            seek(consumer, request);
            ObjectNode out = PojoCodec.object();
            poll(consumer, wait, out.putArray("records"));
            out.put("cursor", TopicConsumer.cursor(consumer.positions()));
            return out;
        } catch (KafkaException e) {
            throw new CrosscurrentException(
                    "topic.unreadable",
                    "Topic " + topic + " cannot be read: " + e.getMessage(),
                    "Check that it exists and that Kafka runs.",
                    e);
        }
    }

    private static void seek(TopicConsumer consumer, ObjectNode request) {
        if (request.path("from").asText("earliest").equals("latest")) {
            consumer.toEnd();
        }
        String cursor = request.path("cursor").asText("");
        if (!cursor.isEmpty() && !cursor.equals("null")) {
            consumer.to(cursor);
        }
    }

    /** A poll may come back empty while the first fetch is under way, so it is repeated until the time is over. */
    private static void poll(TopicConsumer consumer, long waitMillis, ArrayNode out) {
        long end = System.nanoTime() + Duration.ofMillis(waitMillis).toNanos();
        while (true) {
            long left = Math.max(0, (end - System.nanoTime()) / 1_000_000);
            consumer.poll(Duration.ofMillis(Math.min(left, 250))).forEach(record -> write(out.addObject(), record));
            if (!out.isEmpty() || left == 0) {
                return;
            }
        }
    }

    private static void write(ObjectNode each, ConsumerRecord<byte[], byte[]> record) {
        each.put("partition", record.partition());
        each.put("offset", record.offset());
        each.put("timestampMillis", record.timestamp());
        each.put("key", TopicConsumer.text(record.key()));
        each.put("value", TopicConsumer.text(record.value()));
        ObjectNode headers = each.putObject("headers");
        for (Header header : record.headers()) {
            headers.put(header.key(), TopicConsumer.text(header.value()));
        }
    }
}
