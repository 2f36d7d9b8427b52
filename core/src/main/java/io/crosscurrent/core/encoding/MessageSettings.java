/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.encoding;

import java.util.Objects;

/**
 * How messages look: the message part of the DMS {@code KafkaSettings}. Names and defaults are those of the service.
 *
 * @param topic where tables without {@code kafka-target-topic} and task-level control records go
 * @param format {@code json} is indented with tabs over several lines, {@code json-unformatted} is one line
 * @param maxBytes largest record value, in bytes
 * @param beforeImageField name of the before image object in updates, or "" when it is off
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

    /** Message formats, as the API spells them in lower case with a hyphen. */
    public enum Format {
        JSON,
        JSON_UNFORMATTED
    }

    /** {@code BeforeImageSettings.ColumnFilter}. */
    public enum BeforeImageColumns {
        PK_ONLY,
        NON_LOB,
        ALL
    }

    public MessageSettings {
        Objects.requireNonNull(topic);
        Objects.requireNonNull(format);
        Objects.requireNonNull(beforeImageField);
        Objects.requireNonNull(beforeImageColumns);
    }
}
