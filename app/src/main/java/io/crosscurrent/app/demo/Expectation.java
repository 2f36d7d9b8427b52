/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.demo;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/** What the rows of orders 10100 to 10103 must be at each point of the story: rows by order number. */
final class Expectation {
    static final String COMMENT = "Need expedited delivery";

    private Expectation() {}

    /** All four as MySQL has them, in every column both have, and written since the story began. */
    static Predicate<Map<String, Map<String, String>>> equalTo(List<Map<String, String>> source, String sinceText) {
        return rows -> rows.size() == source.size()
                && source.stream().allMatch(expected -> {
                    Map<String, String> row = rows.get(expected.get("orderNumber"));
                    return row != null
                            && row.entrySet().stream()
                                    .filter(column -> expected.containsKey(column.getKey()))
                                    .allMatch(
                                            column -> Objects.equals(expected.get(column.getKey()), column.getValue()))
                            && !"delete".equals(row.get("operation"))
                            && since(expected.get("orderNumber"), row.get("changed_at"), sinceText);
                });
    }

    /** Order 10100 has the comment; in the view its operation is {@code update}. */
    static Predicate<Map<String, Map<String, String>>> commented() {
        return rows -> {
            Map<String, String> row = rows.getOrDefault("10100", Map.of());
            return COMMENT.equals(row.get("comments"))
                    && row.getOrDefault("operation", "update").equals("update");
        };
    }

    /** Order 10102 is marked as deleted where operations are shown, and gone where they are applied. */
    static Predicate<Map<String, Map<String, String>>> deleted() {
        return rows -> {
            Map<String, String> row = rows.get("10102");
            boolean others = rows.keySet().containsAll(Set.of("10100", "10101", "10103"));
            return others && (row == null || "delete".equals(row.get("operation")));
        };
    }

    private static boolean since(String order, String changedAt, String sinceText) {
        boolean ofTheStory = order.equals("10100") || order.equals("10102");
        return changedAt == null || !ofTheStory || changedAt.compareTo(sinceText) >= 0;
    }
}
