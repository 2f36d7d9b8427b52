/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A parameter of a template. Values are text; those of list types are comma-separated.
 *
 * @param defaultValue null when there is none
 * @param noEcho whether its value is shown as {@code ****}
 * @param allowedValues empty for any
 */
public record Parameter(
        String name,
        String type,
        String defaultValue,
        boolean noEcho,
        String description,
        List<String> allowedValues,
        JsonNode body) {
    private static final String SSM = "AWS::SSM::Parameter::Value<";
    private static final Pattern TYPE = Pattern.compile(
            "(String|Number|List<Number>|List<String>|CommaDelimitedList|(List<)?AWS::EC2::[A-Za-z:]+>?|AWS::Route53::[A-Za-z:]+"
                    + "|AWS::SSM::Parameter::(Name|Value<.+>))");

    static Parameter of(String name, JsonNode body) {
        String type = body.path("Type").asText("");
        if (!TYPE.matcher(type).matches()) {
            throw TemplateFault.format("Parameter " + name + " has the type \"" + type
                    + "\", which is none of String, Number, List<Number>, CommaDelimitedList, AWS::EC2::…, List<AWS::EC2::…>,"
                    + " AWS::SSM::Parameter::Value<…>.");
        }
        List<String> allowed = new ArrayList<>();
        body.path("AllowedValues").elements().forEachRemaining(each -> allowed.add(each.asText()));
        return new Parameter(
                name,
                type,
                body.has("Default") ? text(body.get("Default")) : null,
                body.path("NoEcho").asText("false").equalsIgnoreCase("true"),
                body.path("Description").asText(null),
                List.copyOf(allowed),
                body);
    }

    private static String text(JsonNode node) {
        if (!node.isArray()) {
            return node.asText();
        }
        List<String> parts = new ArrayList<>();
        node.elements().forEachRemaining(each -> parts.add(each.asText()));
        return String.join(",", parts);
    }

    /** Whether its value is the name of a stored parameter whose value is meant. */
    public boolean stored() {
        return type.startsWith(SSM);
    }

    private boolean list() {
        return type.startsWith("List<") || type.equals("CommaDelimitedList") || type.startsWith(SSM + "List<");
    }

    /** What {@code Ref} yields for a value. */
    public JsonNode value(String text) {
        if (!list()) {
            return JsonNodeFactory.instance.textNode(text);
        }
        ArrayNode values = JsonNodeFactory.instance.arrayNode();
        if (!text.isEmpty()) {
            for (String part : text.split(",", -1)) {
                values.add(part.trim());
            }
        }
        return values;
    }

    /** @throws io.crosscurrent.server.aws.ApiException naming the constraint that the value does not keep */
    public void check(String text) {
        List<String> values = new ArrayList<>();
        if (list()) {
            value(text).elements().forEachRemaining(each -> values.add(each.asText()));
        } else {
            values.add(text);
        }
        for (String each : values) {
            checkOne(each);
        }
    }

    private void checkOne(String text) {
        if (!allowedValues.isEmpty() && !allowedValues.contains(text)) {
            throw broken("Parameter '" + name + "' must be one of AllowedValues " + allowedValues);
        }
        if (body.has("AllowedPattern") && !matches(body.get("AllowedPattern").asText(), text)) {
            throw broken("Parameter " + name + " failed to satisfy constraint: AllowedPattern "
                    + body.get("AllowedPattern").asText());
        }
        int length = text.codePointCount(0, text.length());
        if (length < body.path("MinLength").asInt(0)) {
            throw broken("Parameter '" + name + "' must contain at least "
                    + body.get("MinLength").asText() + " characters");
        }
        if (length > body.path("MaxLength").asInt(Integer.MAX_VALUE)) {
            throw broken("Parameter '" + name + "' must contain at most "
                    + body.get("MaxLength").asText() + " characters");
        }
        if (type.equals("Number") || type.equals("List<Number>")) {
            number(text);
        }
    }

    private boolean matches(String pattern, String text) {
        try {
            return Pattern.matches(pattern, text);
        } catch (PatternSyntaxException e) {
            throw TemplateFault.format("AllowedPattern of parameter " + name + " is no regular expression: " + pattern);
        }
    }

    private void number(String text) {
        BigDecimal number;
        try {
            number = new BigDecimal(text.trim());
        } catch (NumberFormatException e) {
            throw TemplateFault.validation("Parameter '" + name + "' must be a number.");
        }
        if (body.has("MinValue")
                && number.compareTo(new BigDecimal(body.get("MinValue").asText())) < 0) {
            throw broken("Parameter '" + name + "' must be a number not less than "
                    + body.get("MinValue").asText());
        }
        if (body.has("MaxValue")
                && number.compareTo(new BigDecimal(body.get("MaxValue").asText())) > 0) {
            throw broken("Parameter '" + name + "' must be a number not greater than "
                    + body.get("MaxValue").asText());
        }
    }

    private RuntimeException broken(String usual) {
        return TemplateFault.validation(
                body.has("ConstraintDescription")
                        ? "Parameter " + name + " failed to satisfy constraint: "
                                + body.get("ConstraintDescription").asText()
                        : usual);
    }
}
