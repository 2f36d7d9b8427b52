/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect;

import io.crosscurrent.core.source.Source;
import io.crosscurrent.core.source.StateReader;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running task: one thread reads the source, one writes to Kafka. Opening the producer ends the right to write of every
 * earlier run of the task, wherever it may still be, and only then are the states read. Thread-safe.
 */
final class Delivery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final long QUEUE_BYTES = 16L << 20;
    private static final long STOP_SECONDS = 8;
    /** Connect pauses a task by no longer polling it. */
    private static final long PAUSED_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Source source;
    private final TargetSettings target;
    private final String taskId;
    private final String registryTopic;
    private final UnitQueue queue = new UnitQueue(QUEUE_BYTES);
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final Thread writing;
    private volatile Thread reading;
    private volatile boolean closed;
    private volatile long wantedNanos = System.nanoTime();

    Delivery(Source source, TargetSettings target, String taskId, String registryTopic) {
        this.source = source;
        this.target = target;
        this.taskId = taskId;
        this.registryTopic = registryTopic;
        this.writing = new Thread(this::write, "crosscurrent-writer-" + taskId);
        writing.setDaemon(true);
    }

    void start() {
        writing.start();
    }

    /** Waits for a failure and says that the task is still wanted. @return null when there is none yet */
    Throwable awaitFailure(long time, TimeUnit unit) throws InterruptedException {
        wantedNanos = System.nanoTime();
        try {
            return failure.get(time, unit);
        } catch (TimeoutException none) {
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        } finally {
            wantedNanos = System.nanoTime();
        }
    }

    private void write() {
        ByteArraySerializer bytes = new ByteArraySerializer();
        StateTopic stateTopic = new StateTopic(taskId);
        try (TargetTopics topics = new TargetTopics(target, taskId, registryTopic);
                Closing<KafkaProducer<byte[], byte[]>> producer =
                        new Closing<>(new KafkaProducer<>(target.producer(taskId), bytes, bytes))) {
            topics.require(stateTopic.definition(target.replication()));
            producer.it().initTransactions();
            StateReader states = stateTopic.read(target.consumer(taskId));
            TransactionWriter writer = new TransactionWriter(queue, producer.it(), topics, stateTopic, this::paused);
            read(states);
            writer.run(() -> closed);
            writer.finish();
        } catch (InterruptedException | org.apache.kafka.common.errors.InterruptException e) {
            if (!closed) {
                failure.complete(e);
            }
        } catch (KafkaException e) {
            end(TransactionWriter.named(e));
        } catch (Throwable e) {
            end(e);
        }
    }

    boolean paused() {
        return System.nanoTime() - wantedNanos > PAUSED_NANOS;
    }

    private void read(StateReader states) {
        Thread thread = new Thread(
                () -> {
                    try {
                        source.run(states, queue);
                        queue.end();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (Throwable e) {
                        failing(e);
                    }
                },
                "crosscurrent-source-" + taskId);
        thread.setDaemon(true);
        reading = thread;
        thread.start();
    }

    /** What was delivered before the failure is written before it is told. */
    private void failing(Throwable cause) {
        queue.end();
        try {
            writing.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        failure.complete(cause);
    }

    private void end(Throwable cause) {
        source.close();
        interrupt(reading);
        if (closed) {
            LOG.info("task {} ended while it was being stopped: {}", taskId, cause.toString());
        }
        failure.complete(cause);
    }

    private static void interrupt(Thread thread) {
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Ends both threads; what can be committed is committed. */
    @Override
    public void close() {
        closed = true;
        source.close();
        interrupt(reading);
        try {
            join(reading);
            writing.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
            if (writing.isAlive()) {
                writing.interrupt();
                writing.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread thread) throws InterruptedException {
        if (thread != null) {
            thread.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
        }
    }

    /** A producer whose close does not wait for a Kafka that is away. */
    private record Closing<T extends KafkaProducer<byte[], byte[]>>(T it) implements AutoCloseable {
        @Override
        public void close() {
            it.close(Duration.ofSeconds(STOP_SECONDS / 2));
        }
    }
}
