/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One comparison of a statement's Condition: all of them must hold, and of its values one. Immutable.
 *
 * @param quantifier how a key with several values is compared
 * @param ifExists holds for a request that does not have the key
 * @param values texts as the policy has them
 */
record Condition(Quantifier quantifier, Operator operator, boolean ifExists, String key, List<String> values) {
    private static final String IF_EXISTS = "IfExists";

    /** Of several values of a request. */
    enum Quantifier {
        /** For keys with one value; of several, one is enough. */
        ONE,
        /** Every value must match; true for a request without any. */
        ALL,
        /** One must match; false for a request without any. */
        ANY
    }

    /** @throws io.crosscurrent.server.aws.ApiException {@code MalformedPolicyDocument}, saying where */
    static List<Condition> parse(JsonNode block) {
        if (!block.isMissingNode() && !block.isObject()) {
            throw IamFaults.malformed("A Condition must be an object of operators.");
        }
        List<Condition> all = new ArrayList<>();
        for (Map.Entry<String, JsonNode> operator : block.properties()) {
            if (!operator.getValue().isObject()) {
                throw IamFaults.malformed("The Condition " + operator.getKey() + " must be an object of keys.");
            }
            for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
                all.add(parse(operator.getKey(), key.getKey(), key.getValue()));
            }
        }
        return List.copyOf(all);
    }

    private static Condition parse(String text, String key, JsonNode values) {
        String name = text;
        Quantifier quantifier = Quantifier.ONE;
        if (name.startsWith("ForAllValues:")) {
            quantifier = Quantifier.ALL;
        } else if (name.startsWith("ForAnyValue:")) {
            quantifier = Quantifier.ANY;
        }
        name = name.substring(name.indexOf(':') + 1);
        boolean ifExists = name.endsWith(IF_EXISTS);
        if (ifExists) {
            name = name.substring(0, name.length() - IF_EXISTS.length());
        }
        Operator operator = operator(name, text);
        if (operator == Operator.Null && ifExists) {
            throw IamFaults.malformed("A Condition has no operator " + text + ".");
        }
        List<String> texts = new ArrayList<>();
        if (values.isValueNode()) {
            texts.add(values.asText());
        }
        values.elements().forEachRemaining(each -> texts.add(each.asText()));
        for (String value : texts) {
            String wanted = operator.fault(value);
            if (wanted != null) {
                throw IamFaults.malformed(
                        "The Condition " + text + " of " + key + " needs " + wanted + ", not \"" + value + "\".");
            }
        }
        return new Condition(quantifier, operator, ifExists, key, List.copyOf(texts));
    }

    private static Operator operator(String name, String text) {
        for (Operator operator : Operator.values()) {
            if (operator.name().equals(name)) {
                return operator;
            }
        }
        throw IamFaults.malformed("A Condition has no operator " + text + ".");
    }

    boolean holds(RequestContext context) {
        List<String> given = context.values(key);
        if (operator == Operator.Null) {
            return values.stream().anyMatch(value -> Boolean.parseBoolean(value) == given.isEmpty());
        }
        if (given.isEmpty()) {
            return ifExists
                    || switch (quantifier) {
                        case ONE -> operator.negated();
                        case ALL -> true;
                        case ANY -> false;
                    };
        }
        return switch (quantifier) {
            // A key that must not be a value must not be it with any of several.
            case ONE ->
                operator.negated()
                        ? given.stream().allMatch(each -> holds(each, context))
                        : given.stream().anyMatch(each -> holds(each, context));
            case ALL -> given.stream().allMatch(each -> holds(each, context));
            case ANY -> given.stream().anyMatch(each -> holds(each, context));
        };
    }

    private boolean holds(String given, RequestContext context) {
        boolean matches = values.stream().anyMatch(wanted -> matches(wanted, given, context));
        return matches != operator.negated();
    }

    private boolean matches(String wanted, String given, RequestContext context) {
        if (!operator.takesVariables()) {
            return operator.matches(wanted, given);
        }
        return PolicyVariables.replace(wanted, context)
                .filter(value -> operator.matches(value, given))
                .isPresent();
    }
}
