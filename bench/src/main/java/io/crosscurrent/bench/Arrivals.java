/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import io.crosscurrent.bench.contestant.RecordShape;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** A read_committed reader, in a thread of its own, that notes when each change came first. */
final class Arrivals implements AutoCloseable {
    private final ConcurrentHashMap<Long, Long> nanos = new ConcurrentHashMap<>();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final Thread thread;
    private volatile boolean done;

    /** Begins with what is in the topic. */
    Arrivals(String kafka, String topic, RecordShape shape) {
        thread = new Thread(() -> read(kafka, topic, shape), "arrivals");
        thread.start();
    }

    private void read(String kafka, String topic, RecordShape shape) {
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<byte[], byte[]> consumer = TopicCount.consumer(kafka)) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            while (!done) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(100));
                long now = System.nanoTime();
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    long identity = record.value() == null ? RecordShape.NO_ROW : shape.identity(record.value());
                    if (identity != RecordShape.NO_ROW) {
                        nanos.putIfAbsent(identity, now);
                    }
                }
            }
        } catch (IOException | RuntimeException e) {
            failure.set(e);
        }
    }

    /** Different changes so far. @throws IllegalStateException when the reader failed */
    int count() {
        check();
        return nanos.size();
    }

    /** @return the instant of {@link System#nanoTime}, or null as long as it has not come */
    Long nanos(long identity) {
        check();
        return nanos.get(identity);
    }

    private void check() {
        if (failure.get() != null) {
            throw new IllegalStateException("the reader failed", failure.get());
        }
    }

    @Override
    public void close() {
        done = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
