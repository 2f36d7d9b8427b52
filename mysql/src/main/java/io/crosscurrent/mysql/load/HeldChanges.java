/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import io.crosscurrent.core.encoding.RecordTarget;
import io.crosscurrent.core.row.Operation;
import java.util.EnumMap;
import java.util.Map;

/**
 * Changes that come after a snapshot whose rows are still being read: finished records, delivered behind those rows. When they are
 * many they go to a temporary file. Belongs to the stream.
 */
public final class HeldChanges implements RecordTarget, AutoCloseable {
    private final RecordSpool spool = new RecordSpool();
    private final Map<Operation, Long> counts = new EnumMap<>(Operation.class);

    HeldChanges() {}

    @Override
    public void record(String topic, byte[] key, byte[] value) {
        spool.record(topic, key, value);
    }

    /** The record just taken was of this operation. */
    public void count(Operation operation) {
        counts.merge(operation, 1L, Long::sum);
    }

    Map<Operation, Long> counts() {
        return counts;
    }

    RecordSpool spool() {
        return spool;
    }

    @Override
    public void close() {
        spool.close();
    }
}
