/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.mapping;

import io.crosscurrent.core.encoding.TopicName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * An object-mapping rule: how records of a table look and where they go.
 *
 * @param topic {@code kafka-target-topic}, or "" for the topic of the endpoint
 * @param document whether columns go into one attribute
 * @param keyType {@code partition-key-type}, or "" for our default
 * @param keyName {@code partition-key-name}, or ""
 * @param keyValue value of {@code partition-key}, or null
 */
record ObjectMappingRule(
        long id,
        ObjectLocator locator,
        String topic,
        boolean document,
        String keyType,
        String keyName,
        ValueTemplate keyValue,
        Set<String> excludedColumns,
        List<AttributeMapping> attributes,
        RuleReader source)
        implements Rule {
    private static final Set<String> MEMBERS = Set.of(
            "rule-type",
            "rule-id",
            "rule-name",
            "rule-action",
            "object-locator",
            "kafka-target-topic",
            "target-table-name",
            "mapping-parameters",
            "partition-key");
    private static final Set<String> PARAMETERS = Set.of(
            "partition-key-type", "partition-key-name", "partition-key", "exclude-columns", "attribute-mappings");
    private static final Set<String> KEY_TYPES =
            Set.of("schema-table", "transaction-id", "primary-key", "constant", "attribute-name");

    static ObjectMappingRule read(long id, RuleReader rule) {
        rule.onlyMembers(MEMBERS);
        String action = rule.required("rule-action");
        if (!Set.of("", "map-record-to-record", "map-record-to-document").contains(action)) {
            rule.error(
                    "mapping.unknown_action",
                    "rule-action",
                    "\"" + action + "\" is no action of object-mapping rules for Kafka.",
                    "Use map-record-to-record or map-record-to-document.");
        }
        String topic = Objects.requireNonNullElse(rule.text("kafka-target-topic"), "");
        if (!topic.isEmpty() && !TopicName.isValid(topic)) {
            rule.error(
                    "mapping.invalid_topic",
                    "kafka-target-topic",
                    "\"" + topic + "\" is no topic name.",
                    TopicName.RULE);
        }
        ObjectLocator locator = ObjectLocator.read(rule, false, false);
        boolean document = action.equals("map-record-to-document");
        ValueTemplate ruleKey = key(rule);
        RuleReader parameters = rule.object("mapping-parameters");
        if (parameters == null) {
            return new ObjectMappingRule(
                    id, locator, topic, document, "", "", checked(rule, "", "", ruleKey), Set.of(), List.of(), rule);
        }
        parameters.onlyMembers(PARAMETERS);
        ValueTemplate parameterKey = key(parameters);
        if (ruleKey != null && parameterKey != null && !ruleKey.equals(parameterKey)) {
            parameters.error(
                    "mapping.conflicting_key",
                    "partition-key",
                    "\"partition-key\" stands at the rule and in its mapping-parameters, with different values.",
                    "Leave one out.");
        }
        ValueTemplate key = parameterKey != null ? parameterKey : ruleKey;
        String keyType = Objects.requireNonNullElse(parameters.text("partition-key-type"), "");
        String keyName = Objects.requireNonNullElse(parameters.text("partition-key-name"), "");
        return new ObjectMappingRule(
                id,
                locator,
                topic,
                document,
                keyType,
                keyName,
                checked(parameters, keyType, keyName, key),
                new LinkedHashSet<>(parameters.texts("exclude-columns")),
                AttributeReader.read(parameters, document),
                rule);
    }

    private static ValueTemplate key(RuleReader holder) {
        RuleReader key = holder.object("partition-key");
        if (key == null) {
            return null;
        }
        key.onlyMembers(Set.of("value"));
        return AttributeReader.template(key, "value", key.required("value"));
    }

    /** Reports a key whose parts do not fit together; returns the value. */
    private static ValueTemplate checked(RuleReader parameters, String type, String name, ValueTemplate value) {
        if (!type.isEmpty() && !KEY_TYPES.contains(type)) {
            parameters.error(
                    "mapping.unknown_key_type",
                    "partition-key-type",
                    "\"" + type + "\" is no partition key type.",
                    "Use schema-table, transaction-id, primary-key, constant or attribute-name.");
        } else if (type.equals("constant") && (value == null || !value.isConstant())) {
            parameters.error(
                    "mapping.missing_member",
                    "partition-key",
                    "Partition key type constant needs \"partition-key\": {\"value\": \"…\"} without a placeholder.",
                    "Add it, or use attribute-name.");
        } else if (type.equals("attribute-name") && name.isEmpty() && value == null) {
            parameters.error(
                    "mapping.missing_member",
                    "partition-key-name",
                    "Partition key type attribute-name needs \"partition-key-name\".",
                    "Name a column or a mapped attribute.");
        } else if (!name.isEmpty() && !type.isEmpty() && !type.equals("attribute-name")) {
            parameters.error(
                    "mapping.conflicting_key",
                    "partition-key-name",
                    "\"partition-key-name\" has no meaning with partition key type " + type + ".",
                    "Leave it out, or use attribute-name.");
        } else if (!name.isEmpty() && value != null) {
            parameters.error(
                    "mapping.conflicting_key",
                    "partition-key",
                    "\"partition-key-name\" and \"partition-key\" both say what the key is.",
                    "Leave one out.");
        } else if (value != null
                && KEY_TYPES.contains(type)
                && !Set.of("constant", "attribute-name").contains(type)) {
            parameters.error(
                    "mapping.conflicting_key",
                    "partition-key",
                    "\"partition-key\" has no meaning with partition key type " + type + ".",
                    "Leave it out, or use constant or attribute-name.");
        }
        return value;
    }
}
