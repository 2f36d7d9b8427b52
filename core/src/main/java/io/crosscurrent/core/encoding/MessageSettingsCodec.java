/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.encoding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.encoding.MessageSettings.BeforeImageColumns;
import io.crosscurrent.core.encoding.MessageSettings.Format;
import io.crosscurrent.core.failure.CrosscurrentException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Message settings from and to the JSON of the service. */
final class MessageSettingsCodec {
    private static final ObjectMapper JSON = new ObjectMapper();

    private MessageSettingsCodec() {}

    static MessageSettings read(Map<String, ?> kafka, Map<String, ?> beforeImage) {
        JsonNode kafkaNode = JSON.valueToTree(kafka);
        JsonNode beforeImageNode = JSON.valueToTree(beforeImage);
        return read(kafkaNode, beforeImageNode);
    }

    static MessageSettings read(String json) {
        try {
            JsonNode document = JSON.readTree(json);
            return read(document.get("KafkaSettings"), document.get("BeforeImageSettings"));
        } catch (JsonProcessingException e) {
            throw new CrosscurrentException(
                    "settings.invalid_json",
                    "Message settings are not JSON: " + e.getOriginalMessage() + ".",
                    "Write {\"KafkaSettings\": {…}, \"BeforeImageSettings\": {…}}.",
                    e);
        }
    }

    static MessageSettings read(JsonNode kafkaNode, JsonNode beforeImageNode) {
        SettingsReader kafka = new SettingsReader("KafkaSettings", kafkaNode);
        String topic = kafka.text("Topic", MessageSettings.DEFAULT_TOPIC);
        if (!TopicName.isValid(topic)) {
            kafka.error("settings.topic", "Topic \"" + topic + "\" is no topic name", TopicName.RULE);
        }
        SettingsReader before = new SettingsReader("BeforeImageSettings", beforeImageNode);
        boolean enabled = before.flag("EnableBeforeImage");
        String field = before.text("FieldName", "");
        if (enabled && field.isEmpty()) {
            before.error("settings.before_image", "FieldName is missing", "Name the field, for example before-image.");
        } else if (enabled && (field.equals("data") || field.equals("metadata"))) {
            before.error(
                    "settings.before_image",
                    "FieldName \"" + field + "\" is a member of every message",
                    "Choose another name, for example before-image.");
        }
        MessageSettings settings = new MessageSettings(
                topic,
                choice(kafka, "MessageFormat", "settings.message_format", Format.values(), Format.JSON),
                kafka.positive("MessageMaxBytes", MessageSettings.DEFAULT_MAX_BYTES),
                kafka.flag("IncludeTransactionDetails"),
                kafka.flag("IncludePartitionValue"),
                kafka.flag("PartitionIncludeSchemaTable"),
                kafka.flag("IncludeTableAlterOperations"),
                kafka.flag("IncludeControlDetails"),
                kafka.flag("IncludeNullAndEmpty"),
                kafka.flag("NoHexPrefix"),
                kafka.flag("UseLargeIntegerValue"),
                enabled ? field : "",
                choice(
                        before,
                        "ColumnFilter",
                        "settings.before_image",
                        BeforeImageColumns.values(),
                        BeforeImageColumns.PK_ONLY));
        SettingsReader.throwErrors(kafka, before);
        return settings;
    }

    /** Both enums are spelled in lower case with hyphens by the API and in upper case with underscores by the console. */
    private static <E extends Enum<E>> E choice(
            SettingsReader settings, String member, String code, E[] values, E otherwise) {
        String text = settings.text(member, "");
        if (text.isEmpty()) {
            return otherwise;
        }
        String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
        for (E value : values) {
            if (value.name().equals(name)) {
                return value;
            }
        }
        String known = Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(", "));
        settings.error(code, member + " is \"" + text + "\"", "Use one of " + known + ".");
        return otherwise;
    }

    static String write(MessageSettings settings) {
        ObjectNode document = JSON.createObjectNode();
        document.putObject("KafkaSettings")
                .put("Topic", settings.topic())
                .put("MessageFormat", settings.format().spelling())
                .put("MessageMaxBytes", settings.maxBytes())
                .put("IncludeTransactionDetails", settings.includeTransactionDetails())
                .put("IncludePartitionValue", settings.includePartitionValue())
                .put("PartitionIncludeSchemaTable", settings.partitionIncludeSchemaTable())
                .put("IncludeTableAlterOperations", settings.includeTableAlterOperations())
                .put("IncludeControlDetails", settings.includeControlDetails())
                .put("IncludeNullAndEmpty", settings.includeNullAndEmpty())
                .put("NoHexPrefix", settings.noHexPrefix())
                .put("UseLargeIntegerValue", settings.useLargeIntegerValue());
        document.putObject("BeforeImageSettings")
                .put("EnableBeforeImage", !settings.beforeImageField().isEmpty())
                .put("FieldName", settings.beforeImageField())
                .put("ColumnFilter", settings.beforeImageColumns().spelling());
        return document.toString();
    }
}
