/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.run;

import java.util.Locale;

/** Where the run of a cell stands. */
public enum RunState {
    QUEUED,
    PLANNING,
    STARTING,
    /** Its query goes on until it is stopped. */
    LIVE,
    DONE,
    FAILED,
    STOPPING,
    STOPPED,
    /** The platform ended under it. */
    LOST;

    /** As pages write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RunState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    boolean moving() {
        return this == QUEUED || this == PLANNING || this == STARTING || this == LIVE || this == STOPPING;
    }
}
