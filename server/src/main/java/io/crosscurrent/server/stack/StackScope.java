/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.crosscurrent.server.stack.resource.ResourceTypes;
import io.crosscurrent.server.stack.template.Evaluation;
import io.crosscurrent.server.stack.template.Scope;
import io.crosscurrent.server.stack.template.Template;
import io.crosscurrent.server.stack.template.TemplateFault;
import java.util.Optional;
import java.util.Set;

/** Gives templates the resources of their stack and the exports of the others. Used by many threads. */
final class StackScope {
    private final StackTable table;
    private final ResourceTypes types;
    private final Naming naming;

    StackScope(StackTable table, ResourceTypes types, Naming naming) {
        this.table = table;
        this.types = types;
        this.naming = naming;
    }

    /** With the resources as the store has them at each moment. */
    Evaluation live(StackRow stack, Definition definition) {
        return evaluation(stack, definition, new Lookup(definition.template(), types) {
            @Override
            Optional<ResourceState> state(String logicalId) {
                return table.require(stack.id()).resource(logicalId);
            }
        });
    }

    /** With resources that are not made yet standing for themselves. @param unknown grows while a plan is made */
    Evaluation planned(StackRow stack, Definition definition, Set<String> unknown) {
        return evaluation(stack, definition, new Lookup(definition.template(), types) {
            @Override
            Optional<ResourceState> state(String logicalId) {
                return unknown.contains(logicalId) ? Optional.empty() : stack.resource(logicalId);
            }

            @Override
            JsonNode missing(String logicalId, String attribute) {
                return text("{{unknown:" + logicalId + "." + attribute + "}}");
            }
        });
    }

    private Evaluation evaluation(StackRow stack, Definition definition, Lookup lookup) {
        return new Evaluation(new Scope(
                definition.template(),
                definition.inputs().values(),
                naming.identity(stack.name(), stack.id()),
                lookup,
                name -> export(name, stack.id())));
    }

    /** Value of an export of another stack. */
    private Optional<String> export(String name, String except) {
        return table.all().stream()
                .filter(stack -> stack.status().stands() && !stack.id().equals(except))
                .flatMap(stack -> stack.outputs().stream())
                .filter(output -> output.export().equals(name))
                .map(StackRow.Output::value)
                .findFirst();
    }

    private abstract static class Lookup implements Scope.Resources {
        private final Template template;
        private final ResourceTypes types;

        Lookup(Template template, ResourceTypes types) {
            this.template = template;
            this.types = types;
        }

        abstract Optional<ResourceState> state(String logicalId);

        JsonNode missing(String logicalId, String attribute) {
            throw TemplateFault.format(
                    "Unresolved resource dependencies [" + logicalId + "] in the Resources block of the template");
        }

        @Override
        public JsonNode reference(String logicalId) {
            return state(logicalId)
                    .filter(ResourceState::made)
                    .<JsonNode>map(state -> text(state.physicalId()))
                    .orElseGet(() -> missing(logicalId, "Ref"));
        }

        @Override
        public JsonNode attribute(String logicalId, String attribute) {
            if (!template.resources().containsKey(logicalId)) {
                return missing(logicalId, attribute);
            }
            String type = template.resources().get(logicalId).type();
            if (!types.get(type).attributes().contains(attribute)) {
                throw TemplateFault.template(
                        "resource " + logicalId + " does not support attribute type " + attribute + " in Fn::GetAtt");
            }
            return state(logicalId)
                    .filter(ResourceState::made)
                    .map(state -> state.attributes().get(attribute))
                    .orElseGet(() -> missing(logicalId, attribute));
        }

        static JsonNode text(String value) {
            return JsonNodeFactory.instance.textNode(value);
        }
    }
}
