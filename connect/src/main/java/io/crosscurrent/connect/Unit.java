/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect;

import io.crosscurrent.core.source.ChangeSink.State;
import java.util.List;

/**
 * Records that stay together, and the states that are true with them.
 *
 * @param bytes of keys and values
 * @param encodedNanos when its last record was given, by {@link System#nanoTime}
 * @param whole false when it is a part of a large unit that goes on in the next one
 */
record Unit(Records records, List<State> states, long bytes, long encodedNanos, boolean whole) {

    /** Whether a restart could go on behind it. */
    boolean resumable() {
        return whole || !states.isEmpty();
    }
}
