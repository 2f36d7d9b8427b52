/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect.output;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.clients.producer.internals.ProduceRequestResult;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TransactionAbortedException;

/**
 * Puts records together to batches and gives the producer complete ones: it has a call, a lock, a future and several
 * objects for each record otherwise, which cost more than compressing it. Keys go to the partitions that the producer
 * would choose; records without key fill a batch for one partition, then one for another. One thread.
 */
final class PreparedBatches implements RecordOutput {
    /** Under way, before compression: a few batches, enough to keep the connection busy. */
    private static final long IN_FLIGHT_BYTES = 5L << 20;
    /** Gathered over all partitions, before compression. */
    private static final long GATHERED_BYTES = 16L << 20;
    /** Entries of the list of batches with records. */
    private static final int MOST_BEGUN = 20_000;

    /** A batch grows to this multiple of {@code batch.size} before compression, if it compresses as well as that. */
    private static final int MOST_RATIO = 4;
    /** What a broker takes unless told otherwise; contents may compress worse than those before. */
    private static final int SAFE_BYTES = 1_000_000;

    private static final long LOOK_MILLIS = 100;

    private final KafkaProducer<byte[], byte[]> producer;
    private final ProducerInternals internals;
    private final SingleRecords large;
    private final int batchBytes;
    private final Map<String, Topic> topics = new HashMap<>();
    private final Deque<byte[]> spares = new ArrayDeque<>();
    /** Batches with records, and perhaps some that were given since. */
    private final List<OpenBatch> begun = new ArrayList<>();

    private Topic last;
    private long gathered;
    /** Grows with each flush: from then on the number of a topic's partitions is asked for again. */
    private long looks = 1;

    private final ArrayDeque<Sent> sent = new ArrayDeque<>();
    private long sentBytes;
    private Exception failure;

    private record Sent(ProduceRequestResult result, long bytes) {}

    static PreparedBatches of(KafkaProducer<byte[], byte[]> producer, Map<String, ?> settings)
            throws ReflectiveOperationException {
        return new PreparedBatches(producer, new ProducerInternals(producer), settings);
    }

    private PreparedBatches(
            KafkaProducer<byte[], byte[]> producer, ProducerInternals internals, Map<String, ?> settings) {
        this.producer = producer;
        this.internals = internals;
        this.large = new SingleRecords(producer);
        this.batchBytes = Math.max(
                1,
                Integer.parseInt(settings.get(ProducerConfig.BATCH_SIZE_CONFIG).toString()));
    }

    @Override
    public void add(String topic, byte[] key, byte[] value, long timestamp) throws InterruptedException {
        if (last == null || !last.name.equals(topic)) {
            last = topics.computeIfAbsent(topic, Topic::new);
        }
        OpenBatch batch = last.batchFor(key);
        if ((key == null ? 0 : key.length) + value.length >= batchBytes) {
            // The producer checks what is large, and needs no help with it.
            give(batch);
            large.add(topic, key, value, timestamp);
            return;
        }
        if (batch.count() == 0) {
            begun.add(batch);
        }
        gathered += batch.add(key, value, timestamp);
        if (batch.size() >= mostBytes(batch)) {
            give(batch);
            last.moveOn();
            awaitRoom();
        } else if (gathered > GATHERED_BYTES || begun.size() > MOST_BEGUN) {
            flush();
            awaitRoom();
        }
    }

    private int mostBytes(OpenBatch batch) {
        int most = (int) Math.min(Integer.MAX_VALUE / 2, batchBytes / Math.max(batch.ratio(), 1.0 / MOST_RATIO));
        return Math.min(most, Math.max(batchBytes, SAFE_BYTES));
    }

    private void give(OpenBatch batch) {
        if (batch.count() == 0) {
            return;
        }
        int bytes = batch.size();
        int largest = batch.largest();
        PreparedRecords records = batch.take(internals.compression());
        gathered -= bytes;
        sent.add(new Sent(internals.give(batch.partition(), records, largest), bytes));
        sentBytes += bytes;
    }

    private void awaitRoom() throws InterruptedException {
        settle();
        while (failure == null && sentBytes > IN_FLIGHT_BYTES) {
            sent.peek().result.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            settle();
        }
    }

    /** Forgets what Kafka has answered. */
    private void settle() {
        while (failure == null && !sent.isEmpty() && sent.peek().result.completed()) {
            Sent oldest = sent.poll();
            sentBytes -= oldest.bytes;
            failure = oldest.result.error(0);
        }
    }

    @Override
    public void flush() {
        settle();
        begun.forEach(this::give);
        begun.clear();
        looks++;
    }

    @Override
    public void discard() {
        begun.forEach(OpenBatch::clear);
        begun.clear();
        gathered = 0;
    }

    /** The batches behind one that failed are given up, which says less. */
    @Override
    public Exception failure() {
        for (Sent each : sent) {
            Exception error = each.result.completed() ? each.result.error(0) : null;
            if (error != null && (failure == null || failure instanceof TransactionAbortedException)) {
                failure = error;
            }
        }
        return failure == null ? large.failure() : failure;
    }

    @Override
    public boolean indivisible() {
        return true;
    }

    /** The open batches of a topic, one for each partition. */
    private final class Topic {
        private final String name;
        private OpenBatch[] batches = {};
        private long look;
        private int keyless;

        Topic(String name) {
            this.name = name;
        }

        OpenBatch batchFor(byte[] key) {
            if (look != looks) {
                look = looks;
                partitions(producer.partitionsFor(name).size());
            }
            if (batches.length == 1) {
                return batches[0];
            }
            return batches[key == null ? keyless : BuiltInPartitioner.partitionForKey(key, batches.length)];
        }

        private void partitions(int count) {
            int known = batches.length;
            if (count > known) {
                batches = Arrays.copyOf(batches, count);
                for (int i = known; i < count; i++) {
                    batches[i] = new OpenBatch(new TopicPartition(name, i), spares);
                }
                moveOn();
            }
        }

        /** A topic never loses partitions. */
        void moveOn() {
            keyless = ThreadLocalRandom.current().nextInt(batches.length);
        }
    }
}
