/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.connection;

import io.crosscurrent.cli.failure.CliFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks again and again until there is an answer. */
public final class Waiting {
    private static final long PAUSE_MS = 200;

    private Waiting() {}

    /**
     * The first answer that is present.
     *
     * @param what completes the sentence "gave up after 30 s waiting for …"
     * @throws CliFailure {@code cli.timed_out}
     */
    public static <T> T until(Duration limit, String what, Supplier<Optional<T>> question) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<T> answer = question.get();
            if (answer.isPresent()) {
                return answer.get();
            }
            if (System.nanoTime() > deadline) {
                throw new CliFailure(
                        "cli.timed_out", "gave up after %d s waiting for %s".formatted(limit.toSeconds(), what), "");
            }
            try {
                Thread.sleep(PAUSE_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CliFailure("cli.interrupted", "interrupted while waiting for " + what, "", e);
            }
        }
    }
}
