/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.aws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * The SDK's request and response classes to and from AWS JSON 1.1, by walking their fields. Times are epoch seconds with
 * three decimals, blobs base64. Unknown members are ignored: newer clients send more than an older model knows.
 */
public final class PojoCodec {
    /** Deepest nesting of a request document. */
    private static final int DEPTH = 64;

    /** What a request document may be like, in JSON and in CBOR. */
    static final StreamReadConstraints CONSTRAINTS =
            StreamReadConstraints.builder().maxNestingDepth(DEPTH).build();

    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(CONSTRAINTS)
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .setNodeFactory(NODES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private PojoCodec() {}

    /** @throws ApiException {@code SerializationException} when the bytes are no JSON object */
    public static ObjectNode parse(byte[] body) {
        if (body.length == 0) {
            return NODES.objectNode();
        }
        try {
            if (JSON.readTree(body) instanceof ObjectNode object) {
                return object;
            }
            throw new ApiException("SerializationException", "The request body must be a JSON object.");
        } catch (IOException e) {
            throw new ApiException("SerializationException", "The request body is not valid JSON.");
        }
    }

    /** As {@link #parse(byte[])}, for documents of our own store. */
    public static ObjectNode parse(String text) {
        return parse(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    public static byte[] bytes(JsonNode node) {
        try {
            return JSON.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree could not be written", e);
        }
    }

    /** A text, flag, number or tree as a node. */
    public static JsonNode node(Object value) {
        return value instanceof JsonNode node ? node : JSON.valueToTree(value);
    }

    /** An empty object whose numbers are written without exponents. */
    public static ObjectNode object() {
        return NODES.objectNode();
    }

    public static ObjectNode write(SdkPojo pojo) {
        ObjectNode out = NODES.objectNode();
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            if (value != null
                    && !(value instanceof SdkAutoConstructList<?>)
                    && !(value instanceof SdkAutoConstructMap<?, ?>)) {
                out.set(field.locationName(), node(value, field));
            }
        }
        return out;
    }

    private static JsonNode node(Object value, SdkField<?> field) {
        if (value == null) {
            return NODES.nullNode();
        }
        if (value instanceof SdkPojo nested) {
            return write(nested);
        }
        if (value instanceof List<?> list) {
            SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
            ArrayNode array = NODES.arrayNode();
            list.forEach(each -> array.add(node(each, member)));
            return array;
        }
        if (value instanceof Map<?, ?> map) {
            SdkField<?> member = field.getTrait(MapTrait.class).valueFieldInfo();
            ObjectNode object = NODES.objectNode();
            map.forEach((key, each) -> object.set(String.valueOf(key), node(each, member)));
            return object;
        }
        if (value instanceof Instant instant && iso(field)) {
            return NODES.textNode(ISO.format(instant));
        }
        if (value instanceof Instant instant) {
            return NODES.numberNode(BigDecimal.valueOf(instant.toEpochMilli(), 3));
        }
        if (value instanceof SdkBytes bytes) {
            return NODES.binaryNode(bytes.asByteArrayUnsafe());
        }
        if (value instanceof Boolean flag) {
            return NODES.booleanNode(flag);
        }
        if (value instanceof Number number) {
            return NODES.numberNode(new BigDecimal(number.toString()));
        }
        return NODES.textNode(value.toString());
    }

    /**
     * Fills a builder from a document and builds it.
     *
     * @param builder of an SDK class, for example {@code Endpoint.builder()}
     * @throws ApiException {@code SerializationException}, naming the member, when a value has the wrong type
     */
    public static <T> T read(ObjectNode document, Object builder, Class<T> type) {
        return type.cast(fill(document, (SdkPojo) builder, ""));
    }

    private static Object fill(ObjectNode document, SdkPojo builder, String path) {
        for (SdkField<?> field : builder.sdkFields()) {
            JsonNode value = document.get(field.locationName());
            if (value != null && !value.isNull()) {
                field.set(builder, value(value, field, path + field.locationName()));
            }
        }
        return ((Buildable) builder).build();
    }

    private static Object value(JsonNode node, SdkField<?> field, String path) {
        MarshallingKnownType type = field.marshallingType().getKnownType();
        return switch (type) {
            case STRING -> {
                require(node.isTextual(), path, "a string");
                yield node.textValue();
            }
            case INTEGER -> number(node, path).intValueExact();
            case SHORT -> number(node, path).shortValueExact();
            case BYTE -> number(node, path).byteValueExact();
            case LONG -> number(node, path).longValueExact();
            case FLOAT -> number(node, path).floatValue();
            case DOUBLE -> number(node, path).doubleValue();
            case BIG_DECIMAL -> number(node, path);
            case INSTANT -> time(node, path);
            case BOOLEAN -> {
                require(node.isBoolean(), path, "true or false");
                yield node.booleanValue();
            }
            case SDK_BYTES -> SdkBytes.fromByteArray(blob(node, path));
            case SDK_POJO -> {
                require(node instanceof ObjectNode, path, "an object");
                yield fill((ObjectNode) node, field.constructor().get(), path + ".");
            }
            case LIST -> {
                require(node.isArray(), path, "a list");
                SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
                List<Object> list = new ArrayList<>();
                for (int i = 0; i < node.size(); i++) {
                    list.add(value(node.get(i), member, path + "[" + i + "]"));
                }
                yield list;
            }
            case MAP -> {
                require(node instanceof ObjectNode, path, "an object");
                SdkField<?> member = field.getTrait(MapTrait.class).valueFieldInfo();
                Map<String, Object> map = new LinkedHashMap<>();
                node.properties()
                        .forEach(entry ->
                                map.put(entry.getKey(), value(entry.getValue(), member, path + "." + entry.getKey())));
                yield map;
            }
            case NULL, DOCUMENT ->
                throw new ApiException(
                        "SerializationException", "Member " + path + " has a type this server does not read.");
        };
    }

    /** MSK writes times as text; everyone else as a number. */
    private static boolean iso(SdkField<?> field) {
        TimestampFormatTrait trait = field.getTrait(TimestampFormatTrait.class);
        return trait != null && trait.format() == TimestampFormatTrait.Format.ISO_8601;
    }

    private static Instant time(JsonNode node, String path) {
        if (!node.isTextual()) {
            return Instant.ofEpochMilli(number(node, path).movePointRight(3).longValue());
        }
        try {
            return OffsetDateTime.parse(node.textValue()).toInstant();
        } catch (DateTimeParseException e) {
            throw new ApiException("SerializationException", "Member " + path + " must be a time.");
        }
    }

    private static BigDecimal number(JsonNode node, String path) {
        require(node.isNumber(), path, "a number");
        BigDecimal number = node.decimalValue();
        require(number.precision() - number.scale() <= 19 && number.scale() <= 30, path, "a number in range");
        return number;
    }

    private static byte[] blob(JsonNode node, String path) {
        require(node.isTextual() || node.isBinary(), path, "base64 text");
        try {
            return node.binaryValue();
        } catch (IOException e) {
            throw new ApiException("SerializationException", "Member " + path + " must be base64 text.");
        }
    }

    private static void require(boolean holds, String path, String what) {
        if (!holds) {
            throw new ApiException("SerializationException", "Member " + path + " must be " + what + ".");
        }
    }
}
