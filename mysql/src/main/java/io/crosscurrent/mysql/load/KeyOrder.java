/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import io.crosscurrent.core.table.TableId;
import io.crosscurrent.mysql.protocol.MySqlConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Tells how a key stands to the ends of ranges. Used by the stream's thread or between transactions. */
interface KeyOrder {
    /** A test whether {@code key} comes behind an end, one of {@code ends}. */
    Predicate<Key> behind(Key key, List<Key> ends);

    /** By the bytes of the keys. */
    KeyOrder BYTES = (key, ends) -> end -> key.compareTo(end) > 0;

    /** The order of a table's key. */
    static KeyOrder of(TableId id, KeyShape shape, Supplier<MySqlConnection> connection) {
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
        return database(
                shape,
                shape.columns().stream()
                        .map(column -> collations.getOrDefault(column.name(), ""))
                        .toList(),
                connection);
    }

    /**
     * By the database, with the collations of the columns: one statement per key.
     *
     * @param connection asked for at each use
     */
    static KeyOrder database(KeyShape shape, List<String> collations, Supplier<MySqlConnection> connection) {
        return (key, ends) -> {
            if (ends.isEmpty()) {
                return end -> true;
            }
            List<String> tests = new ArrayList<>();
            for (int i = 0; i < ends.size(); i++) {
                tests.add(greater(shape.literals(key, collations), shape.literals(ends.get(i), collations), 0) + " AS e"
                        + i);
            }
            Map<String, String> answer =
                    connection.get().query("SELECT " + String.join(", ", tests)).get(0);
            Set<Key> behind = new HashSet<>();
            for (int i = 0; i < ends.size(); i++) {
                if ("1".equals(answer.get("e" + i))) {
                    behind.add(ends.get(i));
                }
            }
            return behind::contains;
        };
    }

    private static String greater(List<String> key, List<String> end, int column) {
        String here = key.get(column) + " > " + end.get(column);
        if (column == key.size() - 1) {
            return "(" + here + ")";
        }
        return "(" + here + " OR (" + key.get(column) + " = " + end.get(column) + " AND "
                + greater(key, end, column + 1) + "))";
    }
}
