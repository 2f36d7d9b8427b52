/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

/**
 * How large the next range of a table should be: learns from the ranges read. Rows are bounded by the task's setting and by
 * memory; for integer keys the width in keys follows the density. Safe for use by several threads.
 */
final class RangeSize {
    private static final long MOST_TARGET_BYTES = 4L << 20;
    private static final long MOST_LIMIT_BYTES = 24L << 20;
    private static final long LEAST_LIMIT_BYTES = 2L << 20;

    private final int maxRows;
    /** Encoded bytes at which a range is given up and cut smaller. */
    private final long limitBytes;

    private double rowBytes;
    private double width;
    private boolean surprised;
    private boolean alone;
    /** Of an integer key, as unsigned bits of {@link Key}. */
    private Long first;

    private Long last;

    /**
     * @param maxRows the task's setting
     * @param averageRowBytes the source's own estimate of a stored row, 0 when unknown
     * @param limitBytes see {@link #limitBytes(int, long)}
     */
    RangeSize(int maxRows, long averageRowBytes, long limitBytes) {
        this.maxRows = maxRows;
        this.limitBytes = limitBytes;
        this.rowBytes = 400 + 3.0 * averageRowBytes;
    }

    /** The last integer key, as far as it was looked for; null when it was not. */
    synchronized Long last() {
        return last;
    }

    synchronized void last(long bits) {
        last = bits;
    }

    synchronized void first(long bits) {
        first = bits;
    }

    /** Which part of the span of an integer key lies between two keys (null for its ends); 0 when not known. */
    synchronized double share(Key low, Key high) {
        if (first == null || last == null || Long.compareUnsigned(first, last) >= 0) {
            return 0;
        }
        return (place(high, 1) - place(low, 0)) / span(first, last);
    }

    private double place(Key key, int unless) {
        double whole = span(first, last);
        if (key == null) {
            return unless * whole;
        }
        long bits = new KeyBytes(key.bytes()).unsignedBits();
        if (Long.compareUnsigned(bits, first) <= 0) {
            return 0;
        }
        return Math.min(whole, span(first, bits));
    }

    private static double span(long from, long to) {
        return ((to - from) >>> 1) * 2.0 + ((to - from) & 1);
    }

    /**
     * Encoded bytes at which a range is given up: together the ranges being read take no more than an eighth of the heap.
     *
     * @param threads that read at a time
     */
    static long limitBytes(int threads, long heapBytes) {
        return Math.max(LEAST_LIMIT_BYTES, Math.min(MOST_LIMIT_BYTES, heapBytes / 8 / threads));
    }

    long limitBytes() {
        return limitBytes;
    }

    /** What so many rows will take when they are encoded. */
    synchronized long bytes(long rows) {
        return (long) (rows * rowBytes);
    }

    synchronized int rows() {
        double target = Math.min(MOST_TARGET_BYTES, limitBytes / 3.0);
        return (int) Math.max(1, Math.min(maxRows, target / rowBytes));
    }

    /** Keys of the next range of an integer key; at first from the table's density. */
    synchronized long width(double span, long estimatedRows) {
        if (width == 0) {
            width = Math.max(rows(), rows() * (span / Math.max(1, estimatedRows)));
        }
        return width >= 0x1p62 ? 1L << 62 : Math.max(1, (long) width);
    }

    /**
     * A range was read. The width follows from that range's own and not from the present one, because several are read at a time
     * and would else turn it by the same factor one after another.
     */
    synchronized void read(long rows, long bytes, KeyRange keys) {
        if (rows > 0) {
            rowBytes = Math.max(16, (rowBytes + (double) bytes / rows) / 2);
        }
        if (width == 0 || keys.low() == null || keys.high() == null) {
            return;
        }
        double factor = rows == 0 ? 4 : Math.max(0.25, Math.min(4, (double) rows() / rows));
        width = Math.min(0x1p62, Math.max(1, span(keys) * factor));
    }

    private static double span(KeyRange keys) {
        return span(
                new KeyBytes(keys.low().bytes()).unsignedBits(),
                new KeyBytes(keys.high().bytes()).unsignedBits());
    }

    /** A range had more than {@link #limitBytes()} after so many rows. */
    synchronized void tooLarge(long rows, long bytes, KeyRange keys) {
        surprised = true;
        rowBytes = Math.max(rowBytes, (double) bytes / Math.max(1, rows));
        if (width != 0) {
            boolean ends = keys.low() != null && keys.high() != null;
            width = Math.max(1, ends ? Math.min(width, span(keys) / 4) : width / 4);
        }
    }

    /** The table has more rows than the source estimated. */
    synchronized void surprise() {
        surprised = true;
    }

    /** Reading the table together with others did not succeed. */
    synchronized void readAlone() {
        alone = true;
    }

    synchronized boolean isReadAlone() {
        return alone;
    }

    /** Whether the table was larger than it seemed. */
    synchronized boolean surprised() {
        return surprised;
    }
}
