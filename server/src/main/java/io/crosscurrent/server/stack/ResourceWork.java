/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.stack.resource.ResourceType;
import io.crosscurrent.server.stack.resource.ResourceTypes;
import io.crosscurrent.server.stack.template.DynamicReferences;
import io.crosscurrent.server.stack.template.ResourceSpec;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Makes, changes and deletes one resource of a stack. Every step is in the store before the next begins, and a resource and
 * what the stack knows of it are written in one transaction, so each method may be called again after a kill. Used by many
 * threads, by one for a stack.
 */
final class ResourceWork {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final long PERIOD_MILLIS = 100;
    private static final String PROPERTIES = "properties";
    private static final String BEFORE = "before";
    private static final String INITIATED = "Resource creation Initiated";

    private final StackTable table;
    private final StackEvents events;
    private final ResourceTypes types;
    private final DynamicReferences references;

    ResourceWork(StackTable table, StackEvents events, ResourceTypes types, DynamicReferences references) {
        this.table = table;
        this.events = events;
        this.types = types;
        this.references = references;
    }

    /** What a step does to the store and to the resource. */
    @FunctionalInterface
    private interface Action {
        void run() throws InterruptedException;
    }

    /** The properties with the name that was drawn for the resource. */
    ObjectNode named(ResourceType type, ObjectNode properties, ResourceState state) {
        type.nameProperty()
                .filter(property ->
                        !properties.has(property) && !state.wantedName().isEmpty())
                .ifPresent(property -> properties.put(property, state.wantedName()));
        return properties;
    }

    /** What it was made with. */
    ObjectNode properties(StackRow stack, String logicalId) {
        return table.properties(stack.id(), logicalId, PROPERTIES);
    }

    /** Makes it, as part of creating the stack or of an update. @param word CREATE or UPDATE */
    void create(StackRow stack, ResourceSpec spec, ObjectNode properties, long generation, String word)
            throws StepFailed, InterruptedException {
        ResourceType type = types.get(spec.type());
        ResourceState state = stack.resource(spec.logicalId())
                .orElseGet(() -> ResourceState.fresh(spec.logicalId(), spec.type(), spec.deletionPolicy()));
        attempt(stack, spec.logicalId(), word + "_FAILED", () -> {
            ResourceState now = state;
            if (!now.made()) {
                if (type.nameProperty().isPresent()
                        && !properties.has(type.nameProperty().get())
                        && now.wantedName().isEmpty()) {
                    now = now.named(Naming.resource(stack.name(), spec.logicalId(), type.longestName()));
                }
                if (!now.status().equals(word + "_IN_PROGRESS")) {
                    now = mark(stack, now, word + "_IN_PROGRESS", "");
                }
                now = make(stack, type, now, named(type, properties, now), word);
            }
            String id = now.physicalId();
            await(() -> type.ready(id), "It did not become ready");
            mark(stack, now.seen(generation), word + "_COMPLETE", now.reason().equals(INITIATED) ? "" : now.reason());
        });
    }

    private ResourceState make(
            StackRow stack, ResourceType type, ResourceState state, ObjectNode properties, String word) {
        return table.store().together(() -> {
            ResourceType.Made made = type.create((ObjectNode) references.resolve(properties));
            table.properties(stack.id(), state.logicalId(), PROPERTIES, properties);
            return mark(stack, state.made(made.physicalId(), made.attributes()), word + "_IN_PROGRESS", made.note());
        });
    }

    /** Changes it where it is. */
    void update(StackRow stack, ResourceSpec spec, ObjectNode properties, long generation)
            throws StepFailed, InterruptedException {
        ResourceState state = stack.resource(spec.logicalId()).orElseThrow();
        ResourceType type = types.get(spec.type());
        attempt(stack, spec.logicalId(), "UPDATE_FAILED", () -> {
            ResourceState now = state;
            if (!now.status().equals("UPDATE_IN_PROGRESS")) {
                table.properties(stack.id(), spec.logicalId(), BEFORE, properties(stack, spec.logicalId()));
                now = mark(stack, now.keeping(spec.deletionPolicy()), "UPDATE_IN_PROGRESS", "");
            }
            apply(stack, type, now, properties, generation);
        });
    }

    private void apply(StackRow stack, ResourceType type, ResourceState state, ObjectNode properties, long generation)
            throws InterruptedException {
        ResourceState now = state;
        if (!type.atRest(now.physicalId())) {
            now = now.stopped(true);
            table.put(stack.id(), now);
            String id = now.physicalId();
            await(() -> type.atRest(id), "It did not come to rest");
        }
        ResourceState resting = now;
        ResourceState changed = table.store().together(() -> {
            ObjectNode before = properties(stack, resting.logicalId());
            ResourceType.Made made =
                    type.update(resting.physicalId(), before, (ObjectNode) references.resolve(properties));
            ObjectNode attributes = resting.attributes().deepCopy().setAll(made.attributes());
            ResourceState after = resting.made(made.physicalId(), attributes);
            table.properties(stack.id(), resting.logicalId(), PROPERTIES, properties);
            table.put(stack.id(), after.at(after.status(), made.note(), table.now()));
            return after.at(after.status(), made.note(), table.now());
        });
        await(() -> type.ready(changed.physicalId()), "It did not become ready");
        if (changed.stopped()) {
            type.activate(changed.physicalId());
        }
        mark(stack, changed.stopped(false).seen(generation), "UPDATE_COMPLETE", changed.reason());
    }

