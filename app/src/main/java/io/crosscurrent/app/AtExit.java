/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Closes things when the process is told to end (Ctrl-C, TERM, System.exit): the last one added first, one after another.
 * Safe for use by several threads.
 */
public final class AtExit {
    private final Deque<AutoCloseable> things = new ArrayDeque<>();

    private AtExit() {}

    /** Installs the hook of this process. */
    public static AtExit install() {
        AtExit exit = new AtExit();
        Runtime.getRuntime().addShutdownHook(new Thread(exit::closeAll, "at-exit"));
        return exit;
    }

    /** @param thing safe to close twice */
    public synchronized void add(AutoCloseable thing) {
        things.push(thing);
    }

    private void closeAll() {
        for (AutoCloseable thing = next(); thing != null; thing = next()) {
            try {
                thing.close();
            } catch (Exception e) {
                System.err.println("error: something did not close: " + e.getMessage());
            }
        }
        sayWhatStillTakesTime();
    }

    private synchronized AutoCloseable next() {
        return things.poll();
    }

    /** The launcher lets the JVM write an archive of its classes after the first run, which is after this hook. */
    private static void sayWhatStillTakesTime() {
        if (Boolean.getBoolean("crosscurrent.archiving")) {
            System.err.println("Keeping the loaded classes for faster starts (once, some 15 s) …");
        }
    }
}
