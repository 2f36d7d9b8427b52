/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.source;

/** A source being read for one task. One thread runs it; {@link #close} may come from any thread and ends the run. */
public interface Source extends AutoCloseable {
    /**
     * Loads what is to be loaded, then streams, from where {@code state} says the last run got to. Returns when a
     * full-load task is complete; otherwise only by interruption or {@link #close}.
     *
     * @throws io.crosscurrent.core.failure.CrosscurrentException when the task can no longer be correct
     */
    void run(StateReader state, ChangeSink sink) throws InterruptedException;

    /** Ends a running {@link #run} within a few seconds and frees connections. Idempotent. */
    @Override
    void close();
}
