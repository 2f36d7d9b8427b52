/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.connect;

import io.crosscurrent.core.failure.CrosscurrentException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Waiting for Connect, which tells of a change only when asked. */
final class Pause {
    private static final long STEP_MS = 50;

    private Pause() {}

    /** Returns false when {@code patience} ended before {@code condition} came true. */
    static boolean until(Duration patience, BooleanSupplier condition) {
        Instant giveUp = Instant.now().plus(patience);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(giveUp)) {
                return false;
            }
            briefly();
        }
        return true;
    }

    static void briefly() {
        try {
            Thread.sleep(STEP_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CrosscurrentException(
                    "connect.interrupted", "Interrupted while waiting for Kafka Connect.", "Try again.", e);
        }
    }
}
