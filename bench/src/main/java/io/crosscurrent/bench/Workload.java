/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import java.util.Locale;

/** What a contestant has to do. */
public enum Workload {
    /** Changes that stand in the log before it starts. */
    STREAM,
    /** Rows that stand in a table. */
    LOAD,
    /** Single-row transactions at a steady rate. */
    LATENCY;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The table it works on, in the database {@code bench}. */
    public String table() {
        return switch (this) {
            case STREAM -> "changes";
            case LOAD -> "loaded";
            case LATENCY -> "timed";
        };
    }
}
