/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** Lines of values between tabs. A structure is a line of its scalars by name; what it holds follows under its own name. */
final class TextForm {
    private final List<String> lines = new ArrayList<>();

    private TextForm() {}

    static String of(JsonNode answer) {
        TextForm form = new TextForm();
        form.add("", answer, null);
        return String.join("\n", form.lines);
    }

    /** @param columns the scalars that every structure of a list shows; null for those it has */
    private void add(String name, JsonNode node, Iterable<String> columns) {
        if (node.isObject()) {
            structure(name, node, columns);
        } else if (node.isArray()) {
            list(name, node);
        } else {
            line(name, List.of(scalar(node)));
        }
    }

    private void structure(String name, JsonNode node, Iterable<String> columns) {
        TreeSet<String> own = new TreeSet<>();
        node.properties().forEach(each -> {
            if (!each.getValue().isContainerNode()) {
                own.add(each.getKey());
            }
        });
        List<String> values = new ArrayList<>();
        (columns == null ? own : columns).forEach(key -> values.add(node.has(key) ? scalar(node.get(key)) : ""));
        if (!values.isEmpty()) {
            line(name, values);
        }
        node.properties().stream()
                .filter(each -> each.getValue().isContainerNode())
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> add(each.getKey(), each.getValue(), null));
    }

    private void list(String name, JsonNode node) {
        List<String> scalars = new ArrayList<>();
        TreeSet<String> columns = new TreeSet<>();
        for (JsonNode each : node) {
            if (!each.isContainerNode()) {
                scalars.add(scalar(each));
            }
            each.properties().forEach(member -> {
                if (!member.getValue().isContainerNode()) {
                    columns.add(member.getKey());
                }
            });
        }
        if (name.isEmpty() && !scalars.isEmpty()) {
            line("", scalars);
        } else {
            scalars.forEach(each -> line(name, List.of(each)));
        }
        for (JsonNode each : node) {
            if (each.isContainerNode()) {
                add(name, each, columns);
            }
        }
    }

    private void line(String name, List<String> values) {
        lines.add((name.isEmpty() ? "" : name.toUpperCase(Locale.ROOT) + "\t") + String.join("\t", values));
    }

    static String scalar(JsonNode node) {
        if (node.isNull()) {
            return "None";
        }
        if (node.isBoolean()) {
            return node.booleanValue() ? "True" : "False";
        }
        return node.isNumber() ? node.decimalValue().toPlainString() : node.asText();
    }
}
