/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.binlog;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;

/**
 * What an update changed inside a JSON document, as PARTIAL_UPDATE_ROWS events carry it, applied to the document before. The
 * server makes its paths so that each leads to exactly one place; one that does not is an error, never a guess.
 *
 * <p>Layout, repeated to the end: operation 1 (0 replace, 1 insert, 2 remove), path length packed, path; unless removed, value
 * length packed, value in binary JSON.
 *
 * @see <a href="https://dev.mysql.com/doc/dev/mysql-server/latest/json__diff_8h.html">json_diff.h</a>
 */
final class JsonDifferences {
    private static final int REPLACE = 0;
    private static final int INSERT = 1;
    private static final int REMOVE = 2;

    private JsonDifferences() {}

    /** A difference whose place the document does not have. */
    static final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unfit(int operation, byte[] path) {
            super("operation %d at %s".formatted(operation, new String(path, StandardCharsets.UTF_8)));
        }
    }

    /**
     * Changes the document in place.
     *
     * @throws Unfit when a difference does not fit the document
     */
    static void apply(JsonNode document, PackedCursor in) {
        while (in.hasMore()) {
            int operation = in.int8();
            byte[] path = in.bytes(in.packedInt());
            JsonNode value = null;
            if (operation != REMOVE) {
                int length = in.packedInt();
                value = JsonNode.read(in.buffer, in.at, length);
                in.skip(length);
            }
            List<JsonPath.Step> steps = JsonPath.parse(path);
            if (operation > REMOVE || !change(document, steps, operation, value)) {
                throw new Unfit(operation, path);
            }
        }
    }

    private static boolean change(JsonNode document, List<JsonPath.Step> steps, int operation, JsonNode value) {
        if (steps.isEmpty()) {
            return false;
        }
        JsonNode parent = document;
        for (JsonPath.Step step : steps.subList(0, steps.size() - 1)) {
            parent = child(parent, step);
        }
        JsonPath.Step last = steps.get(steps.size() - 1);
        if (last instanceof JsonPath.Member member && parent instanceof JsonNode.Members members) {
            return member(members.values(), member.name(), operation, value);
        }
        return last instanceof JsonPath.Cell cell
                && parent instanceof JsonNode.Items items
                && element(items.elements(), cell, operation, value);
    }

    private static JsonNode child(JsonNode node, JsonPath.Step step) {
        if (step instanceof JsonPath.Member member && node instanceof JsonNode.Members members) {
            return members.values().get(member.name());
        }
        if (step instanceof JsonPath.Cell cell && node instanceof JsonNode.Items items) {
            int index = cell.in(items.elements().size());
            return index >= 0 && index < items.elements().size()
                    ? items.elements().get(index)
                    : null;
        }
        return null;
    }

    private static boolean member(TreeMap<byte[], JsonNode> members, byte[] name, int operation, JsonNode value) {
        if (members.containsKey(name) == (operation == INSERT)) {
            return false;
        }
        if (operation == REMOVE) {
            members.remove(name);
        } else {
            members.put(name, value);
        }
        return true;
    }

    /** Inserting before the start or behind the end means there, as for the server. */
    private static boolean element(List<JsonNode> elements, JsonPath.Cell cell, int operation, JsonNode value) {
        int index = cell.in(elements.size());
        if (operation == INSERT) {
            elements.add(Math.max(0, Math.min(index, elements.size())), value);
            return true;
        }
        if (index < 0 || index >= elements.size()) {
            return false;
        }
        if (operation == REPLACE) {
            elements.set(index, value);
        } else {
            elements.remove(index);
        }
        return true;
    }
}
