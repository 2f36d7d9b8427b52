/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack;

import io.crosscurrent.server.store.Store;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** The events of stacks. Used by many threads. */
final class StackEvents {
    private static final int LONGEST_REASON = 4000;

    /** One line of a stack's history. @param reason "" for none */
    record Event(
            String eventId,
            String logicalId,
            String physicalId,
            String type,
            String status,
            String reason,
            String token,
            long atMillis) {}

    private final Store store;
    private final Clock clock;

    StackEvents(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    void add(String stackId, String logicalId, String physicalId, String type, String status, String reason) {
        add(stackId, logicalId, physicalId, type, status, reason, "");
    }

    void add(
            String stackId,
            String logicalId,
            String physicalId,
            String type,
            String status,
            String reason,
            String token) {
        store.rows()
                .change(
                        "insert into stack_event (stack_id, event_id, logical_id, physical_id, resource_type, status, reason,"
                                + " token, at_millis) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        stackId,
                        UUID.randomUUID().toString(),
                        logicalId,
                        physicalId,
                        type,
                        status,
                        reason.substring(0, Math.min(LONGEST_REASON, reason.length())),
                        token,
                        clock.millis());
    }

    /** Newest first. */
    List<Event> of(String stackId) {
        return store.rows()
                .list(
                        "select event_id, logical_id, physical_id, resource_type, status, reason, token, at_millis"
                                + " from stack_event where stack_id = ? order by ordinal desc",
                        row -> new Event(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6),
                                row.getString(7),
                                row.getLong(8)),
                        stackId);
    }
}
