/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the members of one object of a rule and collects what is wrong instead of stopping. Members that are null count
 * as absent; numbers and booleans may also be strings, and the other way round, as in documents of the service.
 */
final class RuleReader {
    private final JsonNode node;
    private final String path;
    private final String ruleId;
    private final List<MappingError> errors;

    RuleReader(JsonNode node, String path, String ruleId, List<MappingError> errors) {
        this.node = node;
        this.path = path;
        this.ruleId = ruleId;
        this.errors = errors;
    }

    JsonNode node() {
        return node;
    }

    boolean has(String member) {
        JsonNode value = node.get(member);
        return value != null && !value.isNull();
    }

    /** The text of a scalar member, or null when it is absent. */
    String text(String member) {
        if (!has(member)) {
            return null;
        }
        JsonNode value = node.get(member);
        if (value.isContainerNode()) {
            error("mapping.wrong_type", member, "\"" + member + "\" must be text.", "Write \"" + member + "\": \"…\".");
            return null;
        }
        return value.asText();
    }

    /** The text of a member that must be there and not empty; "" after reporting that it is not. */
    String required(String member) {
        String text = text(member);
        if (text == null || text.isEmpty()) {
            if (!has(member) || text != null) {
                error("mapping.missing_member", member, "\"" + member + "\" is missing.", "Add \"" + member + "\".");
            }
            return "";
        }
        return text;
    }

    /** An integer from {@code least} to the largest int, or 0 when the member is absent or empty. */
    int integer(String member, int least) {
        String text = text(member);
        if (text == null || text.isBlank()) {
            return 0;
        }
        try {
            int value = Integer.parseInt(text.trim());
            if (value >= least) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Reported below, together with numbers out of range.
        }
        error(
                "mapping.invalid_number",
                member,
                "\"%s\" is \"%s\", not an integer from %d to %d.".formatted(member, text, least, Integer.MAX_VALUE),
                "Correct \"" + member + "\" or leave it out.");
        return 0;
    }

    /** A member that is an object, or null when it is absent. */
    RuleReader object(String member) {
        if (!has(member)) {
            return null;
        }
        JsonNode value = node.get(member);
        if (!value.isObject()) {
            error(
                    "mapping.wrong_type",
                    member,
                    "\"" + member + "\" must be an object.",
                    "Write \"" + member + "\": {…}.");
            return null;
        }
        return new RuleReader(value, path + "." + member, ruleId, errors);
    }

    /** The items of a member that is an array of objects; empty when it is absent. */
    List<RuleReader> objects(String member) {
        List<RuleReader> items = new ArrayList<>();
        for (JsonNode item : array(member)) {
            String itemPath = path + "." + member + "[" + items.size() + "]";
            if (!item.isObject()) {
                errors.add(new MappingError(
                        "mapping.wrong_type", ruleId, itemPath, "The item must be an object.", "Write {…}."));
            }
            items.add(new RuleReader(item, itemPath, ruleId, errors));
        }
        return items;
    }

    /** The items of a member that is an array of texts; empty when it is absent. */
    List<String> texts(String member) {
        List<String> items = new ArrayList<>();
        for (JsonNode item : array(member)) {
            if (!item.isTextual()) {
                error("mapping.wrong_type", member, "\"" + member + "\" must hold texts only.", "Write [\"…\"].");
            }
            items.add(item.asText());
        }
        return items;
    }

    private Iterable<JsonNode> array(String member) {
        if (!has(member)) {
            return List.of();
        }
        JsonNode value = node.get(member);
        if (!value.isArray()) {
            error(
                    "mapping.wrong_type",
                    member,
                    "\"" + member + "\" must be an array.",
                    "Write \"" + member + "\": […].");
            return List.of();
        }
        return value;
    }

    /** Reports members that have a value and no meaning, so that a misspelt one is not lost in silence. */
    void onlyMembers(Set<String> known) {
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (!known.contains(member.getKey()) && !member.getValue().isNull()) {
                error(
                        "mapping.unknown_member",
                        member.getKey(),
                        "\"" + member.getKey() + "\" is not known here.",
                        "Use " + String.join(", ", known.stream().sorted().toList()) + ".");
            }
        }
    }

    /** The same place of the document, reporting into another list: for errors that show when a table is known. */
    RuleReader with(List<MappingError> other) {
        return new RuleReader(node, path, ruleId, other);
    }

    void error(String code, String member, String reason, String remedy) {
        errors.add(new MappingError(code, ruleId, member.isEmpty() ? path : path + "." + member, reason, remedy));
    }
}
