/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.encoding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the members of one settings object and collects what is wrong. Null and empty members count as absent. */
final class SettingsReader {
    private record Mistake(String code, String message, String remedy) {}

    private final String name;
    private final JsonNode node;
    private final List<Mistake> mistakes = new ArrayList<>();

    SettingsReader(String name, JsonNode node) {
        this.name = name;
        boolean absent = node == null || node.isNull() || node.isMissingNode();
        if (!absent && !node.isObject()) {
            error("settings.invalid_json", "It is not an object", "Write {…}.");
        }
        this.node = absent ? MissingNode.getInstance() : node;
    }

    String text(String member, String otherwise) {
        JsonNode value = value(member);
        if (value.isContainerNode()) {
            error("settings.wrong_type", member + " must be text", "Write \"" + member + "\": \"…\".");
        }
        String text = value.asText("");
        return value.isNull() || text.isEmpty() ? otherwise : text;
    }

    boolean flag(String member) {
        String text = text(member, "false").toLowerCase(Locale.ROOT);
        if (!text.equals("true") && !text.equals("false")) {
            error("settings.boolean", member + " is \"" + text + "\"", "Use true or false.");
        }
        return text.equals("true");
    }

    int positive(String member, int otherwise) {
        String text = text(member, Integer.toString(otherwise));
        try {
            int value = Integer.parseInt(text);
            if (value > 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Reported below, together with numbers out of range.
        }
        error(
                "settings.number",
                member + " is \"" + text + "\"",
                "Use an integer from 1 to " + Integer.MAX_VALUE + ".");
        return otherwise;
    }

    private JsonNode value(String member) {
        JsonNode value = node.path(member);
        String small = member.substring(0, 1).toLowerCase(Locale.ROOT) + member.substring(1);
        return value.isMissingNode() ? node.path(small) : value;
    }

    void error(String code, String message, String remedy) {
        mistakes.add(new Mistake(code, name + ": " + message + ".", remedy));
    }

    static void throwErrors(SettingsReader... readers) {
        List<Mistake> all =
                Stream.of(readers).flatMap(reader -> reader.mistakes.stream()).toList();
        if (!all.isEmpty()) {
            throw new CrosscurrentException(
                    all.get(0).code(),
                    all.stream().map(Mistake::message).collect(Collectors.joining(" ")),
                    all.stream().map(Mistake::remedy).distinct().collect(Collectors.joining(" ")));
        }
    }
}
