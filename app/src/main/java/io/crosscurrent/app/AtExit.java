/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app;

import java.util.concurrent.atomic.AtomicBoolean;

/** Closes things when the process is told to end: Ctrl-C, TERM, or System.exit. */
public final class AtExit {
    private static final AtomicBoolean SAID = new AtomicBoolean();

    private AtExit() {}

    /** Closes them in this order, one after another; each must be safe to close twice. */
    public static void close(AutoCloseable... things) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            for (AutoCloseable thing : things) {
                                closeOne(thing);
                            }
                            sayWhatStillTakesTime();
                        },
                        "at-exit"));
    }

    /** The launcher lets the JVM write an archive of its classes after the first run, which is after this hook. */
    private static void sayWhatStillTakesTime() {
        if (Boolean.getBoolean("crosscurrent.archiving") && SAID.compareAndSet(false, true)) {
            System.err.println("Keeping the loaded classes for faster starts (once, some 10 s) …");
        }
    }

    private static void closeOne(AutoCloseable thing) {
        try {
            thing.close();
        } catch (Exception e) {
            System.err.println("error: " + thing.getClass().getSimpleName() + " did not close: " + e.getMessage());
        }
    }
}
