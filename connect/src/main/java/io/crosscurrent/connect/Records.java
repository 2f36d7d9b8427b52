/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect;

import java.util.Arrays;

/** A list of records: topic, key (or null) and value of each. Filled by one thread, then read by another. */
final class Records {
    private static final int FIRST = 8;

    private String[] topics;
    private byte[][] keysAndValues;
    private int count;

    /** @param expected how many there will be, about */
    Records(int expected) {
        topics = new String[Math.max(FIRST, expected)];
        keysAndValues = new byte[topics.length * 2][];
    }

    void add(String topic, byte[] key, byte[] value) {
        if (count == topics.length) {
            topics = Arrays.copyOf(topics, count * 2);
            keysAndValues = Arrays.copyOf(keysAndValues, count * 4);
        }
        topics[count] = topic;
        keysAndValues[count * 2] = key;
        keysAndValues[count * 2 + 1] = value;
        count++;
    }

    int count() {
        return count;
    }

    boolean isEmpty() {
        return count == 0;
    }

    String topic(int index) {
        return topics[index];
    }

    byte[] key(int index) {
        return keysAndValues[index * 2];
    }

    byte[] value(int index) {
        return keysAndValues[index * 2 + 1];
    }
}
