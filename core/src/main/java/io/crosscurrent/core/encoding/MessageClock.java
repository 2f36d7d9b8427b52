/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.encoding;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Hands out {@code metadata.timestamp}: microseconds since the epoch, strictly increasing within a task, also over a
 * restart when the last value is given back as floor, so that for one key string order is the order of states.
 * Safe for use by several threads.
 */
public final class MessageClock {
    private final AtomicLong last;

    /** @param floorMicros no value at or below this is handed out; 0 for a first start */
    public MessageClock(long floorMicros) {
        this.last = new AtomicLong(floorMicros);
    }

    /** The next instant: now, or one microsecond after the last one if the clock did not advance. */
    public long next() {
        java.time.Instant now = java.time.Instant.now();
        long micros = now.getEpochSecond() * 1_000_000L + now.getNano() / 1_000;
        while (true) {
            long previous = last.get();
            long next = Math.max(micros, previous + 1);
            if (last.compareAndSet(previous, next)) {
                return next;
            }
        }
    }

    /** The last instant handed out, to be stored with the position. */
    public long last() {
        return last.get();
    }
}
