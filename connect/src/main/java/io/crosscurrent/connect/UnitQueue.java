/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect;

import io.crosscurrent.core.measure.TaskMeasures;
import io.crosscurrent.core.source.ChangeSink;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Hands units from the source's thread to the one that writes to Kafka: bounded in bytes, in order.
 *
 * <p>{@link ChangeSink} methods belong to the source's thread, {@link #take} to the writer's.
 */
final class UnitQueue implements ChangeSink {
    private final long capacityBytes;
    private final TaskMeasures measures;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition drained = lock.newCondition();
    private final ArrayDeque<Unit> units = new ArrayDeque<>();
    private long queuedBytes;
    private boolean takerWaits;
    private long wantedBytes;
    private boolean putterWaits;
    private boolean ended;

    private Records pending = new Records(0);
    private long pendingBytes;

    UnitQueue(long capacityBytes, TaskMeasures measures) {
        this.capacityBytes = capacityBytes;
        this.measures = measures;
    }

    @Override
    public void record(String topic, byte[] key, byte[] value) {
        pending.add(topic, key, value);
        pendingBytes += value.length + (key == null ? 0 : key.length);
    }

    @Override
    public void commit(State... states) throws InterruptedException {
        put(new Unit(pending, List.of(states), pendingBytes, System.nanoTime(), true));
    }

    @Override
    public void split(State... states) throws InterruptedException {
        if (!pending.isEmpty() || states.length > 0) {
            put(new Unit(pending, List.of(states), pendingBytes, System.nanoTime(), false));
        }
    }

    @Override
    public void rollback() {
        pending = new Records(0);
        pendingBytes = 0;
    }

    @Override
    public long pendingBytes() {
        return pendingBytes;
    }

    @Override
    public TaskMeasures measures() {
        return measures;
    }

    private void put(Unit unit) throws InterruptedException {
        pending = new Records(unit.records().count() < 1_000 ? unit.records().count() : 0);
        pendingBytes = 0;
        lock.lockInterruptibly();
        try {
            while (queuedBytes > 0 && queuedBytes + unit.bytes() > capacityBytes) {
                putterWaits = true;
                filled.signal();
                drained.await();
            }
            units.add(unit);
            queuedBytes += unit.bytes();
            if (takerWaits && queuedBytes >= wantedBytes) {
                takerWaits = false;
                filled.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes what has gathered, in order, up to about {@code maxBytes} (a single unit may be larger); waits up to {@code
     * waitMillis} for the first, and for {@code wantedBytes} of them.
     *
     * @return empty when nothing came
     */
    List<Unit> take(long maxBytes, long wantedBytes, long waitMillis) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(waitMillis);
            this.wantedBytes = Math.min(wantedBytes, capacityBytes / 2);
            while ((units.isEmpty() || queuedBytes < this.wantedBytes) && !ended && !putterWaits && nanos > 0) {
                takerWaits = true;
                nanos = filled.awaitNanos(nanos);
            }
            takerWaits = false;
            List<Unit> taken = new ArrayList<>();
            long bytes = 0;
            while (!units.isEmpty() && (taken.isEmpty() || bytes + units.peek().bytes() <= maxBytes)) {
                Unit unit = units.poll();
                taken.add(unit);
                bytes += unit.bytes();
            }
            queuedBytes -= bytes;
            if (putterWaits) {
                putterWaits = false;
                drained.signal();
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** The source will deliver nothing more; {@link #take} no longer waits. */
    void end() {
        lock.lock();
        try {
            ended = true;
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Whether there is something to take at once. */
    boolean waiting() {
        lock.lock();
        try {
            return !units.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the source has ended and everything it delivered was taken. */
    boolean exhausted() {
        lock.lock();
        try {
            return ended && units.isEmpty();
        } finally {
            lock.unlock();
        }
    }
}
