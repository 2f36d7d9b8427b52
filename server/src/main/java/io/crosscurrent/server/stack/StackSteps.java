/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.stack.resource.ResourceType;
import io.crosscurrent.server.stack.resource.ResourceTypes;
import io.crosscurrent.server.stack.template.Evaluation;
import io.crosscurrent.server.stack.template.ResourceSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The steps of a stack's life; which is next stands in its row. Each may be taken again after a kill. */
final class StackSteps {
    static final String CREATE = "create";
    static final String UPDATE = "update";
    static final String DELETE = "delete";
    private static final String UNDO_CREATE = "undo-create";
    private static final String UNDO_UPDATE = "undo-update";
    private static final String CLEAN = "clean";
    private static final Consumer<ObjectNode> NOTHING = document -> {};

    private final StackTable table;
    private final StackEvents events;
    private final StackScope scope;
    private final ResourceTypes types;
    private final ResourceWork work;

    StackSteps(StackTable table, StackEvents events, StackScope scope, ResourceTypes types, ResourceWork work) {
        this.table = table;
        this.events = events;
        this.scope = scope;
        this.types = types;
        this.work = work;
    }

    void take(StackRow stack) throws StepFailed, InterruptedException {
        switch (stack.row().intent()) {
            case CREATE -> create(stack);
            case UNDO_CREATE -> undoCreate(stack);
            case UPDATE -> update(stack);
            case UNDO_UPDATE -> undoUpdate(stack);
            case CLEAN -> clean(stack);
            case DELETE -> delete(stack);
            default ->
                throw new IllegalStateException(
                        "no step is called " + stack.row().intent());
        }
    }

    /** State, next step and event in one transaction. */
    StackRow move(StackRow stack, StackStatus status, String intent, String reason, Consumer<ObjectNode> change) {
        return table.store().together(() -> {
            StackRow moved = table.move(stack.id(), status, intent, document -> {
                document.put("reason", reason);
                change.accept(document);
            });
            events.add(
                    stack.id(),
                    stack.name(),
                    stack.id(),
                    "AWS::CloudFormation::Stack",
                    status.name(),
                    reason,
                    moved.text("token"));
            return moved;
        });
    }

    private void create(StackRow stack) throws StepFailed, InterruptedException {
        Definition definition = table.definition(stack.id(), false);
        Evaluation evaluation = scope.live(stack, definition);
        for (String logicalId : evaluation.order()) {
            StackRow now = table.require(stack.id());
            boolean done = now.resource(logicalId)
                    .filter(state -> state.status().equals("CREATE_COMPLETE"))
                    .isPresent();
            if (!done) {
                ResourceSpec spec = definition.template().resources().get(logicalId);
                work.create(now, spec, evaluate(evaluation, now, spec, "CREATE"), 0, "CREATE");
            }
        }
        List<StackRow.Output> outputs = Outputs.of(evaluation, definition.template());
        move(stack, StackStatus.CREATE_COMPLETE, "", "", document -> finish(document, outputs, evaluation.imported()));
    }

    private ObjectNode evaluate(Evaluation evaluation, StackRow stack, ResourceSpec spec, String word)
            throws StepFailed {
        try {
            return evaluation.properties(spec);
        } catch (io.crosscurrent.server.aws.ApiException e) {
            ResourceState state = stack.resource(spec.logicalId())
                    .orElseGet(() -> ResourceState.fresh(spec.logicalId(), spec.type(), spec.deletionPolicy()))
                    .at(word + "_FAILED", e.getMessage(), table.now());
            table.put(stack.id(), state);
            events.add(stack.id(), spec.logicalId(), "", spec.type(), state.status(), state.reason());
            throw new StepFailed(spec.logicalId(), e.getMessage());
        }
    }

    private static void finish(ObjectNode document, List<StackRow.Output> outputs, Set<String> imports) {
        ArrayNode list = document.putArray("outputs");
        outputs.forEach(output -> list.add(output.document()));
        ArrayNode names = document.putArray("imports");
        imports.forEach(names::add);
    }

    private void undoCreate(StackRow stack) throws StepFailed, InterruptedException {
        for (ResourceState state : reversed(stack, stack.resources())) {
            work.delete(
                    table.require(stack.id()),
                    state,
                    state.logicalId(),
                    state.keep().equals("Retain"));
        }
        if (stack.text("onFailure").equals("DELETE")) {
            gone(stack);
        } else {
            move(stack, StackStatus.ROLLBACK_COMPLETE, "", "", NOTHING);
        }
    }

