/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code {{resolve:secretsmanager:…}}} and {@code {{resolve:ssm:…}}}, replaced last and only in what a resource is made
 * with, so that the values are never shown or kept.
 */
public final class DynamicReferences {
    private static final Pattern REFERENCE = Pattern.compile("\\{\\{resolve:([a-z-]+):([^{}]*)}}");
    private static final int ARN_PARTS = 7;

    private final Source source;

    public DynamicReferences(Source source) {
        this.source = source;
    }

    /** Where values come from. */
    public interface Source {
        /**
         * @param secret name or ARN
         * @param key of the JSON text, "" for the whole text
         * @param stage "" for the current one
         * @param version "" for the one at the stage
         */
        String secret(String secret, String key, String stage, String version);

        String stored(String name);
    }

    public JsonNode resolve(JsonNode node) {
        if (node.isTextual()) {
            return JsonNodeFactory.instance.textNode(resolve(node.textValue()));
        }
        if (node.isArray()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            node.forEach(each -> list.add(resolve(each)));
            return list;
        }
        if (node.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(each -> object.set(each.getKey(), resolve(each.getValue())));
            return object;
        }
        return node;
    }

    private String resolve(String text) {
        Matcher matcher = REFERENCE.matcher(text);
        StringBuilder out = new StringBuilder();
        while (matcher.find()) {
            String value =
                    switch (matcher.group(1)) {
                        case "secretsmanager" -> secret(matcher.group(2));
                        case "ssm", "ssm-secure" ->
                            source.stored(matcher.group(2).split(":", 2)[0]);
                        default ->
                            throw TemplateFault.validation("Dynamic references to " + matcher.group(1)
                                    + " are not known: " + matcher.group() + ".");
                    };
            matcher.appendReplacement(out, Matcher.quoteReplacement(value));
        }
        matcher.appendTail(out);
        return out.toString();
    }

    private String secret(String reference) {
        List<String> parts = new ArrayList<>(Arrays.asList(reference.split(":", -1)));
        String id = parts.remove(0);
        if (id.equals("arn") && parts.size() >= ARN_PARTS - 1) {
            StringBuilder arn = new StringBuilder(id);
            for (int i = 1; i < ARN_PARTS; i++) {
                arn.append(':').append(parts.remove(0));
            }
            id = arn.toString();
        }
        if (!parts.isEmpty() && !parts.remove(0).matches("SecretString|")) {
            throw TemplateFault.validation(
                    "A reference to a secret must say SecretString after its name: " + reference);
        }
        return source.secret(id, part(parts, 0), part(parts, 1), part(parts, 2));
    }

    private static String part(List<String> parts, int index) {
        return index < parts.size() ? parts.get(index) : "";
    }
}
