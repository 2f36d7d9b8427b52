/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.flink.format;

import java.util.Locale;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.DataType;

/**
 * What {@code metadata} of a message says. The key, in lower case with hyphens, is the member's name and, behind
 * {@code value.}, the name in {@code METADATA FROM}. All are NULL where the message does not have them.
 */
enum MessageMetadata {
    TIMESTAMP(DataTypes.TIMESTAMP_LTZ(6)),
    RECORD_TYPE(DataTypes.STRING()),
    OPERATION(DataTypes.STRING()),
    PARTITION_KEY_TYPE(DataTypes.STRING()),
    PARTITION_KEY_VALUE(DataTypes.STRING()),
    SCHEMA_NAME(DataTypes.STRING()),
    TABLE_NAME(DataTypes.STRING()),
    TRANSACTION_ID(DataTypes.BIGINT()),
    TRANSACTION_RECORD_ID(DataTypes.BIGINT()),
    PREV_TRANSACTION_ID(DataTypes.BIGINT()),
    PREV_TRANSACTION_RECORD_ID(DataTypes.BIGINT()),
    COMMIT_TIMESTAMP(DataTypes.TIMESTAMP_LTZ(6)),
    STREAM_POSITION(DataTypes.STRING());

    private final String key = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final DataType type;

    MessageMetadata(DataType type) {
        this.type = type;
    }

    /** The constant with that key; the planner only asks for keys it was given. */
    static MessageMetadata of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    String key() {
        return key;
    }

    DataType type() {
        return type;
    }
}
