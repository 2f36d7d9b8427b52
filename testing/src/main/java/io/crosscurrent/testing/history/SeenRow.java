/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.history;

import java.util.Map;

/**
 * A record that tells of a row, as a reader found it.
 *
 * @param values by name of the column, of the row after the change, for a delete of the row before it; NULLs left out
 */
public record SeenRow(Place place, RowId row, RowEvent event, Map<String, SeenValue> values) {
    /** Where a record stands. */
    public record Place(String topic, int partition, long offset) {
        @Override
        public String toString() {
            return topic + "-" + partition + "@" + offset;
        }
    }
}
