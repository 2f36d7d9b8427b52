/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import io.crosscurrent.core.encoding.RecordTarget;
import java.util.ArrayList;
import java.util.List;

/** Rows of a range as finished records, each with its key. Filled by one load thread. */
final class ReadRows implements RecordTarget {
    private final List<Key> keys = new ArrayList<>();
    private final List<LoadRange.Loaded> records = new ArrayList<>();
    private Key current;
    private long bytes;
    private long read;

    /** The key of the row whose record comes next; a row left out by a filter has none. */
    void row(Key key) {
        current = key;
        read++;
    }

    @Override
    public void record(String topic, byte[] key, byte[] value) {
        keys.add(current);
        records.add(new LoadRange.Loaded(topic, key, value));
        bytes += value.length + (key == null ? 0 : key.length);
    }

    int count() {
        return records.size();
    }

    /** Rows read, also those a filter left out. */
    long read() {
        return read;
    }

    long bytes() {
        return bytes;
    }

    Key keyOf(int index) {
        return keys.get(index);
    }

    /** Key of the last row read. */
    Key lastKey() {
        return current;
    }

    void emit(int index, RecordTarget target) {
        LoadRange.Loaded row = records.get(index);
        target.record(row.topic(), row.key(), row.value());
    }
}
