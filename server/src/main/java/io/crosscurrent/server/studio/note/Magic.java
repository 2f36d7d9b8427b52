/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.note;

import io.crosscurrent.core.failure.CrosscurrentException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The head of a cell that says who runs it: {@code %flink.ssql(type=update, refreshInterval=2000)}. The grammar is the one
 * Zeppelin's scanner accepts, with its accidents mended: a bare first key is allowed, and so is a space before the bracket,
 * unless what is in the bracket can as well be SQL.
 *
 * @param name without the percent sign, "" when the text begins without one
 * @param properties local properties in their order; a key without a value has its own name as value
 * @param head what was read, exactly as typed, spaces before and after it included
 * @param script the rest, exactly as typed
 */
public record Magic(String name, Map<String, String> properties, String head, String script) {
    private static final Set<String> SQL = Set.of("flink.ssql", "ssql", "flink.bsql", "bsql", "flink.conf");
    private static final Set<String> MARKDOWN = Set.of("md", "markdown");

    /** @throws CrosscurrentException {@code studio.magic_malformed} when the properties cannot be read */
    public static Magic of(String text) {
        return new Reader(text).read();
    }

    /** Who runs a cell with this head: sql, markdown, aws or foreign. "" for a head without a name. */
    public String kind() {
        if (name.isEmpty()) {
            return "";
        }
        if (SQL.contains(name)) {
            return "sql";
        }
        if (MARKDOWN.contains(name)) {
            return "markdown";
        }
        return name.equals("aws") ? "aws" : "foreign";
    }

    public boolean batch() {
        return name.endsWith("bsql");
    }

    /** Whether the script is lines of session options instead of SQL. */
    public boolean configuration() {
        return name.equals("flink.conf");
    }

    /** Reads character by character, as regular expressions cannot tell a bracket in quotes from one outside. */
    private static final class Reader {
        private final String text;
        private final Map<String, String> properties = new LinkedHashMap<>();
        private int at;

        Reader(String text) {
            this.text = text;
        }

        Magic read() {
            skipBlanks();
            if (at >= text.length() || text.charAt(at) != '%') {
                return new Magic("", Map.of(), "", text);
            }
            at++;
            int from = at;
            while (at < text.length() && isName(text.charAt(at))) {
                at++;
            }
            if (at == from) {
                return new Magic("", Map.of(), "", text);
            }
            String name = text.substring(from, at);
            int bracket = at;
            while (bracket < text.length() && text.charAt(bracket) == ' ') {
                bracket++;
            }
            boolean spaced = bracket > at;
            if (bracket < text.length() && text.charAt(bracket) == '(') {
                int before = at;
                at = bracket + 1;
                try {
                    properties();
                    if (spaced && !properties.keySet().stream().allMatch(key -> key.matches("[\\w.-]+"))) {
                        throw malformed("its bracket begins the script");
                    }
                } catch (CrosscurrentException e) {
                    // with a space before it, the bracket may as well begin the script
                    if (!spaced) {
                        throw e;
                    }
                    properties.clear();
                    at = before;
                }
            }
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
            return new Magic(name, Collections.unmodifiableMap(properties), text.substring(0, at), text.substring(at));
        }

        private void properties() {
            StringBuilder word = new StringBuilder();
            String key = null;
            boolean quoted = false;
            while (true) {
                if (at >= text.length()) {
                    throw malformed("its bracket is not closed");
                }
                char c = text.charAt(at++);
                if (c == '\\') {
                    if (at >= text.length()) {
                        throw malformed("it ends with a backslash");
                    }
                    word.append(escaped(text.charAt(at++)));
                } else if (c == '"') {
                    quoted = !quoted;
                } else if (quoted) {
                    word.append(c);
                } else if (c == '=') {
                    if (key != null) {
                        throw malformed("property " + key + " has a second \"=\"");
                    }
                    key = word.toString().strip();
                    word.setLength(0);
                } else if (c == ',' || c == ')') {
                    put(key, word.toString().strip(), c == ')');
                    key = null;
                    word.setLength(0);
                    if (c == ')') {
                        return;
                    }
                } else {
                    word.append(c);
                }
            }
        }

        private void put(String key, String value, boolean last) {
            String name = key == null ? value : key;
            if (name.isEmpty()) {
                if (last && key == null) {
                    return;
                }
                throw malformed("it has a property without a name");
            }
            properties.put(name, value);
        }

        private CrosscurrentException malformed(String why) {
            int end = text.indexOf('\n');
            return new CrosscurrentException(
                    "studio.magic_malformed",
                    "The first line of the cell, \""
                            + text.substring(0, end < 0 ? text.length() : end).strip() + "\", cannot be read: " + why
                            + ".",
                    "Write it like %flink.ssql(type=update, refreshInterval=2000).");
        }

        private static char escaped(char c) {
            return switch (c) {
                case 'n' -> '\n';
                case 't' -> '\t';
                default -> c;
            };
        }

        private void skipBlanks() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }

        private static boolean isName(char c) {
            return Character.isLetterOrDigit(c) && c < 128 || c == '_' || c == '-' || c == '.';
        }
    }
}
