/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.encoding;

/** Takes finished records. The arrays are handed over and not touched again by the caller. */
@FunctionalInterface
public interface RecordTarget {
    /** @param key may be null: no key */
    void record(String topic, byte[] key, byte[] value);
}
