/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import io.crosscurrent.core.mapping.TablePlan;
import io.crosscurrent.mysql.schema.MySqlTable;
import java.util.Map;

/**
 * A table as its ranges are read: one version of it, until it is altered.
 *
 * @param estimatedRows the optimizer's estimate
 * @param collations of its columns, by name; not asked for when the key has no text
 */
record OpenTable(
        MySqlTable table,
        TablePlan plan,
        KeyShape shape,
        RangeSize size,
        long estimatedRows,
        Map<String, String> collations) {
    /** What its rows will take when they are encoded. */
    long estimatedBytes() {
        return size.bytes(estimatedRows);
    }

    RangeSql sql() {
        return new RangeSql(table, shape);
    }
}
