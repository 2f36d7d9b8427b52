/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.task;

import java.util.Locale;

/** Where a replication task stands. Only documented states exist, because clients watch for others and give up. */
enum TaskStatus {
    READY,
    STARTING,
    RUNNING,
    STOPPING,
    STOPPED,
    FAILED,
    DELETING;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static TaskStatus of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    boolean mayStart() {
        return this == READY || this == STOPPED || this == FAILED;
    }

    /** Modify and delete have the same rule. */
    boolean mayChange() {
        return mayStart();
    }

    boolean mayStop() {
        return this == STARTING || this == RUNNING;
    }
}
