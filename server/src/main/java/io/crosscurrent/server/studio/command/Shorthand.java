/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.server.aws.PojoCodec;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The CLI's short form of structures: {@code Name=a,Values=b,c}, {@code A={B=c}}, {@code A=[b,c]}. Every leaf becomes a
 * text; the {@link Shape} says later what it means.
 *
 * @see <a href="https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-shorthand.html">AWS: shorthand syntax</a>
 */
final class Shorthand {
    private static final Pattern KEY = Pattern.compile("\\s*([A-Za-z0-9_.#/:-]+)\\s*=");
    private static final int DEPTH = 64;

    private final String option;
    private final String text;
    private int at;
    private int depth;

    private Shorthand(String option, String text) {
        this.option = option;
        this.text = text;
    }

    /** @throws CrosscurrentException {@code studio.shorthand}; never repeats the text, which may hold a password */
    static ObjectNode parse(String option, String text) {
        Shorthand parser = new Shorthand(option, text);
        ObjectNode found = parser.pairs();
        if (parser.at < text.length()) {
            throw parser.wrong("nothing more, or a comma");
        }
        return found;
    }

    private ObjectNode pairs() {
        if (++depth > DEPTH) {
            throw wrong("fewer braces in each other");
        }
        ObjectNode pairs = PojoCodec.object();
        do {
            Matcher key = KEY.matcher(text).region(at, text.length());
            if (!key.lookingAt()) {
                throw wrong("a name and =");
            }
            at = key.end();
            pairs.set(key.group(1), value());
        } while (accept(','));
        depth--;
        return pairs;
    }

    private JsonNode value() {
        JsonNode first = single();
        if (!first.isTextual() || !anotherValue()) {
            return first;
        }
        ArrayNode several = PojoCodec.object().arrayNode().add(first);
        while (anotherValue()) {
            at++;
            several.add(single());
        }
        return several;
    }

    /** Whether the comma here leads to one more value rather than to the next name. */
    private boolean anotherValue() {
        return at < text.length()
                && text.charAt(at) == ','
                && !KEY.matcher(text).region(at + 1, text.length()).lookingAt();
    }

    private JsonNode single() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        if (accept('{')) {
            ObjectNode inner = accept('}') ? PojoCodec.object() : closed();
            return inner;
        }
        if (accept('[')) {
            return list();
        }
        return PojoCodec.node(word());
    }

    private ObjectNode closed() {
        ObjectNode inner = pairs();
        if (!accept('}')) {
            throw wrong("a comma or }");
        }
        return inner;
    }

    private ArrayNode list() {
        if (++depth > DEPTH) {
            throw wrong("fewer brackets in each other");
        }
        ArrayNode items = PojoCodec.object().arrayNode();
        if (!accept(']')) {
            do {
                items.add(single());
            } while (accept(','));
            if (!accept(']')) {
                throw wrong("a comma or ]");
            }
        }
        depth--;
        return items;
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        char quote = at < text.length() ? text.charAt(at) : 0;
        if (quote == '\'' || quote == '"') {
            at++;
            while (at < text.length() && text.charAt(at) != quote) {
                if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                    at++;
                }
                word.append(text.charAt(at++));
            }
            if (!accept(quote)) {
                throw wrong("a closing quote");
            }
            return word.toString();
        }
        String ends = depth > 1 ? ",]}" : ",";
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            word.append(text.charAt(at++));
        }
        return word.toString().stripTrailing();
    }

    private boolean accept(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private CrosscurrentException wrong(String expected) {
        return new CrosscurrentException(
                "studio.shorthand",
                "The value of " + option + " cannot be read at its character " + (at + 1) + ": expected " + expected
                        + ".",
                "Write Name=value,Other=value, with several values as a,b or [a,b], or JSON in single quotes.");
    }
}
