/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import io.crosscurrent.core.table.TableId;
import io.crosscurrent.mysql.protocol.MySqlConnection;
import io.crosscurrent.mysql.schema.Catalogue;
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

    /** Makes the order of a key, from the collations of the table's columns by name, or null to ask the database for them. */
    @FunctionalInterface
    interface Maker {
        KeyOrder of(KeyShape shape, Map<String, String> collations);
    }

    /**
     * The order of a table's key.
     *
     * @param known collations of the table's columns by name, or null to ask for them
     * @param weights by collation, shared by the tables of a load
     */
    static KeyOrder of(
            TableId id,
            KeyShape shape,
            Map<String, String> known,
            Map<String, CollationWeights> weights,
            Supplier<MySqlConnection> connection) {
        if (shape.strategy() != KeyShape.Strategy.COLLATED) {
            return BYTES;
        }
        Map<String, String> collations = known != null
                ? known
                : new Catalogue(connection.get()).collations(List.of(id)).getOrDefault(id, Map.of());
        return new CollatedOrder(
                shape,
                shape.columns().stream()
                        .map(column -> collations.getOrDefault(column.name(), ""))
                        .toList(),
                weights,
                connection);
    }
}
