/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import io.crosscurrent.core.encoding.RecordTarget;
import java.util.Arrays;

/**
 * Rows of a range as finished records of one topic, each with its key. The keys stand in one array, because they are only looked
 * at when something in the range changed. Filled by one load thread.
 */
final class ReadRows implements RecordTarget {
    private static final int FIRST_ROWS = 256;

    private byte[] keyBytes = new byte[FIRST_ROWS * 16];
    private int[] keyEnds = new int[FIRST_ROWS];
    private byte[][] keys = new byte[FIRST_ROWS][];
    private byte[][] values = new byte[FIRST_ROWS][];
    private String topic;
    private int count;
    private long bytes;
    private long read;

    /** The key of the row whose record comes next; when a filter leaves the row out, no record comes. */
    void row(KeyCapture key) {
        read++;
        if (count == values.length) {
            keyEnds = Arrays.copyOf(keyEnds, count * 2);
            keys = Arrays.copyOf(keys, count * 2);
            values = Arrays.copyOf(values, count * 2);
        }
        int from = keyStart(count);
        if (from + key.length() > keyBytes.length) {
            keyBytes = Arrays.copyOf(keyBytes, Math.max(from + key.length(), keyBytes.length * 2));
        }
        keyEnds[count] = key.take(keyBytes, from);
    }

    private int keyStart(int index) {
        return index == 0 ? 0 : keyEnds[index - 1];
    }

    @Override
    public void record(String recordTopic, byte[] key, byte[] value) {
        topic = recordTopic;
        keys[count] = key;
        values[count++] = value;
        bytes += value.length + (key == null ? 0 : key.length);
    }

    int count() {
        return count;
    }

    /** Rows read, also those a filter left out. */
    long read() {
        return read;
    }

    long bytes() {
        return bytes;
    }

    Key keyOf(int index) {
        return new Key(Arrays.copyOfRange(keyBytes, keyStart(index), keyEnds[index]));
    }

    void emit(int index, RecordTarget target) {
        target.record(topic, keys[index], values[index]);
    }
}
