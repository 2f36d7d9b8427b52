/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.workload;

import java.util.concurrent.TimeUnit;

/** Lets writers pass between two transactions: at their pace, not while paused, not after the end. For all threads. */
final class Gate {
    private final long intervalNanos;
    private int running;
    private int waiting;
    private boolean paused;
    private boolean ended;
    private boolean schemaChanges;
    private boolean swaps;
    private long nextNanos = System.nanoTime();

    /** @param perSecond passes of all writers together; 0 for any number */
    Gate(int perSecond) {
        intervalNanos = perSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    synchronized void enter() {
        running++;
    }

    synchronized void leave() {
        running--;
        notifyAll();
    }

    /** Waits for its turn. @return false when the writer has to end */
    synchronized boolean pass() throws InterruptedException {
        waiting++;
        notifyAll();
        try {
            while (!ended && paused) {
                wait();
            }
            long mine = Math.max(nextNanos, System.nanoTime() - intervalNanos * 20);
            nextNanos = mine + intervalNanos;
            for (long left = mine - System.nanoTime(); !ended && left > 0; left = mine - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
            while (!ended && paused) {
                wait();
            }
            return !ended;
        } finally {
            waiting--;
        }
    }

    /** Returns when no writer is in a transaction. */
    synchronized void pause() throws InterruptedException {
        paused = true;
        while (waiting < running) {
            wait();
        }
    }

    synchronized void resume() {
        paused = false;
        notifyAll();
    }

    synchronized void end() {
        ended = true;
        notifyAll();
    }

    synchronized boolean schemaChanges() {
        return schemaChanges;
    }

    synchronized void schemaChanges(boolean allowed) {
        schemaChanges = allowed;
    }

    synchronized boolean swaps() {
        return swaps;
    }

    synchronized void swaps(boolean allowed) {
        swaps = allowed;
    }
}
