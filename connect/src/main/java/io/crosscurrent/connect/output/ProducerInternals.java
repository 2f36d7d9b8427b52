/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect.output;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.internals.ProduceRequestResult;
import org.apache.kafka.clients.producer.internals.ProducerBatch;
import org.apache.kafka.clients.producer.internals.RecordAccumulator;
import org.apache.kafka.clients.producer.internals.Sender;
import org.apache.kafka.clients.producer.internals.TransactionManager;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.utils.AppInfoParser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place that knows how Kafka's producer is made inside: it puts a complete batch where the producer keeps those it
 * has filled itself. Sequence numbers, transactions, retries, leaders that move, logins: all of that stays the producer's.
 *
 * <p>Only for the versions of Kafka's client it was written and tested for, and for producers without interceptors and
 * partitioners of their own. One thread, beside the producer's.
 */
final class ProducerInternals {
    private static final Logger LOG = LoggerFactory.getLogger(ProducerInternals.class);
    /** Of Kafka's client, whose inner classes differ from one to the next. */
    private static final String KNOWN_VERSIONS = "4.3.";

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

    private ProducerInternals(KafkaProducer<byte[], byte[]> producer) throws ReflectiveOperationException {
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

    /** @return empty where records have to be given one by one */
    static Optional<ProducerInternals> of(KafkaProducer<byte[], byte[]> producer, Map<String, ?> settings) {
        if (!AppInfoParser.getVersion().startsWith(KNOWN_VERSIONS) || ownWays(settings)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ProducerInternals(producer));
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            LOG.info(
                    "Kafka's client {} is not made as expected, so records are given to it one by one: {}",
                    AppInfoParser.getVersion(),
                    e.toString());
            return Optional.empty();
        }
    }

    /** Whether somebody wants to see each record, or to choose its partition. */
    private static boolean ownWays(Map<String, ?> settings) {
        return given(settings.get(ProducerConfig.INTERCEPTOR_CLASSES_CONFIG))
                || given(settings.get(ProducerConfig.PARTITIONER_CLASS_CONFIG))
                || Boolean.parseBoolean(String.valueOf(settings.get(ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG)));
    }

    private static boolean given(Object setting) {
        return setting != null
                && !setting.toString().isBlank()
                && !(setting instanceof Collection<?> several && several.isEmpty());
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
