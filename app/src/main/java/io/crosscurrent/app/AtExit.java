/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app;

/** Closes things when the process is told to end: Ctrl-C, TERM, or System.exit. */
public final class AtExit {
    private AtExit() {}

    /** Closes them in this order, one after another; each must be safe to close twice. */
    public static void close(AutoCloseable... things) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            for (AutoCloseable thing : things) {
                                closeOne(thing);
                            }
                        },
                        "at-exit"));
    }

    private static void closeOne(AutoCloseable thing) {
        try {
            thing.close();
        } catch (Exception e) {
            System.err.println("error: " + thing.getClass().getSimpleName() + " did not close: " + e.getMessage());
        }
    }
}
