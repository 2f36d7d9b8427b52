/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which resource needs which, and so in which order they are made. */
public final class References {
    private References() {}

    /**
     * The resources to be made, each after those it needs; otherwise in the order of the template.
     *
     * @param wanted logical ids whose conditions hold
     * @throws io.crosscurrent.server.aws.ApiException for names that are nowhere, and for circles
     */
    public static List<String> order(Template template, Set<String> wanted) {
        Map<String, Set<String>> needs = new LinkedHashMap<>();
        template.resources().values().stream()
                .filter(resource -> wanted.contains(resource.logicalId()))
                .forEach(resource -> {
                    Set<String> of = of(template, resource);
                    of.retainAll(wanted);
                    needs.put(resource.logicalId(), of);
                });
        List<String> order = new ArrayList<>();
        while (!needs.isEmpty()) {
            String next = needs.entrySet().stream()
                    .filter(entry -> order.containsAll(entry.getValue()))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElseThrow(
                            () -> TemplateFault.validation("Circular dependency between resources: " + circle(needs)));
            order.add(next);
            needs.remove(next);
        }
        return List.copyOf(order);
    }

    private static Set<String> circle(Map<String, Set<String>> needs) {
        Set<String> left = new TreeSet<>(needs.keySet());
        boolean shrinks = true;
        while (shrinks) {
            shrinks = left.removeIf(
                    id -> left.stream().noneMatch(other -> needs.get(other).contains(id)));
        }
        return left;
    }

    /** What the resource refers to, all of it resources of the template. */
    static Set<String> of(Template template, ResourceSpec resource) {
        Set<String> names = new LinkedHashSet<>(resource.dependsOn());
        collect(resource.properties(), names);
        Set<String> unknown = new TreeSet<>();
        names.removeIf(name -> {
            boolean parameter = template.parameters().containsKey(name) || Scope.pseudo(name);
            if (!parameter && !template.resources().containsKey(name)) {
                unknown.add(name);
            }
            return parameter;
        });
        if (!unknown.isEmpty()) {
            throw TemplateFault.format(
                    "Unresolved resource dependencies " + unknown + " in the Resources block of the template");
        }
        return names;
    }

    /** @throws io.crosscurrent.server.aws.ApiException when an output names what there is not */
    static void checkOutputs(Template template) {
        Set<String> names = new LinkedHashSet<>();
        template.outputs().values().forEach(output -> collect(output.value(), names));
        names.removeIf(name -> template.parameters().containsKey(name)
                || Scope.pseudo(name)
                || template.resources().containsKey(name));
        if (!names.isEmpty()) {
            throw TemplateFault.format(
                    "Unresolved resource dependencies " + names + " in the Outputs block of the template");
        }
    }

    private static void collect(JsonNode node, Set<String> names) {
        if (Intrinsics.call(node)) {
            Map.Entry<String, JsonNode> call = node.properties().iterator().next();
            JsonNode arguments = call.getValue();
            switch (call.getKey()) {
                case "Ref" -> names.add(arguments.asText());
                case "Fn::GetAtt" ->
                    names.add((arguments.isTextual() ? arguments : arguments.path(0))
                            .asText()
                            .split("\\.", 2)[0]);
                case "Fn::Sub" -> Substitution.names(arguments, name -> names.add(name.split("\\.", 2)[0]));
                default -> {}
            }
        }
        node.elements().forEachRemaining(each -> collect(each, names));
    }
}
