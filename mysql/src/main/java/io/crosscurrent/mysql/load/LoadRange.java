/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import io.crosscurrent.core.encoding.RecordTarget;
import io.crosscurrent.mysql.position.BinlogPosition;
import java.util.HashMap;
import java.util.Map;

/**
 * A range being read, and what changed in it since: the overlay holds, by key, the last state of each changed row as a load
 * record, or null for a row that is gone. Shared with the stream: only touched between transactions or by the stream.
 */
final class LoadRange {
    /** A finished load record. */
    record Loaded(String topic, byte[] key, byte[] value) {}

    private final KeyRange keys;
    private final OpenTable table;
    private final BinlogPosition announced;
    private final Map<Key, Loaded> overlay = new HashMap<>();
    private boolean cancelled;

    /** @param announced where the stream stood when it began to collect changes in the range */
    LoadRange(KeyRange keys, OpenTable table, BinlogPosition announced) {
        this.keys = keys;
        this.table = table;
        this.announced = announced;
    }

    BinlogPosition announced() {
        return announced;
    }

    KeyRange keys() {
        return keys;
    }

    /** What it is read with. */
    OpenTable table() {
        return table;
    }

    /** {@code row} is null when there is no such row now. */
    void changed(Key key, Loaded row) {
        overlay.put(key, row);
    }

    /** What was read is of no use: the table was changed or the connection lost. */
    void cancel() {
        cancelled = true;
        overlay.clear();
    }

    boolean cancelled() {
        return cancelled;
    }

    /** Hands out the rows read, as changed since. Returns how many. */
    long merge(ReadRows rows, RecordTarget target) {
        long emitted = 0;
        for (int i = 0; i < rows.count(); i++) {
            if (overlay.isEmpty() || !overlay.containsKey(rows.keyOf(i))) {
                rows.emit(i, target);
                emitted++;
            }
        }
        for (Loaded row : overlay.values()) {
            if (row != null) {
                target.record(row.topic(), row.key(), row.value());
                emitted++;
            }
        }
        return emitted;
    }
}
