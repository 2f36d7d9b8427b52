/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.protocol;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.measure.Troubles;
import java.util.Set;

/**
 * How whoever lost the database tries again: after a fifth of a second, then twice as long each time, half a minute at most.
 * Meanwhile the task tells what it met. One thread.
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

    private final Troubles troubles;
    private long pauseMillis = FIRST_PAUSE_MILLIS;

    /** @param troubles where what was met is told */
    public Patience(Troubles troubles) {
        this.troubles = troubles;
    }

    /** Whether the failure may be gone at the next attempt. */
    public static boolean passing(CrosscurrentException failure) {
        return PASSING.contains(failure.code());
    }

    /** The length of the next pause. */
    public long pauseMillis() {
        return pauseMillis;
    }

    /** Waits because of a failure; the next pause is longer. */
    public void pause(CrosscurrentException failure) throws InterruptedException {
        troubles.waits(this, failure);
        Thread.sleep(pauseMillis);
        pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, pauseMillis * 2);
    }

    /** The database answers again. */
    public void restored() {
        // asked after every event of the log
        if (pauseMillis != FIRST_PAUSE_MILLIS) {
            pauseMillis = FIRST_PAUSE_MILLIS;
            troubles.goesOn(this);
        }
    }
}
