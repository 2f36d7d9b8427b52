/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.measure;

import io.crosscurrent.core.failure.CrosscurrentException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the parts of a running task wait for before they try again: the stream, the threads of a load, a login. The task goes on
 * by itself, so these are no failures of it yet. Any thread.
 */
public final class Troubles {
    private final Map<Object, CrosscurrentException> waiting = new LinkedHashMap<>();
    private volatile CrosscurrentException latest;

    /** A part met a failure and will try again. @param part the same object for each attempt */
    public synchronized void waits(Object part, CrosscurrentException failure) {
        waiting.remove(part);
        waiting.put(part, failure);
        latest = failure;
    }

    /** What a part waited for is over. */
    public synchronized void goesOn(Object part) {
        if (waiting.remove(part) != null) {
            latest = waiting.values().stream().reduce((before, after) -> after).orElse(null);
        }
    }

    /** The task has ended. */
    public synchronized void end() {
        waiting.clear();
        latest = null;
    }

    /** What was met last and is not over; null when everything goes on. */
    public CrosscurrentException latest() {
        return latest;
    }
}
