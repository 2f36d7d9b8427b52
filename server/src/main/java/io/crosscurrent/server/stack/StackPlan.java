/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.stack.resource.ResourceType;
import io.crosscurrent.server.stack.resource.ResourceTypes;
import io.crosscurrent.server.stack.template.Evaluation;
import io.crosscurrent.server.stack.template.ResourceSpec;
import io.crosscurrent.server.stack.template.Template;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What an update would do, found without doing it. Used by many threads. */
final class StackPlan {
    /** What happens to one resource. @param properties those that change, empty for a new or removed one */
    record Change(Action action, String logicalId, String physicalId, String type, Set<String> properties) {}

    enum Action {
        ADD,
        MODIFY,
        REPLACE,
        REMOVE
    }

    private final StackScope scope;
    private final ResourceTypes types;
    private final ResourceWork work;

    StackPlan(StackScope scope, ResourceTypes types, ResourceWork work) {
        this.scope = scope;
        this.types = types;
        this.work = work;
    }

    /** Properties that are not the same in both, by their first level. */
    static Set<String> differences(ObjectNode before, ObjectNode after) {
        Set<String> names = new TreeSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        names.removeIf(name -> {
            JsonNode old = before.get(name);
            return old != null && old.equals(after.get(name));
        });
        return names;
    }

    List<Change> of(StackRow stack, Definition next) {
        Set<String> unknown = new HashSet<>();
        Evaluation evaluation = scope.planned(stack, next, unknown);
        List<Change> changes = new ArrayList<>();
        List<String> order = evaluation.order();
        for (String logicalId : order) {
            ResourceSpec spec = next.template().resources().get(logicalId);
            ResourceState state = stack.resource(logicalId).orElse(null);
            if (state == null || !state.made() || state.status().equals("DELETE_COMPLETE")) {
                unknown.add(logicalId);
                changes.add(new Change(Action.ADD, logicalId, "", spec.type(), Set.of()));
            } else {
                changed(stack, spec, state, evaluation, unknown, changes);
            }
        }
        stack.resources().values().stream()
                .filter(state -> state.made() && !order.contains(state.logicalId()))
                .filter(state -> !state.status().equals("DELETE_COMPLETE"))
                .forEach(state -> changes.add(
                        new Change(Action.REMOVE, state.logicalId(), state.physicalId(), state.type(), Set.of())));
        return changes;
    }

    private void changed(
            StackRow stack,
            ResourceSpec spec,
            ResourceState state,
            Evaluation evaluation,
            Set<String> unknown,
            List<Change> changes) {
        ResourceType type = types.get(spec.type());
        ObjectNode properties = work.named(type, evaluation.properties(spec), state);
        Set<String> differences = differences(work.properties(stack, spec.logicalId()), properties);
        boolean otherType = !spec.type().equals(state.type());
        if (differences.isEmpty() && !otherType) {
            return;
        }
        boolean replaced = otherType || replaces(type, differences);
        if (replaced) {
            unknown.add(spec.logicalId());
        }
        changes.add(new Change(
                replaced ? Action.REPLACE : Action.MODIFY,
                spec.logicalId(),
                state.physicalId(),
                spec.type(),
                differences));
    }

    static boolean replaces(ResourceType type, Set<String> differences) {
        return type.nameProperty().filter(differences::contains).isPresent()
                || differences.stream().anyMatch(type.createOnly()::contains);
    }

    /** Whether, all resources being as they are, something else of the stack changes. */
    boolean otherwiseDiffers(StackRow stack, Definition current, Definition next) {
        Template now = current.template();
        Template then = next.template();
        return !now.outputs().equals(then.outputs())
                || !now.description().equals(then.description())
                || !scopeOutputs(stack, next).equals(stack.outputs());
    }

    private List<StackRow.Output> scopeOutputs(StackRow stack, Definition next) {
        return Outputs.of(scope.planned(stack, next, new HashSet<>()), next.template());
    }
}
