/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.binlog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** A value of MySQL's binary JSON taken apart, so that parts can be exchanged. Bytes are not copied. */
sealed interface JsonNode {
    /** MySQL's order of keys: by length, then by bytes. */
    Comparator<byte[]> KEY_ORDER =
            Comparator.<byte[]>comparingInt(key -> key.length).thenComparing(Arrays::compareUnsigned);

    /** What holds no other values: {@code at} is the start of its body behind the type byte. */
    record Scalar(byte[] bytes, int type, int at) implements JsonNode {}

    record Items(List<JsonNode> elements) implements JsonNode {}

    record Members(TreeMap<byte[], JsonNode> values) implements JsonNode {}

    /** The value of {@code length} bytes; one of no bytes is JSON null. */
    static JsonNode read(byte[] b, int offset, int length) {
        return length == 0 ? new Scalar(new byte[] {0}, JsonText.LITERAL, 0) : typed(b, b[offset] & 0xff, offset + 1);
    }

    private static JsonNode typed(byte[] b, int type, int at) {
        return switch (type) {
            case JsonText.SMALL_OBJECT -> container(b, at, 2, true);
            case JsonText.LARGE_OBJECT -> container(b, at, 4, true);
            case JsonText.SMALL_ARRAY -> container(b, at, 2, false);
            case JsonText.LARGE_ARRAY -> container(b, at, 4, false);
            default -> new Scalar(b, type, at);
        };
    }

    /** The layout is that of {@link JsonText}. */
    private static JsonNode container(byte[] b, int start, int width, boolean object) {
        int count = (int) Octets.le(b, start, width);
        int keys = start + 2 * width;
        int values = object ? keys + count * (width + 2) : keys;
        List<JsonNode> elements = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int entry = values + i * (1 + width);
            int type = b[entry] & 0xff;
            elements.add(typed(
                    b, type, JsonText.inlined(type, width) ? entry + 1 : start + (int) Octets.le(b, entry + 1, width)));
        }
        if (!object) {
            return new Items(elements);
        }
        TreeMap<byte[], JsonNode> members = new TreeMap<>(KEY_ORDER);
        for (int i = 0; i < count; i++) {
            int key = keys + i * (width + 2);
            int from = start + (int) Octets.le(b, key, width);
            members.put(Arrays.copyOfRange(b, from, from + Octets.le2(b, key + width)), elements.get(i));
        }
        return new Members(members);
    }
}
