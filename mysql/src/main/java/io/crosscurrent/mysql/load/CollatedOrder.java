/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import io.crosscurrent.mysql.protocol.MySqlConnection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Compares keys as the database does, with the collations of the columns: by the weights of characters once they are known,
 * else in the database, one statement for up to {@value #KEYS_OF_A_STATEMENT} keys. Without weights the stream would wait for an
 * answer at each event, and over a long link fall behind faster than the load gets on.
 *
 * @param collations collation name of each key column, "" where it has none
 * @param weights by collation; grows
 * @param connection asked for at each use
 */
record CollatedOrder(
        KeyShape shape,
        List<String> collations,
        Map<String, CollationWeights> weights,
        Supplier<MySqlConnection> connection)
        implements KeyOrder {
    private static final int KEYS_OF_A_STATEMENT = 100;

    @Override
    public String name() {
        return " " + collations;
    }

    @Override
    public int[] behind(List<Key> keys, List<Key> ends) {
        int[] counts = new int[keys.size()];
        if (ends.isEmpty() || keys.isEmpty()) {
            return counts;
        }
        List<List<byte[]>> marks = ends.stream().map(this::plain).toList();
        boolean learnable = marks.stream().allMatch(Objects::nonNull);
        List<List<byte[]>> plain =
                keys.stream().map(key -> learnable ? plain(key) : null).toList();
        if (learnable) {
            learn(marks, plain);
            marks = marks.stream().map(this::weighed).toList();
        }
        List<Key> asked = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            if (plain.get(i) == null) {
                asked.add(keys.get(i));
            } else {
                counts[i] = countBehind(weighed(plain.get(i)), marks);
            }
        }
        int[] answers = asked.isEmpty() ? new int[0] : asked(asked, ends);
        for (int i = 0, next = 0; i < counts.length; i++) {
            if (plain.get(i) == null) {
                counts[i] = answers[next++];
            }
        }
        return counts;
    }

    private int countBehind(List<byte[]> key, List<List<byte[]>> ends) {
        int count = 0;
        while (count < ends.size() && compare(key, ends.get(count)) > 0) {
            count++;
        }
        return count;
    }

    private int compare(List<byte[]> key, List<byte[]> end) {
        for (int i = 0; i < key.size(); i++) {
            int order = isText(i)
                    ? weights(i).compare(key.get(i), end.get(i))
                    : Arrays.compareUnsigned(key.get(i), end.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private boolean isText(int column) {
        return shape.isText(column);
    }

    private CollationWeights weights(int column) {
        return weights.computeIfAbsent(
                collations.get(column),
                name -> new CollationWeights(shape.columns().get(column).charset(), name));
    }

    /** The values of a key, or null when only the database can compare it. */
    private List<byte[]> plain(Key key) {
        List<byte[]> values = shape.values(key);
        for (int i = 0; i < values.size(); i++) {
            if (isText(i) && !(CollationWeights.known(collations.get(i)) && CollationWeights.plain(values.get(i)))) {
                return null;
            }
        }
        return values;
    }

    private void learn(List<List<byte[]>> ends, List<List<byte[]>> keys) {
        for (int i = 0; i < collations.size(); i++) {
            if (isText(i)) {
                int column = i;
                weights(i)
                        .learn(
                                Stream.concat(ends.stream(), keys.stream())
                                        .filter(Objects::nonNull)
                                        .map(values -> values.get(column))
                                        .toList(),
                                connection);
            }
        }
    }

    private List<byte[]> weighed(List<byte[]> values) {
        List<byte[]> weighed = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            weighed.add(isText(i) ? weights(i).of(values.get(i)) : values.get(i));
        }
        return weighed;
    }

    /** As {@link #behind}, by the database alone. */
    int[] asked(List<Key> keys, List<Key> ends) {
        int[] counts = new int[keys.size()];
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
