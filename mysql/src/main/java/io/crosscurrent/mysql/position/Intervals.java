/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.position;

import java.util.Arrays;

/**
 * Transaction numbers of one source identifier: ascending, disjoint, non-adjacent intervals, both ends included.
 * Mutable, not safe for use by several threads.
 */
final class Intervals {
    private long[] starts = new long[4];
    private long[] ends = new long[4];
    private int count;

    Intervals copy() {
        Intervals copy = new Intervals();
        copy.starts = Arrays.copyOf(starts, Math.max(4, count));
        copy.ends = Arrays.copyOf(ends, Math.max(4, count));
        copy.count = count;
        return copy;
    }

    boolean isEmpty() {
        return count == 0;
    }

    int count() {
        return count;
    }

    long start(int index) {
        return starts[index];
    }

    long end(int index) {
        return ends[index];
    }

    /** Extends the last interval by one; false when {@code number} does not follow it directly. */
    boolean append(long number) {
        if (count > 0 && ends[count - 1] + 1 == number) {
            ends[count - 1] = number;
            return true;
        }
        return false;
    }

    void add(long start, long end) {
        int from = 0;
        while (from < count && ends[from] + 1 < start) {
            from++;
        }
        int to = from;
        long mergedStart = start;
        long mergedEnd = end;
        while (to < count && starts[to] <= end + 1) {
            mergedStart = Math.min(mergedStart, starts[to]);
            mergedEnd = Math.max(mergedEnd, ends[to]);
            to++;
        }
        replace(from, to, mergedStart, mergedEnd);
    }

    boolean contains(long start, long end) {
        for (int i = 0; i < count; i++) {
            if (starts[i] <= start && end <= ends[i]) {
                return true;
            }
        }
        return false;
    }

    void remove(long start, long end) {
        Intervals kept = new Intervals();
        for (int i = 0; i < count; i++) {
            if (ends[i] < start || starts[i] > end) {
                kept.add(starts[i], ends[i]);
                continue;
            }
            if (starts[i] < start) {
                kept.add(starts[i], start - 1);
            }
            if (ends[i] > end) {
                kept.add(end + 1, ends[i]);
            }
        }
        starts = kept.starts;
        ends = kept.ends;
        count = kept.count;
    }

    void text(StringBuilder out) {
        for (int i = 0; i < count; i++) {
            out.append(':').append(starts[i]);
            if (ends[i] > starts[i]) {
                out.append('-').append(ends[i]);
            }
        }
    }

    private void replace(int from, int to, long start, long end) {
        int removed = to - from;
        if (count - removed + 1 > starts.length) {
            starts = Arrays.copyOf(starts, starts.length * 2);
            ends = Arrays.copyOf(ends, ends.length * 2);
        }
        System.arraycopy(starts, to, starts, from + 1, count - to);
        System.arraycopy(ends, to, ends, from + 1, count - to);
        starts[from] = start;
        ends[from] = end;
        count += 1 - removed;
    }
}
