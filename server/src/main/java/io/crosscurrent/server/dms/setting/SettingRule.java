/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.setting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * One setting of a task or an endpoint.
 *
 * @param path its name, below its group with a dot, for example {@code FullLoadSettings.CommitRate}
 * @param preset the value it has when it is not given; missing when the whole document shows none
 * @param values what is allowed, as written in the file: {@code 1 to 49}, {@code true, false}, words,
 *     {@code text}, {@code list}, {@code object} or {@code -}
 */
public record SettingRule(String path, JsonNode preset, String values, Effect effect, String meaning) {
    private static final String RANGE = "(-?[0-9]+) to ([0-9]+)";

    /** What a setting does here. */
    public enum Effect {
        EFFECTIVE("effective"),
        NO_EFFECT("no effect"),
        /** Only the preset value is accepted. */
        REFUSED("refused"),
        /** Members that are all absent until one is given. */
        GROUP("group");

        private final String text;

        Effect(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }

        private static Effect of(String text) {
            for (Effect effect : values()) {
                if (effect.text.equals(text)) {
                    return effect;
                }
            }
            throw new IllegalArgumentException("no effect of a setting: " + text);
        }
    }

    /** Reads a file beside a class: a line for each setting, {@code #} before remarks. */
    public static List<SettingRule> read(Class<?> beside, String file) {
        try (InputStream in = Objects.requireNonNull(beside.getResourceAsStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(SettingRule::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param line five columns between bars */
    private static SettingRule of(String line) {
        String[] columns = line.split("\\|");
        if (columns.length != 5) {
            throw new IllegalArgumentException("five columns are wanted: " + line);
        }
        String values = columns[2].trim();
        return new SettingRule(
                columns[0].trim(), preset(columns[1].trim()), values, Effect.of(columns[3].trim()), columns[4].trim());
    }

    private static JsonNode preset(String text) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (text.matches("-?[0-9]+")) {
            return nodes.numberNode(Integer.parseInt(text));
        }
        return switch (text) {
            case "-" -> nodes.missingNode();
            case "null" -> nodes.nullNode();
            case "true", "false" -> nodes.booleanNode(text.equals("true"));
            case "\"\"" -> nodes.textNode("");
            case "[]" -> nodes.arrayNode();
            default -> nodes.textNode(text);
        };
    }

    /** Its name without its group. */
    public String name() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** The first part of its path. */
    public String group() {
        return path.replaceFirst("\\..*", "");
    }

    /** Whether another name is probably this one, mistyped. */
    public boolean near(String other) {
        return Spelling.near(name(), other);
    }

    /** As {@link #fault}, of a value that is written as text; words may be in any case, and with {@code _} for {@code -}. */
    public Optional<String> faultOfText(String text) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (values.equals("true, false") && text.matches("(?i)true|false")) {
            return fault(nodes.booleanNode(Boolean.parseBoolean(text)));
        }
        if (values.matches(RANGE) && text.matches("-?[0-9]{1,18}")) {
            return fault(nodes.numberNode(Long.parseLong(text)));
        }
        return fault(nodes.textNode(values.equals("text") ? text : word(text)));
    }

    /** One of the words of {@link #values} as it is written there. */
    public static String word(String text) {
        return text.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What is wrong with a value, as the end of a sentence that begins with the path and the value. */
    public Optional<String> fault(JsonNode value) {
        if (value.isMissingNode() || value.equals(preset) || value.isNull() && mayBeNull()) {
            return Optional.empty();
        }
        if (values.equals("-") || !allowed(value)) {
            return Optional.of("but must be " + wanted() + ".");
        }
        return effect == Effect.REFUSED ? Optional.of("which is not supported: " + meaning + ".") : Optional.empty();
    }

    /** The words to choose from; none when it is no choice. */
    public List<String> choices() {
        boolean other = values.equals("-") || values.equals("text") || values.equals("list") || values.equals("object");
        return other || values.equals("true, false") || values.matches(RANGE) ? List.of() : words();
    }

    /** Least and most of a whole number; none when it is no number. */
    public Optional<long[]> range() {
        return values.matches(RANGE)
                ? Optional.of(new long[] {
                    Long.parseLong(values.replaceFirst(RANGE, "$1")), Long.parseLong(values.replaceFirst(RANGE, "$2"))
                })
                : Optional.empty();
    }

    private boolean mayBeNull() {
        return preset.isNull() || preset.isTextual() && values.equals("text");
    }

    private String wanted() {
        return switch (values) {
            case "-" -> "left out";
            case "text" -> "a text";
            case "list" -> "a list";
            case "object" -> "an object";
            case "true, false" -> "true or false";
            default -> values.matches(RANGE) ? "a whole number from " + values : "one of " + values;
        };
    }

    private boolean allowed(JsonNode value) {
        return switch (values) {
            case "text" -> value.isTextual();
            case "list" -> value.isArray();
            case "object" -> value.isObject();
            case "true, false" -> value.isBoolean();
            default ->
                values.matches(RANGE)
                        ? value.isIntegralNumber() && within(value)
                        : value.isTextual() && words().contains(value.asText());
        };
    }

    private boolean within(JsonNode value) {
        long[] ends = range().orElseThrow();
        return value.canConvertToLong() && value.asLong() >= ends[0] && value.asLong() <= ends[1];
    }

    private List<String> words() {
        return List.of(values.split(", "));
    }
}
