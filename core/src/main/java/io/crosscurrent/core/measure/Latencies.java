/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * What a {@link LatencyHistogram} has counted.
 *
 * @param counts of each bucket, in order of their bounds
 * @param sumMicros of all lengths, microseconds
 */
public record Latencies(List<Long> counts, long sumMicros) {
    public Latencies {
        counts = List.copyOf(counts);
    }

    /** How many were recorded. */
    public long total() {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    /** 0 when there are none. */
    public double meanMillis() {
        return total() == 0 ? 0 : sumMicros / 1e3 / total();
    }

    /**
     * Upper bound of the bucket with the one at this share, in milliseconds: at most twice too long. 0 when there are none,
     * the last bound for what is beyond.
     *
     * @param share above 0, at most 1
     */
    public double quantileMillis(double share) {
        long wanted = (long) Math.ceil(total() * share);
        long seen = 0;
        for (int i = 0; i < counts.size() && wanted > 0; i++) {
            seen += counts.get(i);
            if (seen >= wanted) {
                return LatencyHistogram.boundMicros(Math.min(i, counts.size() - 2)) / 1e3;
            }
        }
        return 0;
    }

    /** What came since an earlier reading; all of it when that one is of another run. */
    public Latencies since(Latencies earlier) {
        if (earlier == null || earlier.counts.size() != counts.size() || earlier.total() > total()) {
            return this;
        }
        List<Long> more = new ArrayList<>();
        for (int i = 0; i < counts.size(); i++) {
            more.add(Math.max(0, counts.get(i) - earlier.counts.get(i)));
        }
        return new Latencies(more, Math.max(0, sumMicros - earlier.sumMicros));
    }
}
