/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.Actor;
import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.stack.template.TemplateFault;
import io.crosscurrent.server.store.Resource;
import io.crosscurrent.server.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Begins what is to be done with stacks. Used by many threads. */
final class Stacks {
    static final String INITIATED = "User Initiated";

    private final StackTable table;
    private final StackSteps steps;
    private final StackScope scope;
    private final StackPlan plan;
    private final StackRunner runner;
    private final Naming naming;

    Stacks(StackTable table, StackSteps steps, StackScope scope, StackPlan plan, StackRunner runner, Naming naming) {
        this.table = table;
        this.steps = steps;
        this.scope = scope;
        this.plan = plan;
        this.runner = runner;
        this.naming = naming;
    }

    /**
     * How an operation is to be done.
     *
     * @param onFailure of creating: ROLLBACK, DELETE or DO_NOTHING
     * @param tags null for those it has
     * @param token of the request, "" for none
     * @param rights with which it is done
     */
    record Wishes(
            List<String> capabilities,
            Map<String, String> tags,
            String onFailure,
            boolean disableRollback,
            boolean protection,
            String token,
            Rights rights) {}

    /** @param role ARN of the role that was given, which counts for later operations too; "" for none */
    record Rights(Actor actor, String role) {
        void into(ObjectNode document) {
            document.put("actor", actor.text());
            document.put("role", role);
        }
    }

    StackTable table() {
        return table;
    }

    /** A stack that is not made yet: its first change set is looked at. */
    StackRow review(String name) {
        checkName(name);
        String id = naming.stack(name);
        ObjectNode document = PojoCodec.object()
                .put("stackName", name)
                .put("created", table.now())
                .put("generation", 0);
        StackRow stack = new StackRow(
                new Resource(StackRow.KIND, id, name, StackStatus.REVIEW_IN_PROGRESS.name(), "", document));
        try {
            return table.store().together(() -> {
                table.insert(stack);
                return steps.move(stack, StackStatus.REVIEW_IN_PROGRESS, "", INITIATED, each -> {});
            });
        } catch (Store.AlreadyThere e) {
            throw new ApiException("AlreadyExistsException", "Stack [" + name + "] already exists");
        }
    }

    private static void checkName(String name) {
        if (!name.matches("[a-zA-Z][-a-zA-Z0-9]{0,127}")) {
            throw TemplateFault.validation("1 validation error detected: Value '" + name
                    + "' at 'stackName' failed to satisfy constraint: Member must satisfy regular expression pattern:"
                    + " [a-zA-Z][-a-zA-Z0-9]*");
        }
    }

    /** Makes a new stack from nothing: it is there with all that is to be done, or not at all. */
    StackRow create(String name, Definition definition, Wishes wishes) {
        StackRow stack = table.store().together(() -> {
            StackRow reviewed = review(name);
            begin(reviewed, definition, wishes);
            return reviewed;
        });
        runner.submitAndWait(stack.id());
        return stack;
    }

    /** Makes a stack that is under review. @param begun what becomes true in the same transaction as the beginning */
    void create(StackRow reviewed, Definition definition, Wishes wishes, Runnable begun) {
        table.store().together(() -> {
            begin(reviewed, definition, wishes);
            begun.run();
            return null;
        });
        runner.submitAndWait(reviewed.id());
    }

    private void begin(StackRow reviewed, Definition definition, Wishes wishes) {
        StackInput.check(scope.live(reviewed, definition));
        table.define(reviewed.id(), definition, false);
        steps.move(reviewed, StackStatus.CREATE_IN_PROGRESS, StackSteps.CREATE, INITIATED, document -> {
            wishes(document, wishes);
            document.put("description", definition.template().description());
            document.put("onFailure", wishes.disableRollback() ? "DO_NOTHING" : wishes.onFailure());
            document.put("protection", wishes.protection());
        });
    }

    private static void wishes(ObjectNode document, Wishes wishes) {
        wishes.capabilities().forEach(document.putArray("capabilities")::add);
        if (wishes.tags() != null) {
            ObjectNode tags = document.putObject("tags");
            wishes.tags().forEach(tags::put);
        }
        wishes.rights().into(document);
        document.put("token", wishes.token());
        document.put("disableRollback", wishes.disableRollback());
    }

