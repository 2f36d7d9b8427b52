/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect;

import io.crosscurrent.connect.output.OutputChoice;
import io.crosscurrent.connect.output.RecordOutput;
import io.crosscurrent.connect.output.SingleRecords;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.measure.TaskMeasures;
import io.crosscurrent.core.source.ChangeSink.State;
import io.crosscurrent.core.source.Source;
import io.crosscurrent.core.source.StateReader;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running task: one thread reads the source, one writes to Kafka. Opening the producer ends the right to write of every
 * earlier run of the task, wherever it may still be, and only then are the states read.
 *
 * <p>A run that has created the state topic itself has no states to wait for: it reads the source while the producer is being
 * opened, and writes only when that topic is still untouched then. If it is not, it reads the source anew from what stands there.
 *
 * <p>Kafka also ends that right when it was away for longer than a transaction may last. The state topic tells the two
 * apart: each run leaves its name there before it writes anything else, and a run that still finds its own begins again from
 * what is committed. Thread-safe.
 */
final class Delivery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final String RUN = "run";
    private static final long QUEUE_BYTES = 16L << 20;
    private static final long STOP_SECONDS = 8;
    /** In this time a run that took our place has left its name. */
    private static final long SUCCESSION_MILLIS = 3_000;
    /** Connect pauses a task by no longer polling it. */
    private static final long PAUSED_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Supplier<Source> sources;
    private final TargetSettings target;
    private final String taskId;
    private final String registryTopic;
    private final StateTopic stateTopic;
    private final TaskMeasures measures = new TaskMeasures();
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final CompletableFuture<Void> closing = new CompletableFuture<>();
    private final Thread writing;
    private volatile Reading reading;
    private RecordOutput output;
    /** Whether a batch may have to be made smaller: a topic takes less than a batch usually has. */
    private boolean divisible;

    private volatile long wantedNanos = System.nanoTime();

    /** @param sources opens the source anew for each attempt */
    Delivery(Supplier<Source> sources, TargetSettings target, String taskId, String registryTopic) {
        this.sources = sources;
        this.target = target;
        this.taskId = taskId;
        this.registryTopic = registryTopic;
        this.stateTopic = new StateTopic(taskId);
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

    /** Whether nothing is written because Connect does not poll. */
    boolean paused() {
        return System.nanoTime() - wantedNanos > PAUSED_NANOS;
    }

    private void write() {
        try (TaskBeans beans = new TaskBeans(taskId, measures)) {
            boolean again = true;
            while (again && !closing.isDone()) {
                again = attempt(UUID.randomUUID().toString());
            }
        } catch (InterruptedException | InterruptException e) {
            if (!closing.isDone()) {
                failure.complete(e);
            }
        } catch (KafkaException e) {
            failure.complete(TransactionWriter.named(e));
        } catch (Throwable e) {
            failure.complete(e);
        }
    }

    /** @return whether another attempt may succeed */
    private boolean attempt(String run) throws InterruptedException {
        try {
            deliver(run);
            return false;
        } catch (CrosscurrentException e) {
            if (e.code().equals(TransactionWriter.TOO_LARGE) && output.indivisible()) {
                LOG.info("task {} gives records one by one, so that Kafka can take smaller batches", taskId);
                divisible = true;
                return true;
            }
            if (!e.code().equals(TransactionWriter.FENCED) || !stillOurs(run)) {
                throw e;
            }
            LOG.warn("task {} begins again from what is committed: {}", taskId, e.getMessage());
            return true;
        } catch (RetriableException e) {
            LOG.warn("task {} waits for Kafka: {}", taskId, e.toString());
            return !waitedUntilClosing(SUCCESSION_MILLIS);
        } finally {
            end(reading);
        }
    }

    private boolean stillOurs(String run) throws InterruptedException {
        if (waitedUntilClosing(SUCCESSION_MILLIS)) {
            return false;
        }
        Map<String, Object> last = stateTopic.read(target.consumer(taskId)).read(RUN);
        return last != null && run.equals(last.get("id"));
    }

    private boolean waitedUntilClosing(long millis) throws InterruptedException {
        try {
            closing.get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void deliver(String run) throws InterruptedException {
        ByteArraySerializer bytes = new ByteArraySerializer();
        KafkaProducer<byte[], byte[]> producer = null;
        try (TargetTopics topics = new TargetTopics(target, taskId, registryTopic)) {
            boolean first = topics.require(Set.of(registryTopic), Set.of(stateTopic.definition(target.replication())))
                    .contains(stateTopic.name());
            UnitQueue queue = new UnitQueue(QUEUE_BYTES, measures);
            if (first) {
                read(key -> null, queue);
            }
            Map<String, Object> settings = target.producer(taskId);
            producer = new KafkaProducer<>(settings, bytes, bytes);
            producer.initTransactions();
            boolean overtaken = first && !topics.untouched(stateTopic.name());
            if (overtaken) {
                queue = new UnitQueue(QUEUE_BYTES, measures);
            }
            output = divisible ? new SingleRecords(producer) : OutputChoice.of(producer, settings);
            TransactionWriter writer = new TransactionWriter(
                    queue,
                    producer,
                    output,
                    topics,
                    stateTopic,
                    new TroubleReport(measures, taskId, registryTopic),
                    target.transactionBytes(),
                    this::paused);
            writer.store(new State(RUN, Map.of("id", run)));
            if (overtaken) {
                LOG.info("task {} reads its source anew: another run of it has stored states meanwhile", taskId);
                end(reading);
            }
            if (overtaken || !first) {
                read(stateTopic.read(target.consumer(taskId)), queue);
            }
            writer.run(closing::isDone);
            writer.finish();
            if (reading.failure != null) {
                failure.complete(reading.failure);
            }
        } finally {
            if (producer != null) {
                // Must not wait for a Kafka that is away.
                producer.close(Duration.ofSeconds(STOP_SECONDS / 2));
            }
        }
    }

    private void read(StateReader states, UnitQueue queue) {
        Reading started = new Reading(sources.get(), states, queue);
        reading = started;
        started.thread.start();
    }

    private static void end(Reading reading) throws InterruptedException {
        if (reading != null) {
            reading.source.close();
            reading.thread.interrupt();
            reading.thread.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
        }
    }

    /** Ends both threads; what can be committed is committed. */
    @Override
    public void close() {
        closing.complete(null);
        try {
            end(reading);
            writing.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
            if (writing.isAlive()) {
                writing.interrupt();
                writing.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The thread that reads the source. What was delivered before it failed is written before the failure is told. */
    private final class Reading {
        private final Source source;
        private final Thread thread;
        private volatile Throwable failure;

        Reading(Source source, StateReader states, UnitQueue queue) {
            this.source = source;
            this.thread = new Thread(() -> read(states, queue), "crosscurrent-source-" + taskId);
            thread.setDaemon(true);
        }

        private void read(StateReader states, UnitQueue queue) {
            try {
                source.run(states, queue);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Throwable e) {
                failure = e;
            } finally {
                queue.end();
            }
        }
    }
}