    /** Those that are made, each before those it needs. */
    private List<ResourceState> reversed(StackRow stack, Map<String, ResourceState> states) {
        List<String> order = new ArrayList<>(states.keySet());
        table.find(stack.id(), false).ifPresent(definition -> {
            List<String> made = scope.live(stack, definition).order();
            // what the template no longer has is needed by nothing else
            order.sort(Comparator.comparingInt(id -> made.contains(id) ? made.indexOf(id) : Integer.MAX_VALUE));
        });
        Collections.reverse(order);
        return order.stream()
                .map(states::get)
                .filter(state -> !state.status().equals("DELETE_COMPLETE"))
                .toList();
    }

    private void update(StackRow stack) throws StepFailed, InterruptedException {
        Definition next = table.definition(stack.id(), true);
        Evaluation evaluation = scope.live(stack, next);
        long generation = stack.number("generation");
        List<String> order = evaluation.order();
        for (String logicalId : order) {
            StackRow now = table.require(stack.id());
            ResourceState state = now.resource(logicalId).orElse(null);
            if (state == null || state.generation() != generation) {
                updateOne(now, state, next.template().resources().get(logicalId), evaluation, generation);
            }
        }
        List<StackRow.Output> outputs = Outputs.of(evaluation, next.template());
        table.store().together(() -> {
            table.adopt(stack.id());
            return move(stack, StackStatus.UPDATE_COMPLETE_CLEANUP_IN_PROGRESS, CLEAN, "", document -> {
                document.put("description", next.template().description());
                finish(document, outputs, evaluation.imported());
            });
        });
    }

    private void updateOne(
            StackRow stack, ResourceState state, ResourceSpec spec, Evaluation evaluation, long generation)
            throws StepFailed, InterruptedException {
        ObjectNode properties = evaluate(evaluation, stack, spec, "UPDATE");
        boolean replacing = stack.left().containsKey(ResourceWork.key(spec.logicalId(), generation));
        if (replacing) {
            work.create(stack, spec, properties, generation, "UPDATE");
        } else if (state == null || state.status().startsWith("CREATE_IN") || !state.made()) {
            work.create(stack, spec, properties, generation, "CREATE");
        } else {
            ResourceType type = types.get(spec.type());
            work.named(type, properties, state);
            Set<String> differences = StackPlan.differences(work.properties(stack, spec.logicalId()), properties);
            if (!spec.type().equals(state.type()) || StackPlan.replaces(type, differences)) {
                work.replace(stack, spec, evaluation.properties(spec), generation);
            } else if (!differences.isEmpty() || work.changed(stack, spec.logicalId())) {
                work.update(stack, spec, properties, generation);
            } else {
                table.put(stack.id(), state.seen(generation).keeping(spec.deletionPolicy()));
            }
        }
    }

    /** Deletes what an update has replaced or removed. A failure is an event and no more, as with CloudFormation. */
    private void clean(StackRow stack) throws InterruptedException {
        List<String> wanted =
                scope.live(stack, table.definition(stack.id(), false)).order();
        List<ResourceState> removed = new ArrayList<>(stack.resources().values().stream()
                .filter(state -> !wanted.contains(state.logicalId()))
                .toList());
        Collections.reverse(removed);
        for (ResourceState state : removed) {
            drop(stack, state, state.logicalId());
        }
        List<Map.Entry<String, ResourceState>> left =
                new ArrayList<>(stack.left().entrySet());
        Collections.reverse(left);
        for (Map.Entry<String, ResourceState> entry : left) {
            drop(stack, entry.getValue(), entry.getKey());
        }
        settle(stack);
        StackStatus end = stack.status() == StackStatus.UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS
                ? StackStatus.UPDATE_ROLLBACK_COMPLETE
                : StackStatus.UPDATE_COMPLETE;
        move(stack, end, "", stack.text("reason"), NOTHING);
    }

    private void settle(StackRow stack) {
        stack.resources().keySet().forEach(logicalId -> work.settle(stack, logicalId));
        table.discard(stack.id());
    }

    private void drop(StackRow stack, ResourceState state, String key) throws InterruptedException {
        try {
            work.delete(table.require(stack.id()), state, key, state.keep().startsWith("Retain"));
        } catch (StepFailed e) {
            events.add(
                    stack.id(), state.logicalId(), state.physicalId(), state.type(), "DELETE_FAILED", e.getMessage());
        }
        table.store().together(() -> {
            table.forget(stack.id(), key);
            return table.edit(stack.id(), document -> {
                document.withObjectProperty(StackRow.LEFT).remove(key);
                if (key.equals(state.logicalId())) {
                    document.withObjectProperty("resources").remove(key);
                }
            });
        });
    }

