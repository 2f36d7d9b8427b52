/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.stack.template.Parameter;
import io.crosscurrent.server.stack.template.Template;
import io.crosscurrent.server.stack.template.TemplateFault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The parameters of a stack in the clear.
 *
 * @param given what was said for each
 * @param values what it means: the same, but for names of stored parameters
 */
record Inputs(Map<String, String> given, Map<String, String> values) {
    private static final String HIDDEN = "****";

    /** What a request says for one parameter. @param value null for the previous one */
    record Given(String name, String value) {}

    /**
     * @param previous of the stack, empty for a new one
     * @param stored value of a stored parameter by name
     * @throws io.crosscurrent.server.aws.ApiException for names there are not, values that are missing or break a constraint
     */
    static Inputs of(
            Template template,
            List<Given> request,
            Optional<Inputs> previous,
            Function<String, Optional<String>> stored) {
        Map<String, String> said = new LinkedHashMap<>();
        for (Given each : request) {
            if (each.value() != null) {
                said.put(each.name(), each.value());
            } else {
                previous.map(inputs -> inputs.given().get(each.name()))
                        .ifPresent(value -> said.put(each.name(), value));
            }
        }
        TreeSet<String> unknown = new TreeSet<>(said.keySet());
        request.forEach(each -> unknown.add(each.name()));
        unknown.removeAll(template.parameters().keySet());
        if (!unknown.isEmpty()) {
            throw TemplateFault.validation("Parameters: " + unknown + " do not exist in the template");
        }
        Map<String, String> given = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        for (Parameter parameter : template.parameters().values()) {
            String value = said.getOrDefault(parameter.name(), parameter.defaultValue());
            if (value == null) {
                missing.add(parameter.name());
            } else {
                given.put(parameter.name(), value);
            }
        }
        if (!missing.isEmpty()) {
            throw TemplateFault.validation("Parameters: " + missing + " must have values");
        }
        return new Inputs(given, values(template, given, stored));
    }

    private static Map<String, String> values(
            Template template, Map<String, String> given, Function<String, Optional<String>> stored) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Parameter parameter : template.parameters().values()) {
            String text = given.get(parameter.name());
            String value = parameter.stored()
                    ? stored.apply(text)
                            .orElseThrow(() -> TemplateFault.validation(
                                    "Unable to fetch parameters [" + text + "] from parameter store for this account."))
                    : text;
            parameter.check(value);
            values.put(parameter.name(), value);
        }
        return values;
    }

    static Inputs of(ObjectNode document) {
        return new Inputs(map(document, "given"), map(document, "values"));
    }

    private static Map<String, String> map(ObjectNode document, String member) {
        Map<String, String> map = new LinkedHashMap<>();
        document.path(member)
                .properties()
                .forEach(each -> map.put(each.getKey(), each.getValue().asText()));
        return map;
    }

    ObjectNode document() {
        ObjectNode document = PojoCodec.object();
        given.forEach(document.putObject("given")::put);
        values.forEach(document.putObject("values")::put);
        return document;
    }

    /** As others may see it. */
    String shown(Parameter parameter) {
        return parameter.noEcho() ? HIDDEN : given.getOrDefault(parameter.name(), "");
    }
}
