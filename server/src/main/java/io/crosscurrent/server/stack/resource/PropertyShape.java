/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.PojoCodec;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/**
 * Fits the properties of a template to the request of a service: the names differ only in upper and lower case, and the
 * values only in being text where the request has numbers, flags or JSON in a string.
 */
final class PropertyShape {
    private PropertyShape() {}

    /** @throws ApiException naming the first property that the request does not have */
    static void check(String path, ObjectNode properties, SdkPojo type) {
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
            SdkField<?> field = field(type, property.getKey()).orElseThrow(() -> unsupported(path, property.getKey()));
            check(path + "/" + property.getKey(), property.getValue(), field);
        }
    }

    static ApiException unsupported(String path, String property) {
        return new ApiException(
                "ValidationError", "Encountered unsupported property " + property + " at " + path + ".");
    }

    private static void check(String path, JsonNode value, SdkField<?> field) {
        if (call(value)) {
            if (value.has("Fn::If") && value.get("Fn::If").size() == 3) {
                check(path, value.get("Fn::If").get(1), field);
                check(path, value.get("Fn::If").get(2), field);
            }
            return;
        }
        switch (field.marshallingType().getKnownType()) {
            case SDK_POJO -> {
                if (!(value instanceof ObjectNode object)) {
                    throw new ApiException("ValidationError", "The property at " + path + " must be a map.");
                }
                check(path, object, field.constructor().get());
            }
            case LIST -> {
                SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
                if (!value.isArray()) {
                    throw new ApiException("ValidationError", "The property at " + path + " must be a list.");
                }
                for (int i = 0; i < value.size(); i++) {
                    check(path + "/" + i, value.get(i), member);
                }
            }
            default -> {}
        }
    }

    private static boolean call(JsonNode node) {
        if (!node.isObject() || node.size() != 1) {
            return false;
        }
        String name = node.fieldNames().next();
        return name.equals("Ref") || name.startsWith("Fn::");
    }

    /** The request document with those properties the request has. */
    static ObjectNode fit(ObjectNode properties, SdkPojo type) {
        ObjectNode request = PojoCodec.object();
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
            field(type, property.getKey())
                    .ifPresent(field -> request.set(field.locationName(), fit(property.getValue(), field)));
        }
        return request;
    }

    private static JsonNode fit(JsonNode value, SdkField<?> field) {
        return switch (field.marshallingType().getKnownType()) {
            case SDK_POJO ->
                value instanceof ObjectNode object
                        ? fit(object, field.constructor().get())
                        : value;
            case LIST -> {
                SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
                ArrayNode list = PojoCodec.object().arrayNode();
                // a list parameter arrives as one value where the template forgets the brackets
                (value.isArray() ? value : PojoCodec.object().arrayNode().add(value))
                        .forEach(each -> list.add(fit(each, member)));
                yield list;
            }
            case MAP -> {
                SdkField<?> member = field.getTrait(MapTrait.class).valueFieldInfo();
                ObjectNode map = PojoCodec.object();
                value.properties().forEach(each -> map.set(each.getKey(), fit(each.getValue(), member)));
                yield map;
            }
            case STRING -> map(value.isContainerNode() ? value.toString() : value.asText());
            case BOOLEAN -> value.isTextual() ? flag(value) : value;
            case INTEGER, LONG, SHORT, DOUBLE, FLOAT, BIG_DECIMAL, INSTANT -> value.isTextual() ? number(value) : value;
            default -> value;
        };
    }

    private static JsonNode map(String text) {
        return PojoCodec.object().textNode(text);
    }

    private static JsonNode flag(JsonNode value) {
        return value.textValue().matches("(?i)true|false")
                ? PojoCodec.object().booleanNode(Boolean.parseBoolean(value.textValue()))
                : value;
    }

    private static JsonNode number(JsonNode value) {
        return value.textValue().matches("-?\\d{1,18}(\\.\\d{1,9})?")
                ? PojoCodec.object().numberNode(new BigDecimal(value.textValue()))
                : value;
    }

    private static Optional<SdkField<?>> field(SdkPojo type, String property) {
        return type.sdkFields().stream()
                .filter(field -> field.memberName().equalsIgnoreCase(property)
                        || field.locationName().equalsIgnoreCase(property))
                .findFirst();
    }
}
