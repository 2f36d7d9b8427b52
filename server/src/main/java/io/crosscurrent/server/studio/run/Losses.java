/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.run;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/** How often what runs a query was lost, and whether it is begun once more. For the thread that runs it. */
final class Losses {
    private static final int MOST = 6;
    private static final Duration CALM = Duration.ofMinutes(5);

    private final CellRun run;
    private int inARow;
    private Instant last = Instant.EPOCH;
    private String what = "";

    Losses(CellRun run) {
        this.run = run;
    }

    boolean any() {
        return inARow > 0;
    }

    /**
     * Tells the run and waits: 1 s after the first loss, then twice as long each time; after five minutes of calm it
     * counts from the beginning.
     *
     * @return whether to begin once more
     */
    boolean another(String loss) {
        inARow = last.plus(CALM).isBefore(Instant.now()) ? 1 : inARow + 1;
        last = Instant.now();
        what = loss;
        if (inARow > MOST) {
            return false;
        }
        run.again(loss + " That was at " + LocalTime.now().truncatedTo(ChronoUnit.SECONDS)
                + "; the query was begun again, and its rows come anew.");
        try {
            run.pause(1_000L << (inARow - 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return true;
    }

    @Override
    public String toString() {
        return what + " (" + inARow + " of " + MOST + " times)";
    }
}
