/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosscurrent.core.mapping.AttributeMapping.Items;
import io.crosscurrent.core.mapping.AttributeMapping.Literal;
import io.crosscurrent.core.mapping.AttributeMapping.Members;
import io.crosscurrent.core.mapping.AttributeMapping.Text;
import io.crosscurrent.core.mapping.AttributeMapping.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code attribute-mappings}. */
final class AttributeReader {
    private static final Set<String> MEMBERS =
            Set.of("target-attribute-name", "attribute-name", "attribute-type", "attribute-sub-type", "value");

    private AttributeReader() {}

    static List<AttributeMapping> read(RuleReader parameters, boolean document) {
        List<AttributeMapping> attributes = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (RuleReader item : parameters.objects("attribute-mappings")) {
            item.onlyMembers(MEMBERS);
            String name = item.required(
                    item.has("attribute-name") && !item.has("target-attribute-name")
                            ? "attribute-name"
                            : "target-attribute-name");
            if (!names.add(name) || document && name.equals(TablePlan.DOCUMENT)) {
                item.error(
                        "mapping.duplicate_attribute",
                        "target-attribute-name",
                        "Attribute \"" + name + "\" is written twice.",
                        "Give each attribute a name of its own.");
            }
            attributes.add(new AttributeMapping(name, value(item)));
        }
        return attributes;
    }

    private static Value value(RuleReader item) {
        JsonNode value = item.node().get("value");
        String type = item.required("attribute-type");
        String subType = item.text("attribute-sub-type");
        if (value == null || value.isNull()) {
            item.required("value");
            return new Literal("null");
        }
        switch (type) {
            case "scalar" -> {
                expectSubType(item, subType, "string");
                return new Text(template(item, "value", String.valueOf(item.text("value"))));
            }
            case "document" -> {
                expectSubType(item, subType, "json");
                if (!value.isObject()) {
                    item.error(
                            "mapping.wrong_type",
                            "value",
                            "The value of a document must be an object.",
                            "Write \"value\": {\"name\": \"${column}\"}.");
                }
                return document(item, "value", value);
            }
            default -> {
                if (!type.isEmpty()) {
                    item.error(
                            "mapping.unknown_attribute_type",
                            "attribute-type",
                            "\"" + type + "\" is no attribute type for Kafka.",
                            "Use scalar or document.");
                }
                return new Literal("null");
            }
        }
    }

    private static void expectSubType(RuleReader item, String subType, String expected) {
        if (subType != null && !subType.equals(expected)) {
            item.error(
                    "mapping.unknown_attribute_type",
                    "attribute-sub-type",
                    "Attribute sub-type \"" + subType + "\" does not fit this attribute type.",
                    "Use " + expected + ", or leave it out.");
        }
    }

    private static Value document(RuleReader item, String path, JsonNode node) {
        if (node.isTextual()) {
            return new Text(template(item, path, node.asText()));
        }
        if (node.isObject()) {
            Map<String, Value> members = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                members.put(member.getKey(), document(item, path + "." + member.getKey(), member.getValue()));
            }
            return new Members(members);
        }
        if (node.isArray()) {
            List<Value> items = new ArrayList<>();
            for (JsonNode child : node) {
                items.add(document(item, path + "[" + items.size() + "]", child));
            }
            return new Items(items);
        }
        return new Literal(node.toString());
    }

    static ValueTemplate template(RuleReader holder, String path, String text) {
        try {
            return ValueTemplate.parse(text);
        } catch (IllegalArgumentException e) {
            holder.error(
                    "mapping.invalid_placeholder",
                    path,
                    "Wrong placeholder: " + e.getMessage() + ".",
                    "Write ${column}.");
            return new ValueTemplate(List.of(""), List.of());
        }
    }
}
