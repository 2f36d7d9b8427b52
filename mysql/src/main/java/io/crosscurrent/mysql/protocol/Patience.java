/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.protocol;

import io.crosscurrent.core.failure.CrosscurrentException;
import java.util.Set;

/**
 * How whoever lost the database tries again: after a fifth of a second, then twice as long each time, half a minute at most.
 * One thread.
 */
public final class Patience {
    private static final Set<String> PASSING = Set.of(
            "source.connection_lost",
            "source.unreachable",
            "source.timeout",
            "source.too_many_connections",
            "source.closed");
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 30_000;

    private long pauseMillis = FIRST_PAUSE_MILLIS;

    /** Whether the failure may be gone at the next attempt. */
    public static boolean passing(CrosscurrentException failure) {
        return PASSING.contains(failure.code());
    }

    /** The length of the next pause. */
    public long pauseMillis() {
        return pauseMillis;
    }

    /** Waits; the next pause is longer. */
    public void pause() throws InterruptedException {
        Thread.sleep(pauseMillis);
        pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, pauseMillis * 2);
    }

    /** The database answers again. */
    public void restored() {
        pauseMillis = FIRST_PAUSE_MILLIS;
    }
}
