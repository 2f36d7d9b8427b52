/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.link;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What a link does to the bytes it carries. Every change takes effect at once, also on bytes that are waiting. Thread safe. */
final class LinkFaults {
    private static final long NEVER = Long.MAX_VALUE;

    private final Set<Direction> stalled = EnumSet.noneOf(Direction.class);
    private final Map<Direction, Long> carried = new EnumMap<>(Direction.class);
    private long delayNanos;
    private long bytesPerSecond;
    private double lostShare;
    private long retransmissionNanos;
    private Random dice = new Random(0);
    private long bytesUntilCut = NEVER;
    private boolean refusing;

    synchronized void delay(Duration oneWay) {
        delayNanos = oneWay.toNanos();
        notifyAll();
    }

    synchronized void throttle(long limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("a link cannot carry " + limit + " bytes a second");
        }
        bytesPerSecond = limit;
        notifyAll();
    }

    synchronized void lossy(double share, Duration retransmission, long seed) {
        if (share < 0 || share >= 1) {
            throw new IllegalArgumentException("a link cannot lose " + share + " of what it carries");
        }
        lostShare = share;
        retransmissionNanos = retransmission.toNanos();
        dice = new Random(seed);
    }

    synchronized void stall(Direction direction) {
        stalled.add(direction);
        notifyAll();
    }

    synchronized void cutAfter(long bytes) {
        bytesUntilCut = bytes;
    }

    synchronized void refuse() {
        refusing = true;
    }

    synchronized boolean refusing() {
        return refusing;
    }

    synchronized void heal() {
        stalled.clear();
        delayNanos = 0;
        bytesPerSecond = 0;
        lostShare = 0;
        bytesUntilCut = NEVER;
        refusing = false;
        notifyAll();
    }

    synchronized long carriedBytes(Direction direction) {
        return carried.getOrDefault(direction, 0L);
    }

    /**
     * Waits until a piece that arrived at {@code arrivedNanos} may be delivered.
     *
     * @param previousNanos when the piece before it was delivered, and its length: they set the rate
     * @return how much of the piece may pass; less than its length means that the connection is cut behind it
     */
    synchronized int pass(Direction direction, int length, long arrivedNanos, long previousNanos, int previousLength)
            throws InterruptedException {
        long lostNanos = lostShare > 0 && dice.nextDouble() < lostShare ? retransmissionNanos : 0;
        while (true) {
            long now = System.nanoTime();
            long due = arrivedNanos + delayNanos + (lostShare > 0 ? lostNanos : 0);
            if (bytesPerSecond > 0) {
                long pause = (long) (TimeUnit.SECONDS.toNanos(1) * ((double) previousLength / bytesPerSecond));
                due = Math.max(due, previousNanos + pause);
            }
            if (stalled.contains(direction)) {
                wait();
            } else if (due > now) {
                TimeUnit.NANOSECONDS.timedWait(this, due - now);
            } else {
                return admitted(direction, length);
            }
        }
    }

    private int admitted(Direction direction, int length) {
        int admitted = length;
        if (direction == Direction.FROM_SERVER && bytesUntilCut != NEVER) {
            admitted = (int) Math.min(length, bytesUntilCut);
            bytesUntilCut = admitted < length ? NEVER : bytesUntilCut - admitted;
        }
        carried.merge(direction, (long) admitted, Long::sum);
        return admitted;
    }
}
