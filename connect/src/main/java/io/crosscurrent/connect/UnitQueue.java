/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect;

import io.crosscurrent.core.source.ChangeSink;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Hands units from the source's thread to Connect's: bounded in bytes, in order. Each state of a unit rides as source
 * offset on one of its last records, the other records repeat the offset before it, so that a worker without
 * exactly-once restarts at a unit's beginning.
 *
 * <p>{@link ChangeSink} methods belong to the source's thread, {@link #take} to Connect's.
 */
final class UnitQueue implements ChangeSink {
    private static final String STREAM = "stream";
    private static final Map<String, Object> NOTHING_YET = Map.of("begun", true);

    private final String taskId;
    private final long capacityBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition drained = lock.newCondition();
    private final ArrayDeque<Unit> units = new ArrayDeque<>();
    private long queuedBytes;
    private boolean waiting;
    private Throwable failure;

    private final Map<String, Map<String, String>> partitions = new HashMap<>();
    private Map<String, String> partition;
    private Map<String, Object> offset;
    private ArrayList<SourceRecord> pending = new ArrayList<>();
    private long pendingBytes;

    /** @param resumed the stored stream state, or null at a first start */
    UnitQueue(String taskId, long capacityBytes, Map<String, Object> resumed) {
        this.taskId = taskId;
        this.capacityBytes = capacityBytes;
        this.partition = partition(resumed == null ? "start" : STREAM);
        this.offset = resumed == null ? NOTHING_YET : resumed;
    }

    @Override
    public void record(String topic, byte[] key, byte[] value) {
        pending.add(new UnitRecord(partition, offset, topic, key, value));
        pendingBytes += value.length + (key == null ? 0 : key.length);
    }

    @Override
    public void commit(State... states) throws InterruptedException {
        end(true, states);
    }

    @Override
    public void split(State... states) throws InterruptedException {
        if (!pending.isEmpty()) {
            end(false, states);
        }
    }

    @Override
    public void rollback() {
        pending = new ArrayList<>();
        pendingBytes = 0;
    }

    @Override
    public long pendingBytes() {
        return pendingBytes;
    }

    private void end(boolean whole, State... states) throws InterruptedException {
        int first = pending.size() - states.length;
        if (first < 0) {
            throw new IllegalStateException("a unit of " + pending.size() + " records cannot carry " + states.length
                    + " states: add registry records to it");
        }
        for (int i = 0; i < states.length; i++) {
            State state = states[i];
            SourceRecord carrier = pending.get(first + i);
            pending.set(
                    first + i,
                    new UnitRecord(partition(state.key()), state.values(), carrier.topic(), (byte[]) carrier.key(), (byte[])
                            carrier.value()));
            if (state.key().equals(STREAM)) {
                partition = partition(STREAM);
                offset = state.values();
            }
        }
        put(new Unit(pending, pendingBytes, whole, whole || states.length > 0));
        pending = new ArrayList<>();
        pendingBytes = 0;
    }

    private void put(Unit unit) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (queuedBytes > 0 && queuedBytes + unit.bytes() > capacityBytes) {
                drained.await();
            }
            units.add(unit);
            queuedBytes += unit.bytes();
            if (waiting) {
                filled.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes what has gathered, in order, up to about {@code maxRecords} or {@code maxBytes} (a single unit may be larger);
     * waits up to {@code waitMillis} for the first.
     *
     * @return empty when nothing came
     * @throws SourceFailed when the source ended with an error and everything before it was taken
     */
    List<Unit> take(int maxRecords, long maxBytes, long waitMillis) throws InterruptedException, SourceFailed {
        lock.lockInterruptibly();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(waitMillis);
            waiting = true;
            while (units.isEmpty() && failure == null && nanos > 0) {
                nanos = filled.awaitNanos(nanos);
            }
            waiting = false;
            if (units.isEmpty() && failure != null) {
                throw new SourceFailed(failure);
            }
            List<Unit> taken = new ArrayList<>();
            int records = 0;
            long bytes = 0;
            while (!units.isEmpty()
                    && (taken.isEmpty()
                            || records + units.peek().records().size() <= maxRecords
                                    && bytes + units.peek().bytes() <= maxBytes)) {
                Unit unit = units.poll();
                taken.add(unit);
                records += unit.records().size();
                bytes += unit.bytes();
            }
            queuedBytes -= bytes;
            drained.signal();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** The source will deliver nothing more; {@link #take} reports it when the queue is empty. */
    void fail(Throwable cause) {
        lock.lock();
        try {
            failure = cause;
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    private Map<String, String> partition(String key) {
        return partitions.computeIfAbsent(key, name -> StoredStates.partition(taskId, name));
    }

    /** Carries what ended the source over to Connect's thread. */
    static final class SourceFailed extends Exception {
        private static final long serialVersionUID = 1L;

        SourceFailed(Throwable cause) {
            super(cause);
        }
    }
}
