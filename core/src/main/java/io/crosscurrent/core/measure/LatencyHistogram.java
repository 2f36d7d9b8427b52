/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts lengths of time in buckets, each twice as wide as the one before: up to 256 µs, 512 µs, … 134 s, and beyond. One
 * thread at a time records, any thread reads; recording costs two writes.
 */
public final class LatencyHistogram {
    /** Upper bound of the first bucket is two to this power, in microseconds. */
    private static final int FIRST_POWER = 8;
    /** Buckets with a bound; one more has none. */
    private static final int BOUNDED = 20;

    private final AtomicLongArray counts = new AtomicLongArray(BOUNDED + 1);
    private final AtomicLong sumMicros = new AtomicLong();

    /** @param micros below 0 counts as 0: clocks of two machines differ */
    public void record(long micros) {
        long length = Math.max(0, micros);
        int power = length <= 1 ? 0 : Long.SIZE - Long.numberOfLeadingZeros(length - 1);
        int bucket = Math.min(BOUNDED, Math.max(0, power - FIRST_POWER));
        counts.lazySet(bucket, counts.getPlain(bucket) + 1);
        sumMicros.lazySet(sumMicros.getPlain() + length);
    }

    /** What was recorded so far. */
    public Latencies read() {
        List<Long> read = new ArrayList<>();
        for (int i = 0; i <= BOUNDED; i++) {
            read.add(counts.get(i));
        }
        return new Latencies(read, sumMicros.get());
    }

    /** Upper bound of a bucket, which belongs to it, in microseconds; {@code Long.MAX_VALUE} for the last one. */
    public static long boundMicros(int bucket) {
        return bucket < BOUNDED ? 1L << bucket + FIRST_POWER : Long.MAX_VALUE;
    }
}