    /** Whether the definition would change the stack. */
    boolean differs(StackRow stack, Definition next, Map<String, String> tags) {
        Definition current = table.definition(stack.id(), false);
        return !plan.of(stack, next).isEmpty()
                || tags != null && !tags.equals(stack.tags())
                || plan.otherwiseDiffers(stack, current, next);
    }

    List<StackPlan.Change> plan(StackRow stack, Definition next) {
        return plan.of(stack, next);
    }

    StackRow update(StackRow stack, Definition next, Wishes wishes) {
        return update(stack, next, wishes, () -> {});
    }

    /** @param begun what becomes true in the same transaction as the beginning */
    StackRow update(StackRow stack, Definition next, Wishes wishes, Runnable begun) {
        requireUpdatable(stack);
        exports(stack, next);
        if (!differs(stack, next, wishes.tags())) {
            throw TemplateFault.validation("No updates are to be performed.");
        }
        table.store().together(() -> {
            table.define(stack.id(), next, true);
            steps.move(stack, StackStatus.UPDATE_IN_PROGRESS, StackSteps.UPDATE, INITIATED, document -> {
                wishes(document, wishes);
                document.put("updated", table.now());
                document.put("generation", stack.number("generation") + 1);
            });
            begun.run();
            return null;
        });
        runner.submitAndWait(stack.id());
        return table.require(stack.id());
    }

    static void requireUpdatable(StackRow stack) {
        if (!stack.status().updatable()) {
            throw TemplateFault.validation(
                    "Stack:" + stack.id() + " is in " + stack.status() + " state and can not be updated.");
        }
    }

    /** An export that another stack uses must stay as it is. */
    private void exports(StackRow stack, Definition next) {
        List<StackRow.Output> after =
                Outputs.of(scope.planned(stack, next, new java.util.HashSet<>()), next.template());
        for (StackRow.Output output : stack.outputs()) {
            boolean stays = after.stream()
                    .anyMatch(each -> each.export().equals(output.export())
                            && each.value().equals(output.value()));
            if (!output.export().isEmpty() && !stays) {
                importer(output.export()).ifPresent(user -> {
                    throw TemplateFault.validation(
                            "Cannot update export " + output.export() + " as it is in use by " + user);
                });
            }
        }
    }

    Optional<String> importer(String export) {
        return table.all().stream()
                .filter(stack -> stack.texts("imports").contains(export))
                .map(StackRow::name)
                .findFirst();
    }

    /** Deleting what is not there is no error. */
    void delete(String nameOrId, List<String> retain, String token, Rights rights) {
        StackRow stack = table.find(nameOrId).orElse(null);
        if (stack == null
                || stack.status() == StackStatus.DELETE_COMPLETE
                || stack.status() == StackStatus.DELETE_IN_PROGRESS) {
            return;
        }
        if (stack.flag("protection")) {
            throw TemplateFault.validation(
                    "Stack [" + stack.name() + "] cannot be deleted while TerminationProtection is enabled");
        }
        if (stack.status().working()) {
            throw TemplateFault.validation("Stack [" + stack.name() + "] is in " + stack.status()
                    + ". Wait until that is done, then delete it.");
        }
        for (StackRow.Output output : stack.outputs()) {
            if (!output.export().isEmpty()) {
                importer(output.export()).ifPresent(user -> {
                    throw TemplateFault.validation(
                            "Export " + output.export() + " cannot be deleted as it is in use by " + user);
                });
            }
        }
        Consumer<ObjectNode> keep = document -> {
            retain.forEach(document.putArray("retain")::add);
            document.put("token", token);
            rights.into(document);
        };
        steps.move(stack, StackStatus.DELETE_IN_PROGRESS, StackSteps.DELETE, INITIATED, keep);
        runner.submitAndWait(stack.id());
    }

    void protect(StackRow stack, boolean protection) {
        table.edit(stack.id(), document -> document.put("protection", protection));
    }
}
