/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql;

import io.crosscurrent.core.measure.TaskMeasures;
import io.crosscurrent.core.source.ChangeSink;
import io.crosscurrent.core.source.StateReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Kafka and Connect as a source sees them: units become visible, with their states, when they are committed. What a run had not
 * committed when it ended is lost. {@link #run} makes the sink of one run; a run that was closed cannot commit any more.
 */
final class RecordingSink implements StateReader {
    /** A record that became visible. */
    record Visible(String topic, String key, String value, int unit) {}

    private final List<Visible> records = new ArrayList<>();
    private final Map<String, Map<String, Object>> states = new HashMap<>();
    private final TaskMeasures measures = new TaskMeasures();
    private int units;
    private Run current;
    private int killAfter = Integer.MAX_VALUE;
    private int keysRead;
    private boolean held;
    private boolean waiting;
    private boolean through;

    @Override
    public synchronized Map<String, Object> read(String key) {
        keysRead++;
        Map<String, Object> values = states.get(key);
        return values == null ? null : new HashMap<>(values);
    }

    synchronized List<Visible> records() {
        return List.copyOf(records);
    }

    /** While held nothing becomes visible, as with a Kafka that is away: the run waits at the end of its next unit. */
    synchronized void hold(boolean hold) {
        held = hold;
        notifyAll();
    }

    /** Whether the run waits at the end of a unit, because nothing becomes visible. */
    synchronized boolean waiting() {
        return waiting;
    }

    /** Although held, the unit that waits becomes visible. */
    synchronized void letOneThrough() {
        through = true;
        waiting = false;
        notifyAll();
    }

    TaskMeasures measures() {
        return measures;
    }

    /** How many states were asked for. */
    synchronized int keysRead() {
        return keysRead;
    }

    synchronized int size() {
        return records.size();
    }

    synchronized Run run() {
        current = new Run();
        return current;
    }

    /** The present run, or the next one, dies at the end of a unit when so many have become visible. */
    synchronized void killAfter(int moreUnits) {
        killAfter = moreUnits == Integer.MAX_VALUE ? moreUnits : units + moreUnits;
    }

    /** The sink of one run. */
    final class Run implements ChangeSink {
        private final List<Visible> pending = new ArrayList<>();
        private long bytes;

        @Override
        public void record(String topic, byte[] key, byte[] value) {
            bytes += value.length;
            pending.add(new Visible(
                    topic,
                    key == null ? null : new String(key, StandardCharsets.UTF_8),
                    new String(value, StandardCharsets.UTF_8),
                    0));
        }

        @Override
        public void commit(State... committed) throws InterruptedException {
            synchronized (RecordingSink.this) {
                waiting = held;
                while (held && !through && current == this) {
                    RecordingSink.this.wait();
                }
                waiting = false;
                through = false;
                if (current != this) {
                    throw new InterruptedException("this run was fenced");
                }
                if (units >= killAfter) {
                    throw new InterruptedException("this run was killed");
                }
                units++;
                pending.forEach(
                        record -> records.add(new Visible(record.topic(), record.key(), record.value(), units)));
                for (State state : committed) {
                    states.put(state.key(), new HashMap<>(state.values()));
                }
            }
            rollback();
        }

        @Override
        public void split(State... parts) throws InterruptedException {
            if (parts.length > 0) {
                commit(parts);
            } else {
                bytes = 0;
            }
        }

        @Override
        public void rollback() {
            pending.clear();
            bytes = 0;
        }

        @Override
        public long pendingBytes() {
            return bytes;
        }

        @Override
        public TaskMeasures measures() {
            return measures;
        }
    }
}
