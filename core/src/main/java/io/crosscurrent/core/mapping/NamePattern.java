/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.mapping;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A schema or table name of an object locator. Wildcards: {@code %} any run of characters, {@code _} one character,
 * {@code [_]} an underscore, {@code [ab]} one of a set, {@code [a-d]} one of a range. Case-sensitive.
 */
final class NamePattern {
    private final String text;
    /** Null when the name is exact. */
    private final Pattern pattern;

    private NamePattern(String text, Pattern pattern) {
        this.text = text;
        this.pattern = pattern;
    }

    /** A name without wildcards: every character stands for itself. */
    static NamePattern exact(String name) {
        return new NamePattern(name, null);
    }

    /** @throws IllegalArgumentException when a bracket is not closed, or a set is empty or upside down */
    static NamePattern parse(String text) {
        if (!hasWildcard(text) && text.indexOf('_') < 0) {
            return exact(text);
        }
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                regex.append(".*");
            } else if (c == '_') {
                regex.append('.');
            } else if (c == '[') {
                int close = text.indexOf(']', i + 1);
                if (close < 0) {
                    throw new IllegalArgumentException("the bracket at character " + (i + 1) + " is not closed");
                }
                regex.append(set(text.substring(i + 1, close)));
                i = close;
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        try {
            return new NamePattern(text, Pattern.compile(regex.toString(), Pattern.DOTALL));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("a range in brackets runs backwards", e);
        }
    }

    private static String set(String members) {
        if (members.isEmpty()) {
            throw new IllegalArgumentException("a pair of brackets is empty");
        }
        StringBuilder regex = new StringBuilder("[");
        for (int i = 0; i < members.length(); i++) {
            char c = members.charAt(i);
            boolean range = c == '-' && i > 0 && i < members.length() - 1;
            if (!range && !Character.isLetterOrDigit(c) && !Character.isSurrogate(c)) {
                regex.append('\\');
            }
            regex.append(c);
        }
        return regex.append(']').toString();
    }

    /** Whether it may match several names for another reason than an underscore, which most names with one mean literally. */
    static boolean hasWildcard(String text) {
        return text.indexOf('%') >= 0 || text.indexOf('[') >= 0;
    }

    boolean matches(String name) {
        return pattern == null ? text.equals(name) : pattern.matcher(name).matches();
    }

    /** Whether it names one object: no wildcard but, at most, underscores. */
    boolean isExact() {
        return pattern == null || !hasWildcard(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
