/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code Fn::Sub}: replaces {@code ${Name}} and {@code ${Resource.Attribute}}; {@code ${!Name}} stays as {@code ${Name}}. */
final class Substitution {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(!?)([^}]*)}");

    private Substitution() {}

    static JsonNode of(Intrinsics values, JsonNode arguments) {
        JsonNode own = own(arguments);
        StringBuilder out = new StringBuilder();
        Matcher matcher = VARIABLE.matcher(text(arguments));
        while (matcher.find()) {
            String name = matcher.group(2).trim();
            String value = matcher.group(1).isEmpty() ? value(values, own, name) : "${" + name + "}";
            matcher.appendReplacement(out, Matcher.quoteReplacement(value));
        }
        matcher.appendTail(out);
        return JsonNodeFactory.instance.textNode(out.toString());
    }

    private static String value(Intrinsics values, JsonNode own, String name) {
        JsonNode value;
        int dot = name.indexOf('.');
        if (own.has(name)) {
            value = values.evaluate(own.get(name));
        } else if (dot > 0) {
            value = values.attribute(name.substring(0, dot), name.substring(dot + 1));
        } else {
            value = values.reference(name);
        }
        return Intrinsics.plain(value, "Fn::Sub ${" + name + "}");
    }

    /** Tells the names that are not of its own map. */
    static void names(JsonNode arguments, Consumer<String> use) {
        JsonNode own = own(arguments);
        Matcher matcher = VARIABLE.matcher(text(arguments));
        while (matcher.find()) {
            String name = matcher.group(2).trim();
            if (matcher.group(1).isEmpty() && !own.has(name)) {
                use.accept(name);
            }
        }
    }

    private static JsonNode own(JsonNode arguments) {
        return arguments.isArray() ? arguments.path(1) : JsonNodeFactory.instance.objectNode();
    }

    private static String text(JsonNode arguments) {
        JsonNode text = arguments.isArray() ? arguments.path(0) : arguments;
        if (!text.isTextual()) {
            throw TemplateFault.template("Fn::Sub needs a text, not " + arguments + ".");
        }
        return text.textValue();
    }
}
