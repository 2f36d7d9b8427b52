/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/**
 * A row of the store.
 *
 * @param kind for example {@code endpoint}
 * @param id never changes and is never used again, usually an ARN
 * @param name unique within the kind
 * @param state where its life cycle stands
 * @param intent the step the reconciler is to do next, "" when there is none
 * @param document everything else; never holds a secret
 */
public record Resource(String kind, String id, String name, String state, String intent, ObjectNode document) {
    public Resource {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(id);
        Objects.requireNonNull(name);
        Objects.requireNonNull(state);
        Objects.requireNonNull(intent);
        Objects.requireNonNull(document);
    }

    public Resource at(String newState, String newIntent) {
        return new Resource(kind, id, name, newState, newIntent, document);
    }

    public Resource with(ObjectNode newDocument) {
        return new Resource(kind, id, name, state, intent, newDocument);
    }

    public Resource named(String newName) {
        return new Resource(kind, id, newName, state, intent, document);
    }
}
