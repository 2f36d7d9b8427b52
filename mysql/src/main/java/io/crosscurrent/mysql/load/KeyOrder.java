/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import io.crosscurrent.core.table.TableId;
import io.crosscurrent.mysql.protocol.MySqlConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Tells how keys stand to the ends of ranges. Used by the stream's thread or between transactions. */
interface KeyOrder {
    /**
     * For each key, how many ends it comes behind.
     *
     * @param ends in key order
     */
    int[] behind(List<Key> keys, List<Key> ends);

    /** The collations that make the order. */
    default String name() {
        return "";
    }

    /** By the bytes of the keys. */
    KeyOrder BYTES = (keys, ends) -> {
        int[] counts = new int[keys.size()];
        for (int i = 0; i < counts.length; i++) {
            while (counts[i] < ends.size() && keys.get(i).compareTo(ends.get(counts[i])) > 0) {
                counts[i]++;
            }
        }
        return counts;
    };

    /** The order of a table's key. @param weights by collation, shared by the tables of a load */
    static KeyOrder of(
            TableId id, KeyShape shape, Map<String, CollationWeights> weights, Supplier<MySqlConnection> connection) {
        if (shape.strategy() != KeyShape.Strategy.COLLATED) {
            return BYTES;
        }
        Map<String, String> collations = new HashMap<>();
        for (Map<String, String> row : connection
                .get()
                .query(
                        "SELECT column_name AS n, collation_name AS c FROM information_schema.columns WHERE table_schema = "
                                + TableOpening.literal(id.schema()) + " AND table_name = "
                                + TableOpening.literal(id.name()))) {
            collations.put(row.get("n"), row.get("c"));
        }
        return new CollatedOrder(
                shape,
                shape.columns().stream()
                        .map(column -> collations.getOrDefault(column.name(), ""))
                        .toList(),
                weights,
                connection);
    }
}
