/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.server.aws.PojoCodec;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** The words after an option, as the member of a request. Values are named in errors only where they cannot be secret. */
final class Values {
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(64).build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Values() {}

    /** @throws CrosscurrentException {@code studio.option_value} or another, naming the option */
    static JsonNode of(String option, Shape shape, List<String> words) {
        if (shape instanceof Shape.Items items && !(words.size() == 1 && jsonArray(words.get(0)))) {
            ArrayNode list = PojoCodec.object().arrayNode();
            words.forEach(word -> list.add(one(option, items.of(), word)));
            return list;
        }
        if (words.size() != 1) {
            throw wrong(
                    option + " takes one value but has " + words.size() + ".",
                    words.isEmpty() ? "Give it." : "Put the value in quotes when it has blanks.");
        }
        return one(option, shape, words.get(0));
    }

    private static boolean jsonArray(String word) {
        return word.stripLeading().startsWith("[");
    }

    private static JsonNode one(String option, Shape shape, String word) {
        if (word.startsWith("file://") || word.startsWith("fileb://")) {
            throw wrong(
                    option + " names a file, and a cell reads no files.",
                    "Paste the text of the file in single quotes.");
        }
        if (shape instanceof Shape.Structure || shape instanceof Shape.Entries || shape instanceof Shape.Items) {
            boolean json = jsonArray(word) || word.stripLeading().startsWith("{");
            return fit(json ? json(option, word) : Shorthand.parse(option, word), shape, option);
        }
        return fit(PojoCodec.node(word), shape, option);
    }

    static JsonNode json(String option, String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            String place = e.getLocation() == null
                    ? ""
                    : " at its line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            // without the parser's message, which repeats parts of the text
            throw wrong("The value of " + option + " is not valid JSON" + place + ".", "Mend it; quote all names.");
        }
    }

    /** Checks names and gives texts the type of the member. Other scalars are left to the service. */
    static JsonNode fit(JsonNode node, Shape shape, String path) {
        if (node.isNull()) {
            return node;
        }
        if (shape instanceof Shape.Structure structure) {
            Map<String, Shape> members = structure.members();
            ObjectNode out = PojoCodec.object();
            for (Map.Entry<String, JsonNode> each : object(node, path).properties()) {
                Shape member = members.get(each.getKey());
                if (member == null) {
                    throw new CrosscurrentException(
                            "studio.unknown_member",
                            path + " has no member " + each.getKey() + ".",
                            "Correct or remove it." + Nearest.hint(each.getKey(), members.keySet()));
                }
                out.set(each.getKey(), fit(each.getValue(), member, path + "." + each.getKey()));
            }
            return out;
        }
        if (shape instanceof Shape.Entries entries) {
            ObjectNode out = PojoCodec.object();
            object(node, path)
                    .properties()
                    .forEach(each ->
                            out.set(each.getKey(), fit(each.getValue(), entries.of(), path + "." + each.getKey())));
            return out;
        }
        if (shape instanceof Shape.Items items) {
            ArrayNode out = PojoCodec.object().arrayNode();
            for (JsonNode each : node.isArray() ? node : List.of(node)) {
                out.add(fit(each, items.of(), path + "[" + out.size() + "]"));
            }
            return out;
        }
        if (node.isContainerNode()) {
            throw wrong(path + " takes one value, not several.", "Put a value with commas or braces in quotes.");
        }
        return node.isTextual() ? scalar(node, shape, path) : node;
    }

    private static ObjectNode object(JsonNode node, String path) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw wrong(path + " must be a structure.", "Write Name=value,Other=value, or JSON in single quotes.");
    }

    private static JsonNode scalar(JsonNode node, Shape shape, String path) {
        String text = node.textValue();
        if (shape instanceof Shape.Flag) {
            if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
                return PojoCodec.node(Boolean.valueOf(text));
            }
            throw wrong(path + " is \"" + text + "\" but must be true or false.", "Correct it.");
        }
        if (shape instanceof Shape.Count count) {
            try {
                return PojoCodec.node(count.whole() ? (Object) Long.valueOf(text) : new BigDecimal(text));
            } catch (NumberFormatException e) {
                throw wrong(
                        path + " is \"" + text + "\" but must be a " + (count.whole() ? "whole " : "") + "number.",
                        "Correct it.");
            }
        }
        return shape instanceof Shape.Time ? time(text, path) : node;
    }

    private static JsonNode time(String text, String path) {
        try {
            if (text.matches("-?\\d{1,15}(\\.\\d{1,9})?")) {
                return PojoCodec.node(new BigDecimal(text));
            }
            OffsetDateTime time = text.matches("[^T]*")
                    ? LocalDate.parse(text).atStartOfDay().atOffset(ZoneOffset.UTC)
                    : text.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
                            ? OffsetDateTime.parse(text)
                            : LocalDateTime.parse(text).atOffset(ZoneOffset.UTC);
            return PojoCodec.node(time.toString());
        } catch (DateTimeException e) {
            throw wrong(
                    path + " is \"" + text + "\" but must be a time.",
                    "Write it as 2026-01-31T12:00:00Z or in seconds since 1970.");
        }
    }

    private static CrosscurrentException wrong(String message, String remedy) {
        return new CrosscurrentException("studio.option_value", message, remedy);
    }
}
