/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect.output;

/**
 * Takes the records of the transaction that is open in a producer, in order; rows of one key reach Kafka in the order in
 * which they were added. One thread.
 */
public interface RecordOutput {
    /**
     * Adds a record; waits while too much is under way.
     *
     * @param key decides on the partition; null for any
     * @param timestamp of the record, in milliseconds since 1970
     * @throws org.apache.kafka.common.KafkaException when the transaction cannot go on
     */
    void add(String topic, byte[] key, byte[] value, long timestamp) throws InterruptedException;

    /** Gives the producer what is still gathered here; has to come before a commit. Does not wait. */
    void flush();

    /** Forgets what is gathered here; has to come with an abort. */
    void discard();

    /** Why a record was not taken, of all records since the start; null while none was refused. */
    Exception failure();

    /** Whether records are sent in batches that cannot be made smaller when a broker refuses them as too large. */
    boolean indivisible();
}
