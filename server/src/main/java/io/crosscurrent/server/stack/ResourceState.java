/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.PojoCodec;

/**
 * A resource of a stack as the store has it. Immutable.
 *
 * @param physicalId "" while it is not made
 * @param wantedName drawn name, "" when the template gives one
 * @param status for example {@code CREATE_COMPLETE}
 * @param reason "" for none
 * @param generation number of the update that last looked at it; an update that goes on after a kill leaves it alone
 * @param stopped whether it was stopped for an update and is to be set going again
 * @param keep whether it stays when the stack goes: {@code Delete}, {@code Retain}…
 * @param atMillis when the status changed
 */
record ResourceState(
        String logicalId,
        String type,
        String physicalId,
        String wantedName,
        String status,
        String reason,
        ObjectNode attributes,
        long generation,
        boolean stopped,
        String keep,
        long atMillis) {
    static ResourceState fresh(String logicalId, String type, String keep) {
        return new ResourceState(logicalId, type, "", "", "", "", PojoCodec.object(), 0, false, keep, 0);
    }

    static ResourceState of(String logicalId, ObjectNode document) {
        return new ResourceState(
                logicalId,
                document.path("type").asText(),
                document.path("physicalId").asText(),
                document.path("wantedName").asText(),
                document.path("status").asText(),
                document.path("reason").asText(),
                (ObjectNode) document.path("attributes"),
                document.path("generation").asLong(),
                document.path("stopped").asBoolean(),
                document.path("keep").asText(),
                document.path("atMillis").asLong());
    }

    ObjectNode document() {
        return PojoCodec.object()
                .put("type", type)
                .put("physicalId", physicalId)
                .put("wantedName", wantedName)
                .put("status", status)
                .put("reason", reason)
                .put("generation", generation)
                .put("stopped", stopped)
                .put("keep", keep)
                .put("atMillis", atMillis)
                .set("attributes", attributes);
    }

    boolean made() {
        return !physicalId.isEmpty();
    }

    ResourceState at(String newStatus, String newReason, long now) {
        return new ResourceState(
                logicalId,
                type,
                physicalId,
                wantedName,
                newStatus,
                newReason,
                attributes,
                generation,
                stopped,
                keep,
                now);
    }

    ResourceState named(String name) {
        return new ResourceState(
                logicalId, type, physicalId, name, status, reason, attributes, generation, stopped, keep, atMillis);
    }

    ResourceState made(String id, ObjectNode newAttributes) {
        return new ResourceState(
                logicalId, type, id, wantedName, status, reason, newAttributes, generation, stopped, keep, atMillis);
    }

    ResourceState seen(long newGeneration) {
        return new ResourceState(
                logicalId,
                type,
                physicalId,
                wantedName,
                status,
                reason,
                attributes,
                newGeneration,
                stopped,
                keep,
                atMillis);
    }

    ResourceState stopped(boolean nowStopped) {
        return new ResourceState(
                logicalId,
                type,
                physicalId,
                wantedName,
                status,
                reason,
                attributes,
                generation,
                nowStopped,
                keep,
                atMillis);
    }

    ResourceState keeping(String policy) {
        return new ResourceState(
                logicalId,
                type,
                physicalId,
                wantedName,
                status,
                reason,
                attributes,
                generation,
                stopped,
                policy,
                atMillis);
    }
}
