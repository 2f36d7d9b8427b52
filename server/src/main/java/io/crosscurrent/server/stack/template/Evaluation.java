/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A template under given parameters. Used by one thread. */
public final class Evaluation {
    private final Template template;
    private final Intrinsics values;
    private final Set<String> wanted = new LinkedHashSet<>();

    /** @throws io.crosscurrent.server.aws.ApiException when a rule or condition does not hold water */
    public Evaluation(Scope scope) {
        this.template = scope.template();
        this.values = new Intrinsics(scope);
        RuleCheck.check(template, values.conditions());
        template.conditions().fieldNames().forEachRemaining(values.conditions()::holds);
        template.resources().values().stream()
                .filter(resource -> values.conditions().holds(resource.condition()))
                .forEach(resource -> wanted.add(resource.logicalId()));
        template.resources().values().forEach(resource -> References.of(template, resource));
        References.checkOutputs(template);
    }

    /** The resources there shall be, in the order in which they are made. */
    public List<String> order() {
        return References.order(template, wanted);
    }

    /** Whether the resource is to be there under these parameters. */
    public boolean wants(String logicalId) {
        return wanted.contains(logicalId);
    }

    public ObjectNode properties(ResourceSpec resource) {
        return (ObjectNode) values.evaluate(resource.properties());
    }

    public boolean holds(String condition) {
        return values.conditions().holds(condition);
    }

    public JsonNode value(JsonNode expression) {
        return values.evaluate(expression);
    }

    public String text(JsonNode expression, String what) {
        return Intrinsics.plain(values.evaluate(expression), what);
    }

    /** Names of the exports of other stacks that were used so far. */
    public Set<String> imported() {
        return Set.copyOf(values.imported());
    }
}
