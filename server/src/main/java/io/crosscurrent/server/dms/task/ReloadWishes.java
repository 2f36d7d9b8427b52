/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Tables of one task that are to be loaded once more, each with a number that grows with every wish. Stored with the task, and
 * handed to its connector as {@code reload.tables}; the statistics of a table say which number it has taken up.
 */
final class ReloadWishes {
    private static final String NOTE = "reloads";

    /** Whether a table of a task has taken up a wish of this number. */
    interface Fulfilled {
        boolean test(TaskRow task, String schema, String table, long number);
    }

    private final TaskRow task;
    private final ArrayNode wishes;

    private ReloadWishes(TaskRow task, ArrayNode wishes) {
        this.task = task;
        this.wishes = wishes;
    }

    static ReloadWishes of(TaskRow task) {
        ArrayNode stored = JsonNodeFactory.instance.arrayNode();
        task.node().path("x").path(NOTE).forEach(stored::add);
        return new ReloadWishes(task, stored);
    }

    /** A wish for the table; {@code atLeast} becomes its number unless there was a later one. */
    void add(String schema, String table, long atLeast) {
        long last = number(schema, table);
        for (int i = wishes.size() - 1; i >= 0; i--) {
            if (isOf(wishes.get(i), schema, table)) {
                wishes.remove(i);
            }
        }
        wishes.addObject().put("schema", schema).put("table", table).put("number", Math.max(atLeast, last + 1));
    }

    /** Number of the last wish for the table, 0 for none. */
    long number(String schema, String table) {
        for (JsonNode wish : wishes) {
            if (isOf(wish, schema, table)) {
                return wish.path("number").asLong();
            }
        }
        return 0;
    }

    private static boolean isOf(JsonNode wish, String schema, String table) {
        return wish.path("schema").asText().equals(schema)
                && wish.path("table").asText().equals(table);
    }

    /** Without those that tables have taken up: the connector no longer has to know of them. */
    ReloadWishes without(Fulfilled fulfilled) {
        ArrayNode rest = JsonNodeFactory.instance.arrayNode();
        for (JsonNode wish : wishes) {
            if (!fulfilled.test(
                    task,
                    wish.path("schema").asText(),
                    wish.path("table").asText(),
                    wish.path("number").asLong())) {
                rest.add(wish);
            }
        }
        return new ReloadWishes(task, rest);
    }

    /** The task with these wishes. */
    TaskRow in(TaskRow row) {
        ObjectNode next = row.node().deepCopy();
        next.withObject("/x").set(NOTE, wishes);
        return new TaskRow(row.row().with(next));
    }

    /** As the connector reads it. */
    @Override
    public String toString() {
        return wishes.toString();
    }
}