    private void undoUpdate(StackRow stack) throws StepFailed, InterruptedException {
        long generation = stack.number("generation");
        Set<String> before = Set.copyOf(
                scope.live(stack, table.definition(stack.id(), false)).order());
        List<ResourceState> states = new ArrayList<>(stack.resources().values());
        Collections.reverse(states);
        for (ResourceState state : states) {
            String key = ResourceWork.key(state.logicalId(), generation);
            StackRow now = table.require(stack.id());
            if (now.left().containsKey(key)) {
                work.delete(now, state, state.logicalId(), false);
                bringBack(now, now.left().get(key), key);
            } else if (!before.contains(state.logicalId())) {
                drop(now, state.keeping("Delete"), state.logicalId());
            } else if (work.changed(now, state.logicalId())) {
                work.restore(now, now.resource(state.logicalId()).orElseThrow(), generation);
                work.settle(now, state.logicalId());
            }
        }
        move(stack, StackStatus.UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS, CLEAN, stack.text("reason"), NOTHING);
    }

    private void bringBack(StackRow stack, ResourceState old, String key) {
        table.store().together(() -> {
            ObjectNode properties = table.properties(stack.id(), key, "properties");
            table.properties(stack.id(), old.logicalId(), "properties", properties);
            table.forget(stack.id(), key);
            return table.edit(stack.id(), document -> {
                document.withObjectProperty(StackRow.LEFT).remove(key);
                document.withObjectProperty("resources")
                        .set(
                                old.logicalId(),
                                old.at("UPDATE_COMPLETE", "", table.now()).document());
            });
        });
    }

    private void delete(StackRow stack) throws StepFailed, InterruptedException {
        for (Map.Entry<String, ResourceState> left : stack.left().entrySet()) {
            drop(stack, left.getValue(), left.getKey());
        }
        List<String> retained = stack.texts("retain");
        for (ResourceState state : reversed(stack, stack.resources())) {
            boolean kept = state.keep().startsWith("Retain") || retained.contains(state.logicalId());
            work.delete(table.require(stack.id()), state, state.logicalId(), kept);
        }
        gone(stack);
    }

    private void gone(StackRow stack) {
        table.store().together(() -> {
            move(stack, StackStatus.DELETE_COMPLETE, "", "", document -> {
                document.put("deleted", table.now());
                document.putArray("outputs");
                document.putArray("imports");
            });
            stack.resources().keySet().forEach(logicalId -> table.forget(stack.id(), logicalId));
            table.forget(stack.id());
            table.retire(stack.id());
            return null;
        });
    }

    /** What comes after a step that failed. */
    void failed(StackRow stack, StepFailed failure) {
        String which = failure.logicalId().isEmpty() ? "" : " [" + failure.logicalId() + "]";
        switch (stack.row().intent()) {
            case CREATE -> {
                String reason = "The following resource(s) failed to create:" + which + ". " + failure.getMessage();
                boolean stay = stack.text("onFailure").equals("DO_NOTHING");
                move(
                        stack,
                        stay ? StackStatus.CREATE_FAILED : StackStatus.ROLLBACK_IN_PROGRESS,
                        stay ? "" : UNDO_CREATE,
                        reason,
                        NOTHING);
            }
            case UPDATE -> {
                String reason = "The following resource(s) failed to update:" + which + ". " + failure.getMessage();
                boolean stay = stack.flag("disableRollback");
                move(
                        stack,
                        stay ? StackStatus.UPDATE_FAILED : StackStatus.UPDATE_ROLLBACK_IN_PROGRESS,
                        stay ? "" : UNDO_UPDATE,
                        reason,
                        NOTHING);
            }
            case UNDO_CREATE -> move(stack, StackStatus.ROLLBACK_FAILED, "", failure.getMessage(), NOTHING);
            case DELETE ->
                move(
                        stack,
                        StackStatus.DELETE_FAILED,
                        "",
                        "The following resource(s) failed to delete:" + which + ". " + failure.getMessage(),
                        NOTHING);
            default -> move(stack, StackStatus.UPDATE_ROLLBACK_FAILED, "", failure.getMessage(), NOTHING);
        }
    }
}
