/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** The conditions of a template under given parameters. Evaluated when asked for; used by one thread. */
public final class Conditions {
    private final Template template;
    private final Intrinsics values;
    private final Map<String, Boolean> known = new HashMap<>();
    private final Deque<String> open = new ArrayDeque<>();

    Conditions(Template template, Intrinsics values) {
        this.template = template;
        this.values = values;
    }

    /** @param name of a condition; "" always holds */
    public boolean holds(String name) {
        if (name.isEmpty()) {
            return true;
        }
        Boolean done = known.get(name);
        if (done != null) {
            return done;
        }
        JsonNode expression = template.conditions().get(name);
        if (expression == null) {
            throw TemplateFault.format("Unresolved condition " + name + ".");
        }
        if (open.contains(name)) {
            throw TemplateFault.format("Circular dependency between conditions: " + open);
        }
        open.push(name);
        boolean holds = truth(expression);
        open.pop();
        known.put(name, holds);
        return holds;
    }

    boolean truth(JsonNode expression) {
        if (expression.isBoolean() || expression.isTextual()) {
            return expression.asText().equalsIgnoreCase("true");
        }
        if (expression.size() != 1) {
            throw TemplateFault.template("a condition must be one function, not " + expression + ".");
        }
        Map.Entry<String, JsonNode> call = expression.properties().iterator().next();
        JsonNode arguments = call.getValue();
        return switch (call.getKey()) {
            case "Condition" -> holds(arguments.asText());
            case "Fn::Equals" -> {
                count(call.getKey(), arguments, 2, 2);
                yield plain(values.evaluate(arguments.get(0))).equals(plain(values.evaluate(arguments.get(1))));
            }
            case "Fn::Not" -> {
                count(call.getKey(), arguments, 1, 1);
                yield !truth(arguments.get(0));
            }
            case "Fn::And" -> {
                count(call.getKey(), arguments, 2, 10);
                boolean all = true;
                for (JsonNode each : arguments) {
                    all &= truth(each);
                }
                yield all;
            }
            case "Fn::Or" -> {
                count(call.getKey(), arguments, 2, 10);
                boolean any = false;
                for (JsonNode each : arguments) {
                    any |= truth(each);
                }
                yield any;
            }
            case "Fn::Contains" -> {
                count(call.getKey(), arguments, 2, 2);
                yield members(arguments.get(0)).contains(plain(values.evaluate(arguments.get(1))));
            }
            case "Fn::EachMemberIn" -> {
                count(call.getKey(), arguments, 2, 2);
                yield members(arguments.get(1)).containsAll(members(arguments.get(0)));
            }
            default -> throw TemplateFault.template("the function " + call.getKey() + " cannot stand in a condition.");
        };
    }

    private java.util.Set<String> members(JsonNode list) {
        java.util.Set<String> members = new java.util.HashSet<>();
        values.evaluate(list).elements().forEachRemaining(each -> members.add(plain(each)));
        return members;
    }

    private static String plain(JsonNode node) {
        return node == null ? "" : node.isValueNode() ? node.asText() : node.toString();
    }

    private static void count(String function, JsonNode arguments, int least, int most) {
        if (!arguments.isArray() || arguments.size() < least || arguments.size() > most) {
            throw TemplateFault.template(function + " takes a list of "
                    + (least == most ? least : least + " to " + most) + " arguments, not " + arguments + ".");
        }
    }
}
