/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.mapping;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a table mappings document. Every rule is read even when an earlier one is wrong. */
final class MappingParser {
    private static final int MAX_BYTES = 2 * 1024 * 1024;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final List<MappingError> errors = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();
    private final Map<Long, String> ids = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();

    static TableMappings parse(String json) {
        return new MappingParser().document(json);
    }

    private TableMappings document(String json) {
        int bytes = json.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw invalid(
                    "mapping.too_large",
                    "It has %d bytes; %d are allowed.".formatted(bytes, MAX_BYTES),
                    "Use wildcards.");
        }
        JsonNode document;
        try {
            document = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw invalid(
                    "mapping.invalid_document",
                    "It is not JSON: " + e.getOriginalMessage() + ", line "
                            + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ".",
                    "Correct it there.");
        }
        JsonNode items = document.path("rules");
        if (!items.isArray()) {
            throw invalid(
                    "mapping.invalid_document",
                    "It must be an object with an array \"rules\".",
                    "Write {\"rules\": […]}.");
        }
        for (int i = 0; i < items.size(); i++) {
            rule(items.get(i), "$.rules[" + i + "]");
        }
        List<SelectionRule> selections = of(SelectionRule.class);
        List<ObjectMappingRule> mappings = of(ObjectMappingRule.class);
        if (errors.isEmpty()) {
            if (selections.stream().allMatch(rule -> rule.action() == SelectionRule.Action.EXCLUDE)) {
                throw invalid(
                        "mapping.no_selection",
                        "No selection rule includes a table.",
                        "Add a selection rule with rule-action include.");
            }
            errors.addAll(RuleConflicts.find(selections, mappings));
        }
        if (!errors.isEmpty()) {
            throw new MappingException(errors);
        }
        List<TransformationRule> transformations = of(TransformationRule.class).stream()
                .sorted(Comparator.comparingLong(TransformationRule::id))
                .toList();
        return new RuleSet(selections, mappings, transformations);
    }

    private void rule(JsonNode node, String path) {
        if (!node.isObject()) {
            errors.add(new MappingError("mapping.wrong_type", "", path, "A rule must be an object.", "Write {…}."));
            return;
        }
        String idText = node.path("rule-id").asText("");
        RuleReader rule = new RuleReader(node, path, idText.isEmpty() ? "?" : idText, errors);
        long id = id(rule);
        String name = rule.required("rule-name");
        String earlier = name.isEmpty() ? null : names.putIfAbsent(name, path);
        if (earlier != null) {
            rule.error(
                    "mapping.duplicate_name",
                    "rule-name",
                    "Rule name \"" + name + "\" is used by " + earlier + " too.",
                    "Give each rule a name of its own.");
        }
        String type = rule.required("rule-type");
        switch (type) {
            case "selection" -> rules.add(SelectionRule.read(id, rule));
            case "object-mapping" -> rules.add(ObjectMappingRule.read(id, rule));
            case "transformation" -> rules.add(TransformationRule.read(id, rule));
            case "table-settings" -> rules.add(TableSettingsRule.read(id, rule));
            case "validation", "post-processing" ->
                rule.error(
                        "mapping.unsupported_rule",
                        "rule-type",
                        "Rules of type " + type + " have no meaning for Kafka.",
                        "Remove the rule.");
            case "" -> {
                // Reported as missing.
            }
            default ->
                rule.error(
                        "mapping.unknown_rule_type",
                        "rule-type",
                        "\"" + type + "\" is no rule type.",
                        "Use selection, transformation, object-mapping or table-settings.");
        }
    }

    private long id(RuleReader rule) {
        String text = rule.required("rule-id");
        if (text.isEmpty()) {
            return 0;
        }
        try {
            long id = Long.parseLong(text);
            String earlier = ids.putIfAbsent(id, text);
            if (earlier != null) {
                rule.error(
                        "mapping.duplicate_id",
                        "rule-id",
                        "Rule id " + text + " is used by another rule too.",
                        "Give each rule an id of its own.");
            }
            return id;
        } catch (NumberFormatException e) {
            rule.error(
                    "mapping.invalid_number",
                    "rule-id",
                    "Rule id \"" + text + "\" is not a whole number.",
                    "Number the rules.");
            return 0;
        }
    }

    private <R extends Rule> List<R> of(Class<R> kind) {
        return rules.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .sorted(Rule::byPrecedence)
                .toList();
    }

    private static MappingException invalid(String code, String reason, String remedy) {
        return new MappingException(List.of(new MappingError(code, "", "", reason, remedy)));
    }
}
