/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.encoding;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * How messages look: the message part of the DMS {@code KafkaSettings}. Names and defaults are those of the service.
 *
 * @param topic where tables without {@code kafka-target-topic} and task-level control records go
 * @param format {@code json} is indented with tabs over several lines, {@code json-unformatted} is one line
 * @param maxBytes largest record value, in bytes
 * @param beforeImageField name of the before image object in updates, or "" when it is off
 * @param beforeImageColumns which columns it holds; LOB columns are in none, as in the service
 */
public record MessageSettings(
        String topic,
        Format format,
        int maxBytes,
        boolean includeTransactionDetails,
        boolean includePartitionValue,
        boolean partitionIncludeSchemaTable,
        boolean includeTableAlterOperations,
        boolean includeControlDetails,
        boolean includeNullAndEmpty,
        boolean noHexPrefix,
        boolean useLargeIntegerValue,
        String beforeImageField,
        BeforeImageColumns beforeImageColumns) {

    /** {@code Topic} when the endpoint names none. */
    public static final String DEFAULT_TOPIC = "kafka-default-topic";

    /** {@code MessageMaxBytes} when the endpoint names none. */
    public static final int DEFAULT_MAX_BYTES = 1_000_000;

    /** Message formats, as the API spells them in lower case with a hyphen. */
    public enum Format {
        JSON,
        JSON_UNFORMATTED;

        /** {@code json} or {@code json-unformatted}. */
        public String spelling() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** {@code BeforeImageSettings.ColumnFilter}. */
    public enum BeforeImageColumns {
        PK_ONLY,
        NON_LOB,
        ALL;

        /** {@code pk-only}, {@code non-lob} or {@code all}. */
        public String spelling() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public MessageSettings {
        Objects.requireNonNull(topic);
        Objects.requireNonNull(format);
        Objects.requireNonNull(beforeImageField);
        Objects.requireNonNull(beforeImageColumns);
    }

    /** What the service uses when an endpoint says nothing. */
    public static MessageSettings defaults() {
        return fromKafkaSettings((JsonNode) null, null);
    }

    /**
     * Reads the {@code KafkaSettings} of an endpoint and the {@code BeforeImageSettings} of a task. Members that are not
     * about messages are ignored; names may begin with a small letter; numbers and booleans may be strings; the format
     * may be spelled as in the API or as in the console.
     *
     * @param kafka may be null
     * @param beforeImage may be null: no before image
     * @throws io.crosscurrent.core.failure.CrosscurrentException {@code settings.…}, naming every wrong member
     */
    public static MessageSettings fromKafkaSettings(JsonNode kafka, JsonNode beforeImage) {
        return MessageSettingsCodec.read(kafka, beforeImage);
    }

    /** The same from maps as JSON libraries make them. */
    public static MessageSettings fromKafkaSettings(Map<String, ?> kafka, Map<String, ?> beforeImage) {
        return MessageSettingsCodec.read(kafka, beforeImage);
    }

    /** Reads what {@link #toJson} wrote. */
    public static MessageSettings fromJson(String json) {
        return MessageSettingsCodec.read(json);
    }

    /** {@code {"KafkaSettings": {…}, "BeforeImageSettings": {…}}}, on one line, with every member. */
    public String toJson() {
        return MessageSettingsCodec.write(this);
    }
}
