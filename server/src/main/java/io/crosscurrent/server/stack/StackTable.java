/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.stack.template.Template;
import io.crosscurrent.server.stack.template.TemplateFault;
import io.crosscurrent.server.store.Resource;
import io.crosscurrent.server.store.Store;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Stacks in the store, and what of them is sealed: templates, parameters and properties may hold passwords. Used by many
 * threads.
 */
final class StackTable {
    private static final String TEMPLATE = "template";
    private static final String INPUTS = "inputs";
    private static final String NEXT = "next-";

    private final Store store;
    private final Clock clock;

    StackTable(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    Store store() {
        return store;
    }

    long now() {
        return clock.millis();
    }

    List<StackRow> all() {
        return store.resources().list(StackRow.KIND).stream().map(StackRow::new).toList();
    }

    /** By name, when a stack of that name is not deleted, or by id. */
    Optional<StackRow> find(String nameOrId) {
        return (nameOrId.startsWith("arn:")
                        ? store.resources().find(StackRow.KIND, nameOrId)
                        : store.resources().findByName(StackRow.KIND, nameOrId))
                .map(StackRow::new);
    }

    StackRow require(String nameOrId) {
        return find(nameOrId)
                .orElseThrow(() -> TemplateFault.validation("Stack with id " + nameOrId + " does not exist"));
    }

    void insert(StackRow stack) {
        store.resources().insert(stack.row());
    }

    /** Changes state, next step and document in one. @param intent "" when nothing is left to do */
    StackRow move(String id, StackStatus status, String intent, Consumer<ObjectNode> change) {
        return store.resources()
                .update(StackRow.KIND, id, row -> {
                    ObjectNode document = row.document().deepCopy();
                    change.accept(document);
                    return new Resource(row.kind(), row.id(), row.name(), status.name(), intent, document);
                })
                .map(StackRow::new)
                .orElseThrow(() -> new IllegalStateException("stack " + id + " is gone from the store"));
    }

    StackRow edit(String id, Consumer<ObjectNode> change) {
        StackRow row = require(id);
        return move(id, row.status(), row.row().intent(), change);
    }

    StackRow put(String id, ResourceState state) {
        return edit(id, document -> document.withObjectProperty("resources").set(state.logicalId(), state.document()));
    }

    /** Frees the name of a deleted stack. */
    void retire(String id) {
        store.resources().update(StackRow.KIND, id, row -> row.named(row.id()));
    }

    // sealed texts

    void seal(String owner, String label, String text) {
        store.sealed().put(owner, label, text.getBytes(StandardCharsets.UTF_8));
    }

    Optional<String> sealed(String owner, String label) {
        return store.sealed().find(owner, label).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** What a stack is or becomes: template and parameters. @param next whether of the operation under way */
    void define(String owner, Definition definition, boolean next) {
        seal(owner, (next ? NEXT : "") + TEMPLATE, definition.template().text());
        seal(owner, (next ? NEXT : "") + INPUTS, definition.inputs().document().toString());
    }

    Definition definition(String owner, boolean next) {
        return find(owner, next)
                .orElseThrow(() -> new IllegalStateException("the template of " + owner + " is not in the store"));
    }

    Optional<Definition> find(String owner, boolean next) {
        return sealed(owner, (next ? NEXT : "") + TEMPLATE)
                .map(text -> new Definition(
                        Template.parse(text),
                        Inputs.of(PojoCodec.parse(
                                sealed(owner, (next ? NEXT : "") + INPUTS).orElse("{}")))));
    }

    /** The operation under way has become what the stack is. */
    void adopt(String owner) {
        define(owner, definition(owner, true), false);
        discard(owner);
    }

    void discard(String owner) {
        store.sealed().delete(owner, NEXT + TEMPLATE);
        store.sealed().delete(owner, NEXT + INPUTS);
    }

    /** Properties a resource was made with; secrets of other services are not resolved in them. */
    void properties(String stackId, String key, String label, ObjectNode properties) {
        seal(stackId + "/" + key, label, properties.toString());
    }

    ObjectNode properties(String stackId, String key, String label) {
        return sealed(stackId + "/" + key, label).map(PojoCodec::parse).orElseGet(PojoCodec::object);
    }

    void forget(String stackId, String key) {
        store.sealed().deleteAll(stackId + "/" + key);
    }

    void forget(String owner) {
        store.sealed().deleteAll(owner);
    }
}