    /** Makes a new one in its place; the old one is deleted when everything else is done. */
    void replace(StackRow stack, ResourceSpec spec, ObjectNode properties, long generation)
            throws StepFailed, InterruptedException {
        ResourceState old = stack.resource(spec.logicalId()).orElseThrow();
        ResourceType type = types.get(spec.type());
        String key = key(spec.logicalId(), generation);
        if (!stack.left().containsKey(key)) {
            refuseSameName(stack, type, old, properties);
            mark(
                    stack,
                    old,
                    "UPDATE_IN_PROGRESS",
                    "Requested update requires the creation of a new physical resource; hence creating one.");
            table.store().together(() -> {
                table.properties(stack.id(), key, PROPERTIES, properties(stack, spec.logicalId()));
                return table.edit(stack.id(), document -> {
                    ObjectNode left = old.keeping(spec.updateReplacePolicy()).document();
                    document.withObjectProperty(StackRow.LEFT).set(key, left.put("logicalId", old.logicalId()));
                    document.withObjectProperty("resources")
                            .set(
                                    old.logicalId(),
                                    ResourceState.fresh(spec.logicalId(), spec.type(), spec.deletionPolicy())
                                            .document());
                });
            });
        }
        create(table.require(stack.id()), spec, properties, generation, "UPDATE");
    }

    static String key(String logicalId, long generation) {
        return logicalId + "-" + generation;
    }

    private void refuseSameName(StackRow stack, ResourceType type, ResourceState old, ObjectNode properties)
            throws StepFailed {
        boolean same = type.name().equals(old.type())
                && type.nameProperty()
                        .filter(name -> properties.has(name)
                                && properties
                                        .get(name)
                                        .equals(properties(stack, old.logicalId())
                                                .get(name)))
                        .isPresent();
        if (same) {
            String reason = "A resource with a name of its own cannot be replaced while the old one has it. Rename "
                    + properties.get(type.nameProperty().get()).asText() + " and update the stack again.";
            mark(stack, old, "UPDATE_FAILED", reason);
            throw new StepFailed(old.logicalId(), reason);
        }
    }

    /** Takes back what an update did to it; it has been there before. */
    void restore(StackRow stack, ResourceState state, long generation) throws StepFailed, InterruptedException {
        ObjectNode before = table.properties(stack.id(), state.logicalId(), BEFORE);
        attempt(stack, state.logicalId(), "UPDATE_FAILED", () -> {
            ResourceState now = mark(stack, state, "UPDATE_IN_PROGRESS", "");
            apply(stack, types.get(state.type()), now, before, generation);
        });
    }

    /** Whether an update under way has begun to change it in place. */
    boolean changed(StackRow stack, String logicalId) {
        return table.sealed(stack.id() + "/" + logicalId, BEFORE).isPresent();
    }

    /** The update is done, one way or the other. */
    void settle(StackRow stack, String logicalId) {
        table.store().sealed().delete(stack.id() + "/" + logicalId, BEFORE);
    }

    /**
     * Deletes it, or leaves it alone when its policy says so.
     *
     * @param key what its sealed properties are under: the logical id, or that of a resource that was left over
     * @param kept whether it stays
     */
    void delete(StackRow stack, ResourceState state, String key, boolean kept) throws StepFailed, InterruptedException {
        if (!state.made() || kept) {
            if (state.made()) {
                event(stack, state.at("DELETE_SKIPPED", "", table.now()));
            }
            return;
        }
        ResourceType type = types.get(state.type());
        boolean left = !key.equals(state.logicalId());
        attempt(stack, left ? "" : state.logicalId(), "DELETE_FAILED", () -> {
            record(stack, state.at("DELETE_IN_PROGRESS", "", table.now()), left);
            await(() -> type.atRest(state.physicalId()), "It did not come to rest");
            ObjectNode properties = table.properties(stack.id(), key, PROPERTIES);
            table.store().together(() -> {
                type.delete(state.physicalId(), properties);
                return null;
            });
            await(() -> type.gone(state.physicalId()), "It is still there");
            record(stack, state.at("DELETE_COMPLETE", "", table.now()), left);
        });
    }

    private void record(StackRow stack, ResourceState state, boolean left) {
        table.store().together(() -> {
            if (!left) {
                table.put(stack.id(), state);
            }
            event(stack, state);
            return null;
        });
    }

    private ResourceState mark(StackRow stack, ResourceState state, String status, String reason) {
        ResourceState marked = state.at(status, reason, table.now());
        record(stack, marked, false);
        return marked;
    }

    private void event(StackRow stack, ResourceState state) {
        events.add(
                stack.id(),
                state.logicalId(),
                state.physicalId(),
                state.type(),
                state.status(),
                state.reason(),
                stack.text("token"));
    }

    /** @param logicalId of the resource whose state takes the failure, "" for one that was left over */
    private void attempt(StackRow stack, String logicalId, String failed, Action action)
            throws StepFailed, InterruptedException {
        String reason;
        try {
            action.run();
            return;
        } catch (ApiException e) {
            reason = e.getMessage() + " (" + e.code() + ")";
        } catch (CrosscurrentException e) {
            reason = e.oneLine();
        }
        StackRow now = table.require(stack.id());
        now.resource(logicalId).ifPresent(state -> mark(now, state, failed, reason));
        throw new StepFailed(logicalId, reason);
    }

    private static void await(BooleanSupplier done, String otherwise) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new CrosscurrentException(
                        "stack.timeout",
                        otherwise + " within " + PATIENCE.toMinutes() + " minutes.",
                        "Look at the resource itself, then try again.");
            }
            Thread.sleep(PERIOD_MILLIS);
        }
    }
}
