/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.command;

import java.time.Duration;

/**
 * Whether a cell is to stop. Asked by the thread that runs it, between its commands and while it waits; nobody interrupts that
 * thread, which may be using the store.
 */
public interface StopSignal {
    boolean asked();

    /** Waits until it is asked, at most {@code longest}; says whether it is. */
    boolean askedWithin(Duration longest);

    /** For what is not stopped. */
    StopSignal NEVER = new StopSignal() {
        @Override
        public boolean asked() {
            return false;
        }

        @Override
        public boolean askedWithin(Duration longest) {
            try {
                Thread.sleep(longest.toMillis());
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
        }
    };
}
