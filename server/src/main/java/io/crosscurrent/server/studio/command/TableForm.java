/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A box per list or structure. What a cell holds beyond a scalar is written as JSON. */
final class TableForm {
    private TableForm() {}

    static String of(JsonNode answer) {
        if (!answer.isObject()) {
            return box(answer);
        }
        List<String> boxes = new ArrayList<>();
        List<Map.Entry<String, JsonNode>> plain = new ArrayList<>();
        answer.properties().forEach(each -> {
            if (each.getValue().isContainerNode()) {
                boxes.add(each.getKey() + "\n" + box(each.getValue()));
            } else {
                plain.add(each);
            }
        });
        if (!plain.isEmpty()) {
            boxes.add(0, pairs(plain));
        }
        return String.join("\n", boxes);
    }

    private static String box(JsonNode node) {
        if (node.isObject()) {
            return pairs(node.properties());
        }
        if (!node.isArray()) {
            return draw(List.of(List.of(cell(node))), false);
        }
        Set<String> columns = new LinkedHashSet<>();
        node.forEach(each -> each.properties().forEach(member -> columns.add(member.getKey())));
        List<List<String>> rows = new ArrayList<>();
        if (!columns.isEmpty()) {
            rows.add(List.copyOf(columns));
        }
        for (JsonNode each : node) {
            List<String> row = new ArrayList<>();
            if (each.isObject()) {
                columns.forEach(column -> row.add(each.has(column) ? cell(each.get(column)) : ""));
            } else if (each.isArray()) {
                each.forEach(value -> row.add(cell(value)));
            } else {
                row.add(cell(each));
            }
            rows.add(row);
        }
        return draw(rows, !columns.isEmpty());
    }

    private static String pairs(Iterable<Map.Entry<String, JsonNode>> members) {
        List<List<String>> rows = new ArrayList<>();
        members.forEach(each -> rows.add(List.of(each.getKey(), cell(each.getValue()))));
        return draw(rows, false);
    }

    private static String cell(JsonNode node) {
        String text = node.isContainerNode() ? node.toString() : TextForm.scalar(node);
        return text.replaceAll("\\s*\\R\\s*", " ");
    }

    private static String draw(List<List<String>> rows, boolean head) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        if (columns == 0) {
            return "(empty)";
        }
        int[] widths = new int[columns];
        rows.forEach(row -> {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        StringBuilder rule = new StringBuilder("+");
        for (int width : widths) {
            rule.append("-".repeat(width + 2)).append('+');
        }
        StringBuilder out = new StringBuilder(rule);
        for (int r = 0; r < rows.size(); r++) {
            out.append("\n|");
            for (int i = 0; i < columns; i++) {
                String text = i < rows.get(r).size() ? rows.get(r).get(i) : "";
                out.append(' ')
                        .append(text)
                        .append(" ".repeat(widths[i] - text.length() + 1))
                        .append('|');
            }
            if (head && r == 0) {
                out.append('\n').append(rule);
            }
        }
        return out.append('\n').append(rule).toString();
    }
}
