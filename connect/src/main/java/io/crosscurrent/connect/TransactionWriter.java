/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect;

import io.crosscurrent.connect.output.RecordOutput;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.source.ChangeSink.State;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * Writes units to Kafka in transactions of its own producer, the states in the same transaction. One Kafka transaction
 * takes all units that have gathered while the one before was being committed: so they grow with the backlog. A transaction
 * that comes alone is committed at once; where they come thick, a commit waits for a few milliseconds. One thread.
 */
final class TransactionWriter {
    static final String FENCED = "target.fenced";
    static final String TOO_LARGE = "target.record_too_large";
    private static final long BATCH_BYTES = 8L << 20;
    private static final long WAIT_MILLIS = 500;
    /** Beyond this a transaction is part of a stream of many: it waits a moment for more, which spares commits. */
    private static final long BUSY_BYTES = 256L << 10;

    private static final long BUSY_WAIT_MILLIS = 5;
    private static final long BUSY_TAKE_BYTES = 2L << 20;
    /** A commit costs the broker more than a millisecond of processor time, so many small transactions share one. */
    private static final long COMMIT_INTERVAL_MILLIS = 8;

    /** With a backlog, transactions are made this large: each commit lets the pipeline run empty once. */
    private static final long BACKLOG_BYTES = 96L << 20;

    private static final long TRANSACTION_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long BACKLOG_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    /** Where the writer keeps up with a thick stream, nobody waits longer than this for a commit. */
    private static final long STEADY_NANOS = TimeUnit.MILLISECONDS.toNanos(80);

    private final UnitQueue queue;
    private final KafkaProducer<byte[], byte[]> producer;
    private final TargetTopics topics;
    private final StateTopic stateTopic;
    private final TroubleReport troubles;
    private final long transactionBytes;
    private final BooleanSupplier paused;
    private final OpenUnits openUnits;
    private final RecordOutput output;
    private final Callback stateSent = (metadata, exception) -> {
        if (exception != null) {
            stateFailure = exception;
        }
    };
    private final Map<String, State> states = new LinkedHashMap<>();
    private boolean open;
    private long openBytes;
    private volatile Exception stateFailure;
    private long openedNanos;
    private long committedNanos = System.nanoTime() - TimeUnit.SECONDS.toNanos(1);
    private boolean whole = true;
    private boolean resumable = true;
    private String lastTopic = "";

    /**
     * @param transactionBytes a unit larger than this is cut at its splits into several Kafka transactions
     * @param paused asked between two batches; while true nothing is written
     */
    TransactionWriter(
            UnitQueue queue,
            KafkaProducer<byte[], byte[]> producer,
            RecordOutput output,
            TargetTopics topics,
            StateTopic stateTopic,
            TroubleReport troubles,
            long transactionBytes,
            BooleanSupplier paused) {
        this.queue = queue;
        this.producer = producer;
        this.output = output;
        this.topics = topics;
        this.stateTopic = stateTopic;
        this.troubles = troubles;
        this.transactionBytes = transactionBytes;
        this.paused = paused;
        this.openUnits = new OpenUnits(queue.measures());
    }

    /** Writes until the source has ended and all of it is committed, or until {@code stopped}. */
    void run(BooleanSupplier stopped) throws InterruptedException {
        try {
            while (!stopped.getAsBoolean()) {
                List<Unit> units = open && whole
                        ? queue.take(BATCH_BYTES, BUSY_TAKE_BYTES, Math.max(BUSY_WAIT_MILLIS, untilNextCommit()))
                        : queue.take(BATCH_BYTES, 0, WAIT_MILLIS);
                while (paused.getAsBoolean() && !stopped.getAsBoolean()) {
                    TimeUnit.MILLISECONDS.sleep(100);
                }
                tellTrouble();
                if (!units.isEmpty()) {
                    send(units);
                    endIfDue();
                } else if (open && whole || open && resumable && age() > TRANSACTION_NANOS) {
                    commit();
                } else if (queue.exhausted()) {
                    return;
                } else {
                    output.flush();
                }
            }
        } catch (KafkaException e) {
            throw failed(e);
        }
    }

    /** Stores a state in a transaction of its own, before anything was sent. */
    void store(State state) {
        try {
            begin();
            states.put(state.key(), state);
            commit();
        } catch (KafkaException e) {
            throw failed(e);
        }
    }

    /** A source that waits delivers nothing that this could go with. */
    private void tellTrouble() {
        if (!open && troubles.due()) {
            begin();
            commit();
        }
    }

