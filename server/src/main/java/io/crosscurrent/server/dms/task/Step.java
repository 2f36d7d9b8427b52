/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.task;

import java.util.Locale;

/**
 * What the reconciler does next for a task. Stored with the task before it is begun, and safe to repeat: so a crash in the
 * middle is mended by doing it once more.
 */
enum Step {
    /** Nothing but watching. */
    WATCH,
    /** Forget offsets and counts: everything will be loaded again. */
    RESET,
    /** Give the connector to Kafka Connect. */
    LAUNCH,
    /** Wait until it runs. */
    AWAIT,
    /** End it, keeping offsets. */
    HALT,
    /** End it and forget it. */
    REMOVE;

    String text() {
        return this == WATCH ? "" : name().toLowerCase(Locale.ROOT);
    }

    static Step of(String text) {
        return text.isEmpty() ? WATCH : valueOf(text.toUpperCase(Locale.ROOT));
    }
}
