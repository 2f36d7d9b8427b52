/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect.output;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Records given to the producer and not yet answered by Kafka: a few batches, enough to keep the connection busy. A producer
 * that is given more keeps it in a queue, and wakes its network thread with each further record.
 *
 * <p>{@link #sent} and {@link #awaitRoom} belong to the writer's thread, the callback to the producer's.
 */
final class InFlight implements Callback {
    private static final long BYTES = 2L << 20;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private long sentBytes;
    private long answered;
    private volatile long answeredBytes;
    /** How much must be answered for the waiting writer to go on. */
    private final AtomicLong wantedBytes = new AtomicLong(Long.MAX_VALUE);

    private volatile Thread writer;
    private volatile Exception failure;

    /** A record was given to the producer. @param bytes of key and value */
    void sent(int bytes) {
        sentBytes += bytes;
    }

    /** Waits until there is room for more, or a record has failed. */
    void awaitRoom() throws InterruptedException {
        long wanted = sentBytes - BYTES;
        if (answeredBytes >= wanted) {
            return;
        }
        writer = Thread.currentThread();
        wantedBytes.set(wanted);
        while (answeredBytes < wanted && failure == null) {
            LockSupport.parkNanos(this, LOOK_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        wantedBytes.set(Long.MAX_VALUE);
    }

    /** The first failure, or null. */
    Exception failure() {
        return failure;
    }

    /** Of a record that was counted as sent. */
    @Override
    public void onCompletion(RecordMetadata metadata, Exception exception) {
        if (exception != null) {
            failed(exception);
            return;
        }
        answered += Math.max(0, metadata.serializedKeySize()) + Math.max(0, metadata.serializedValueSize());
        answeredBytes = answered;
        long wanted = wantedBytes.get();
        if (answered >= wanted && wantedBytes.compareAndSet(wanted, Long.MAX_VALUE)) {
            LockSupport.unpark(writer);
        }
    }

    /** @param exception null for a record that was taken */
    void failed(Exception exception) {
        if (exception != null && failure == null) {
            failure = exception;
            LockSupport.unpark(writer);
        }
    }
}
