/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import io.crosscurrent.mysql.protocol.MySqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Compares keys in the database, with the collations of the columns: one statement for up to {@value #KEYS_OF_A_STATEMENT} keys.
 *
 * @param collations collation name of each key column, "" where it has none
 * @param connection asked for at each use
 */
record CollatedOrder(KeyShape shape, List<String> collations, Supplier<MySqlConnection> connection)
        implements KeyOrder {
    private static final int KEYS_OF_A_STATEMENT = 100;

    @Override
    public String name() {
        return " " + collations;
    }

    @Override
    public int[] behind(List<Key> keys, List<Key> ends) {
        int[] counts = new int[keys.size()];
        if (ends.isEmpty()) {
            return counts;
        }
        List<List<String>> literals =
                ends.stream().map(end -> shape.literals(end, collations)).toList();
        for (int from = 0; from < counts.length; from += KEYS_OF_A_STATEMENT) {
            List<Key> some = keys.subList(from, Math.min(counts.length, from + KEYS_OF_A_STATEMENT));
            for (Map<String, String> row : connection.get().query(statement(some, literals))) {
                counts[from + Integer.parseInt(row.get("i"))] = Integer.parseInt(row.get("n"));
            }
        }
        return counts;
    }

    private String statement(List<Key> keys, List<List<String>> ends) {
        List<String> rows = new ArrayList<>();
        for (Key key : keys) {
            List<String> literals = shape.literals(key, collations);
            String count = String.join(
                    " + ", ends.stream().map(end -> greater(literals, end, 0)).toList());
            rows.add("SELECT " + rows.size() + " AS i, " + count + " AS n");
        }
        return String.join(" UNION ALL ", rows);
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
