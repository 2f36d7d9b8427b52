/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Evaluates intrinsic functions. {@code AWS::NoValue} is Java's null, and whatever holds it leaves it out. Used by one
 * thread.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html">AWS:
 *     intrinsic functions</a>
 */
final class Intrinsics {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Scope scope;
    private final Conditions conditions;
    private final Set<String> imported = new TreeSet<>();

    Intrinsics(Scope scope) {
        this.scope = scope;
        this.conditions = new Conditions(scope.template(), this);
    }

    Conditions conditions() {
        return conditions;
    }

    /** Names of the exports that were used so far. */
    Set<String> imported() {
        return imported;
    }

    /** Whether the node is the call of a function. */
    static boolean call(JsonNode node) {
        if (!node.isObject() || node.size() != 1) {
            return false;
        }
        String name = node.fieldNames().next();
        return name.equals("Ref") || name.startsWith("Fn::");
    }

    JsonNode evaluate(JsonNode node) {
        if (call(node)) {
            Map.Entry<String, JsonNode> call = node.properties().iterator().next();
            return apply(call.getKey(), call.getValue());
        }
        if (node.isArray()) {
            ArrayNode list = NODES.arrayNode();
            for (JsonNode each : node) {
                JsonNode value = evaluate(each);
                if (value != null) {
                    list.add(value);
                }
            }
            return list;
        }
        if (node.isObject()) {
            ObjectNode object = NODES.objectNode();
            for (Map.Entry<String, JsonNode> each : node.properties()) {
                JsonNode value = evaluate(each.getValue());
                if (value != null) {
                    object.set(each.getKey(), value);
                }
            }
            return object;
        }
        return node;
    }

    private JsonNode apply(String function, JsonNode arguments) {
        return switch (function) {
            case "Ref" -> reference(arguments.asText());
            case "Fn::GetAtt" -> attribute(arguments);
            case "Fn::Sub" -> Substitution.of(this, arguments);
            case "Fn::Join" -> join(arguments);
            case "Fn::Select" -> select(arguments);
            case "Fn::Split" -> split(arguments);
            case "Fn::FindInMap" -> find(arguments);
            case "Fn::ImportValue" -> imported(text(arguments, function));
            case "Fn::If" -> choose(arguments);
            case "Fn::GetAZs" -> scope.zones(text(arguments, function));
            case "Fn::Cidr" -> AddressBlocks.split(evaluate(arguments));
            case "Fn::Base64" ->
                NODES.textNode(Base64.getEncoder()
                        .encodeToString(text(arguments, function).getBytes(StandardCharsets.UTF_8)));
            case "Fn::Equals", "Fn::And", "Fn::Or", "Fn::Not", "Fn::Contains", "Fn::EachMemberIn" ->
                NODES.booleanNode(conditions.truth(NODES.objectNode().set(function, arguments)));
            case "Fn::RefAll" -> referAll(arguments.asText());
            case "Fn::ValueOf" -> reference(arguments.get(0).asText());
            default -> throw TemplateFault.template("the function " + function + " is not known.");
        };
    }

    JsonNode reference(String name) {
        if (name.equals("AWS::NoValue")) {
            return null;
        }
        return scope.parameter(name).orElseGet(() -> scope.resources().reference(name));
    }

    private JsonNode attribute(JsonNode arguments) {
        String name;
        String attribute;
        if (arguments.isTextual()) {
            int dot = arguments.textValue().indexOf('.');
            name = dot < 0 ? arguments.textValue() : arguments.textValue().substring(0, dot);
            attribute = dot < 0 ? "" : arguments.textValue().substring(dot + 1);
        } else {
            name = arguments.path(0).asText();
            attribute = arguments.size() == 2 ? text(arguments.get(1), "Fn::GetAtt") : "";
        }
        if (attribute.isEmpty()) {
            throw TemplateFault.template("every Fn::GetAtt needs a resource and an attribute, not " + arguments + ".");
        }
        return scope.resources().attribute(name, attribute);
    }

