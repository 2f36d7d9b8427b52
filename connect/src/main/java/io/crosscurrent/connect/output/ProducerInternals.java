/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect.output;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Deque;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.internals.ProduceRequestResult;
import org.apache.kafka.clients.producer.internals.ProducerBatch;
import org.apache.kafka.clients.producer.internals.RecordAccumulator;
import org.apache.kafka.clients.producer.internals.Sender;
import org.apache.kafka.clients.producer.internals.TransactionManager;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;

/**
 * The one place that knows how Kafka's producer is made inside: it puts a complete batch where the producer keeps those it
 * has filled itself. Sequence numbers, transactions, retries, leaders that move, logins: all of that stays the producer's.
 *
 * <p>{@link OutputChoice} says for which producers. One thread, beside the producer's.
 */
final class ProducerInternals {
    private final RecordAccumulator accumulator;
    private final Sender sender;
    private final TransactionManager transactions;
    private final Compression compression;
    private final Object incomplete;
    private final Method addIncomplete;
    private final Method partitionQueue;
    private final Field recordCount;
    private final Field largestRecord;
    private final Field result;

    /** @throws ReflectiveOperationException when the producer is made otherwise */
    ProducerInternals(KafkaProducer<byte[], byte[]> producer) throws ReflectiveOperationException {
        accumulator =
                (RecordAccumulator) field(KafkaProducer.class, "accumulator").get(producer);
        sender = (Sender) field(KafkaProducer.class, "sender").get(producer);
        transactions = (TransactionManager)
                field(KafkaProducer.class, "transactionManager").get(producer);
        compression = (Compression) field(KafkaProducer.class, "compression").get(producer);
        incomplete = field(RecordAccumulator.class, "incomplete").get(accumulator);
        addIncomplete = incomplete.getClass().getDeclaredMethod("add", ProducerBatch.class);
        addIncomplete.setAccessible(true);
        partitionQueue = RecordAccumulator.class.getDeclaredMethod("getOrCreateDeque", TopicPartition.class);
        partitionQueue.setAccessible(true);
        recordCount = field(ProducerBatch.class, "recordCount");
        largestRecord = field(ProducerBatch.class, "maxRecordSize");
        result = field(ProducerBatch.class, "produceFuture");
    }

    private static Field field(Class<?> type, String name) throws NoSuchFieldException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    /** What the producer was told to compress with, level included. */
    Compression compression() {
        return compression;
    }

    /**
     * Gives a batch to the producer, behind those that it has for the partition, as a part of the open transaction.
     *
     * @return done when Kafka has answered
     */
    ProduceRequestResult give(TopicPartition partition, PreparedRecords records, int largest) {
        transactions.maybeAddPartition(partition);
        ProducerBatch batch = new ProducerBatch(partition, records, System.currentTimeMillis());
        try {
            recordCount.setInt(batch, records.numRecords());
            largestRecord.setInt(batch, largest);
            @SuppressWarnings("unchecked")
            Deque<ProducerBatch> queue = (Deque<ProducerBatch>) partitionQueue.invoke(accumulator, partition);
            synchronized (queue) {
                queue.addLast(batch);
                addIncomplete.invoke(incomplete, batch);
            }
            sender.wakeup();
            return (ProduceRequestResult) result.get(batch);
        } catch (ReflectiveOperationException e) {
            throw new KafkaException("a batch for " + partition + " could not be given to the producer", e);
        }
    }
}
