/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect.output;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Gives each record to {@link KafkaProducer#send}: works with every version and setting of the producer. One thread. */
public final class SingleRecords implements RecordOutput {
    private static final int RECORDS_A_LOOK = 32;

    private final KafkaProducer<byte[], byte[]> producer;
    private final InFlight inFlight = new InFlight();
    private int sent;

    public SingleRecords(KafkaProducer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    @Override
    public void add(String topic, byte[] key, byte[] value, long timestamp) throws InterruptedException {
        producer.send(new ProducerRecord<>(topic, null, timestamp, key, value), inFlight);
        inFlight.sent((key == null ? 0 : key.length) + value.length);
        if (++sent % RECORDS_A_LOOK == 0) {
            inFlight.awaitRoom();
        }
    }

    @Override
    public void flush() {
        // The producer has everything.
    }

    @Override
    public void discard() {
        // The producer has everything.
    }

    @Override
    public Exception failure() {
        return inFlight.failure();
    }

    @Override
    public boolean indivisible() {
        return false;
    }
}