    JsonNode attribute(String name, String attribute) {
        return scope.resources().attribute(name, attribute);
    }

    private JsonNode join(JsonNode arguments) {
        JsonNode parts = arguments.size() == 2 ? evaluate(arguments.get(1)) : null;
        if (parts == null || !parts.isArray()) {
            throw TemplateFault.template("every Fn::Join needs a delimiter and a list, not " + arguments + ".");
        }
        StringBuilder text = new StringBuilder();
        String delimiter = text(arguments.get(0), "Fn::Join");
        for (JsonNode each : parts) {
            if (!text.isEmpty() || each != parts.get(0)) {
                text.append(delimiter);
            }
            text.append(plain(each, "Fn::Join"));
        }
        return NODES.textNode(text.toString());
    }

    private JsonNode select(JsonNode arguments) {
        if (arguments.size() != 2) {
            throw TemplateFault.template("every Fn::Select needs an index and a list, not " + arguments + ".");
        }
        String index = text(arguments.get(0), "Fn::Select");
        JsonNode list = evaluate(arguments.get(1));
        boolean within =
                index.matches("[0-9]{1,6}") && list != null && list.isArray() && Integer.parseInt(index) < list.size();
        if (!within) {
            throw TemplateFault.template(
                    "Fn::Select cannot select nonexistent value at index " + index + " of " + list + ".");
        }
        return list.get(Integer.parseInt(index));
    }

    private JsonNode split(JsonNode arguments) {
        if (arguments.size() != 2) {
            throw TemplateFault.template("every Fn::Split needs a delimiter and a text, not " + arguments + ".");
        }
        String delimiter = text(arguments.get(0), "Fn::Split");
        if (delimiter.isEmpty()) {
            throw TemplateFault.template("the delimiter of Fn::Split must not be empty.");
        }
        ArrayNode parts = NODES.arrayNode();
        for (String part : text(arguments.get(1), "Fn::Split").split(java.util.regex.Pattern.quote(delimiter), -1)) {
            parts.add(part);
        }
        return parts;
    }

    private JsonNode find(JsonNode arguments) {
        if (arguments.size() < 3) {
            throw TemplateFault.template("every Fn::FindInMap needs a map and two keys, not " + arguments + ".");
        }
        String map = text(arguments.get(0), "Fn::FindInMap");
        String first = text(arguments.get(1), "Fn::FindInMap");
        String second = text(arguments.get(2), "Fn::FindInMap");
        JsonNode value = scope.template().mappings().path(map).path(first).path(second);
        if (value.isMissingNode()) {
            throw TemplateFault.template("Unable to get mapping for " + map + "::" + first + "::" + second + ".");
        }
        return evaluate(value);
    }

    private JsonNode imported(String name) {
        imported.add(name);
        return NODES.textNode(scope.imports()
                .apply(name)
                .orElseThrow(() -> TemplateFault.validation("No export named " + name + " found.")));
    }

    private JsonNode choose(JsonNode arguments) {
        if (arguments.size() != 3) {
            throw TemplateFault.template("every Fn::If needs a condition and two values, not " + arguments + ".");
        }
        return evaluate(arguments.get(conditions.holds(arguments.get(0).asText()) ? 1 : 2));
    }

    private JsonNode referAll(String type) {
        ArrayNode all = NODES.arrayNode();
        scope.template().parameters().values().stream()
                .filter(parameter -> parameter.type().equals(type))
                .forEach(parameter -> all.add(reference(parameter.name())));
        return all;
    }

    private String text(JsonNode node, String function) {
        return plain(evaluate(node), function);
    }

    static String plain(JsonNode node, String function) {
        if (node == null || !node.isValueNode()) {
            throw TemplateFault.template(function + " needs a text where " + node + " stands.");
        }
        return node.asText();
    }
}
