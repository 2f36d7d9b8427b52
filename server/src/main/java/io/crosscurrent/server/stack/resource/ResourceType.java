/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;

/**
 * What a stack can be made of. Calls come inside a transaction of the store: what they write there and what the stack
 * writes about it hold together or not at all. Effects outside of the store must bear being repeated. Used by many threads.
 */
public interface ResourceType {
    /** For example {@code AWS::DMS::Endpoint}. */
    String name();

    /** Properties whose change makes a new resource. */
    Set<String> createOnly();

    /** The property with the name a person may give it; empty when it has none. */
    default Optional<String> nameProperty() {
        return Optional.empty();
    }

    /** Most characters of that name. */
    default int longestName() {
        return 255;
    }

    /** What {@code Fn::GetAtt} may ask for. */
    Set<String> attributes();

    /**
     * Checks the names and shapes of properties, with functions still in them.
     *
     * @throws io.crosscurrent.server.aws.ApiException naming the property
     */
    void check(String logicalId, ObjectNode properties);

    /**
     * What stands after creating or updating.
     *
     * @param physicalId what {@code Ref} yields
     * @param attributes what {@code Fn::GetAtt} yields
     * @param note for the events, "" for none
     */
    record Made(String physicalId, ObjectNode attributes, String note) {}

    /** @param properties evaluated, secrets resolved, with a name where the type has one */
    Made create(ObjectNode properties);

    /** @param before properties it was made with, without resolved secrets */
    Made update(String physicalId, ObjectNode before, ObjectNode properties);

    /** Deleting what is gone already is no error. */
    void delete(String physicalId, ObjectNode properties);

    /** Whether it has come to rest. Called outside of a transaction, a few times a second. */
    default boolean ready(String physicalId) {
        return true;
    }

    /** Whether it is really gone after {@link #delete}. */
    default boolean gone(String physicalId) {
        return true;
    }

    /** Whether it must be at rest before {@link #delete} can be called; asks it to come to rest. */
    default boolean atRest(String physicalId) {
        return true;
    }

    /** Sets going again what {@link #atRest} had to stop before an update. */
    default void activate(String physicalId) {}
}
