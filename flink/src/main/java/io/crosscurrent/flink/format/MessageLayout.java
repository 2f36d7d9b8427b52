/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.flink.format;

import java.io.Serializable;
import java.util.List;
import org.apache.flink.table.types.logical.RowType;

/**
 * What to take from a message. Travels to the workers.
 *
 * @param columns names and types to look for in {@code data}
 * @param metadata keys whose values follow the columns in each row
 * @param changelog which rows a message becomes
 * @param schema the only {@code schema-name} to read, or null for any
 * @param table the only {@code table-name} to read, or null for any
 * @param beforeImageField name of the object that holds the row before an update
 */
record MessageLayout(
        RowType columns,
        List<MessageMetadata> metadata,
        Changelog changelog,
        String schema,
        String table,
        String beforeImageField)
        implements Serializable {
    int arity() {
        return columns.getFieldCount() + metadata.size();
    }
}
