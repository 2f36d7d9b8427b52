/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.topic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.platform.TopicConsumer;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/**
 * Records as a page shows them: {@code {partition, offset, time, key, value, bytes}}, and {@code headers} when there are
 * some. A value that is JSON is shown as such, with numbers that a browser would round as texts.
 */
final class MessageText {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private static final int MOST_CHARACTERS = 200_000;

    private final String wanted;

    /** @param wanted text that must be somewhere in a record, in any case */
    MessageText(String wanted) {
        this.wanted = wanted.toLowerCase(Locale.ROOT);
    }

    boolean isAny() {
        return wanted.isEmpty();
    }

    /** The record, when it has the text. */
    Optional<TopicMessages.Message> find(ConsumerRecord<byte[], byte[]> record) {
        String key = TopicConsumer.text(record.key());
        String value = TopicConsumer.text(record.value());
        ObjectNode headers = PojoCodec.object();
        for (Header header : record.headers()) {
            headers.put(header.key(), TopicConsumer.text(header.value()));
        }
        if (!isAny() && !has(key) && !has(value) && !(headers.size() > 0 && has(headers.toString()))) {
            return Optional.empty();
        }
        long bytes = size(record.key()) + size(record.value());
        ObjectNode document = PojoCodec.object()
                .put("partition", record.partition())
                .put("offset", record.offset())
                .put("time", record.timestamp())
                .put("bytes", bytes)
                .put("key", key);
        document.set("value", parsed(value));
        if (!headers.isEmpty()) {
            document.set("headers", headers);
        }
        return Optional.of(new TopicMessages.Message(
                new TopicPartition(record.topic(), record.partition()),
                record.offset(),
                record.timestamp(),
                bytes,
                document));
    }

    private boolean has(String text) {
        return text != null && text.toLowerCase(Locale.ROOT).contains(wanted);
    }

    private static long size(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
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
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, exact(array.get(i)));
            }
            return array;
        }
        return node.isNumber() && rounds(node) ? PojoCodec.node(node.asText()) : node;
    }

    /** Whether a browser would write the number otherwise than it stands there. */
    private static boolean rounds(JsonNode number) {
        if (number.isIntegralNumber()) {
            return !number.canConvertToLong() || Math.abs(number.asLong()) > (1L << 53);
        }
        String text = number.asText();
        return text.endsWith(".0") || text.contains("E") || !text.equals(Double.toString(number.asDouble()));
    }
}
