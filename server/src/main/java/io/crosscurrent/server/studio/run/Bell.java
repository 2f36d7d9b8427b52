/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.run;

/** Wakes the one thread that waits for news. What rings while it does not wait is heard when it does. */
public final class Bell {
    private boolean rung;

    public synchronized void ring() {
        rung = true;
        notifyAll();
    }

    /**
     * Waits for a ring after the last one heard.
     *
     * @param millis at most; 0 or less only asks
     * @return whether it rang
     */
    public synchronized boolean await(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        for (long left = millis; !rung && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        boolean heard = rung;
        rung = false;
        return heard;
    }
}
