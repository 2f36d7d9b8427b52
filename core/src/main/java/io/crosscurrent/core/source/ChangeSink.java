/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.source;

import io.crosscurrent.core.encoding.RecordTarget;
import io.crosscurrent.core.measure.TaskMeasures;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Where a source delivers: records, then the state that is true once they are durable. Calls come from one thread at a
 * time, in the order in which records must stand in Kafka.
 *
 * <p>Records since the last {@link #commit} are one unit: readers see all of them or none, and the states given with the
 * commit are stored in the same Kafka transaction. A source calls {@code commit} at the end of every database
 * transaction and of every load range; the sink decides how many units share a Kafka transaction. It never cuts one,
 * except at a {@link #split}.
 */
public interface ChangeSink extends RecordTarget {
    /** Ends a unit. Each state replaces what was stored under its key before. Blocks while downstream is full. */
    void commit(State... states) throws InterruptedException;

    /**
     * Lets what was recorded so far go on its way although the unit goes on: memory stays bounded in large transactions.
     * The states are those from which a restart could resume inside the unit; without any the unit only counts as a whole.
     */
    void split(State... states) throws InterruptedException;

    /**
     * Forgets what was recorded since the last commit or split: the source lost its connection in the middle of a unit and
     * reads on from the states given then.
     */
    void rollback();

    /** Bytes recorded since the last commit or split: sources split when it exceeds what they allow themselves. */
    long pendingBytes();

    /** Where the source measures how far it is; always the same. */
    TaskMeasures measures();

    /**
     * Something to be resumed from. Values are strings, longs, integers, doubles or booleans. Most states are replaced before
     * they are stored, so the values may be put together when they are asked for, from any thread.
     *
     * @param key for example {@code stream} or {@code load/salesdb.orders/3}
     * @param source of the values: always the same ones
     */
    record State(String key, Supplier<Map<String, Object>> source) {
        public State(String key, Map<String, Object> values) {
            this(key, () -> values);
        }

        public Map<String, Object> values() {
            return source.get();
        }
    }
}