    private void send(List<Unit> units) throws InterruptedException {
        requireTopics(units);
        long now = System.currentTimeMillis();
        for (Unit unit : units) {
            if (open && whole && !unit.whole()) {
                // What is complete does not wait for a large unit to end.
                commit();
            }
            begin();
            Records records = unit.records();
            for (int i = 0; i < records.count(); i++) {
                output.add(records.topic(i), records.key(i), records.value(i), now);
            }
            for (State state : unit.states()) {
                states.put(state.key(), state);
            }
            openBytes += unit.bytes();
            openUnits.add(unit);
            whole = unit.whole();
            resumable = unit.resumable();
        }
    }

    private void begin() {
        if (!open) {
            producer.beginTransaction();
            open = true;
            openBytes = 0;
            openedNanos = System.nanoTime();
        }
    }

    private void requireTopics(List<Unit> units) throws InterruptedException {
        Set<String> missing = null;
        for (Unit unit : units) {
            Records records = unit.records();
            for (int i = 0; i < records.count(); i++) {
                String topic = records.topic(i);
                if (topic == lastTopic || topics.knows(topic)) {
                    lastTopic = topic;
                } else {
                    missing = missing == null ? new LinkedHashSet<>() : missing;
                    missing.add(topic);
                }
            }
        }
        if (missing != null) {
            topics.require(missing);
        }
    }

    private long age() {
        return System.nanoTime() - openedNanos;
    }

    /** Ends the Kafka transaction with this batch, unless there is more to take or a large unit goes on. */
    private void endIfDue() {
        boolean large = openBytes > transactionBytes || age() > TRANSACTION_NANOS;
        if (!whole) {
            if (large && resumable) {
                commitPart();
            }
            return;
        }
        boolean behind = queue.waiting();
        boolean due = openBytes > BACKLOG_BYTES || age() > (behind ? BACKLOG_NANOS : STEADY_NANOS);
        if (due || !behind && openBytes < BUSY_BYTES && untilNextCommit() <= 0) {
            commit();
        }
    }

    /** Milliseconds until the next commit is welcome; zero or less when it is. */
    private long untilNextCommit() {
        return COMMIT_INTERVAL_MILLIS - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - committedNanos);
    }

    /** Makes a part of a large unit visible; a restart goes on behind it. */
    private void commitPart() {
        commit();
    }

    private void commit() {
        output.flush();
        states.values().forEach(state -> producer.send(stateTopic.record(state), stateSent));
        states.clear();
        if (troubles.due()) {
            producer.send(troubles.next(), stateSent);
        }
        producer.commitTransaction();
        committed();
    }

    private void committed() {
        committedNanos = System.nanoTime();
        openUnits.committed(committedNanos);
        open = false;
        whole = true;
        resumable = true;
    }

    /** Commits what may be committed. */
    void finish() {
        if (open && failure() == null) {
            if (resumable) {
                commit();
            } else {
                output.discard();
                producer.abortTransaction();
            }
        }
        if (failure() == null) {
            tellTrouble();
        }
    }

    /** What the producer throws once a record has failed tells less than the record's own failure. */
    private RuntimeException failed(KafkaException thrown) {
        Exception failure = failure();
        return named(failure == null ? thrown : failure);
    }

    private Exception failure() {
        Exception failure = output.failure();
        return failure == null ? stateFailure : failure;
    }

    /** What a failure of the producer means for the task. */
    static RuntimeException named(Exception failure) {
        if (failure instanceof ProducerFencedException || failure instanceof InvalidProducerEpochException) {
            return new CrosscurrentException(
                    FENCED,
                    "Kafka has ended this task's right to write: another worker runs the same task, or its transaction"
                            + " timed out.",
                    "Nothing is lost or doubled. If no other worker runs it, start the task again; raise"
                            + " target.client.transaction.timeout.ms if this happens again.",
                    failure);
        }
        if (failure instanceof RecordTooLargeException) {
            return new CrosscurrentException(
                    TOO_LARGE,
                    "Kafka refuses a record because of its size: " + failure.getMessage(),
                    "Raise max.message.bytes of the topic and message.max.bytes of the broker, and, above 96 MB,"
                            + " target.client.max.request.size and target.client.buffer.memory of the connector.",
                    failure);
        }
        return new CrosscurrentException(
                "target.write_failed",
                "Kafka did not take what the task wrote: " + failure,
                "Check the cluster and the rights of the endpoint's user, then start the task again.",
                failure);
    }
}
