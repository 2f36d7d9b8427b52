/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import io.crosscurrent.bench.process.Broker;
import io.crosscurrent.bench.process.Libraries;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Gives the broker work before the first turn, in transactions and without them. Otherwise whoever comes first pays for the
 * broker's own warm-up: it shares the machine's cores with the contestants.
 */
final class WarmUp {
    static final long RECORDS = 6_000_000;
    private static final String TOPIC = "warm-up";
    private static final int RECORD_BYTES = 600;
    /** Many requests warm up what a request costs; the records of large ones what a record costs. */
    private static final List<String> SMALL_BATCHES = List.of("batch.size=16384");

    private WarmUp() {}

    static void of(Broker broker, Libraries libraries, Path directory) throws IOException, InterruptedException {
        broker.create(TOPIC);
        ProducerPerformance producer = new ProducerPerformance(broker, libraries, directory);
        List<String> size = List.of("--record-size", Integer.toString(RECORD_BYTES));
        List<String> transactions = List.of("--transactional-id", TOPIC, "--transaction-duration-ms", "5");
        List<String> transactional = new ArrayList<>(size);
        transactional.addAll(transactions);
        producer.run(TOPIC, RECORDS / 4, transactional, SMALL_BATCHES);
        producer.run(TOPIC, RECORDS / 4, size, SMALL_BATCHES);
        producer.run(TOPIC, RECORDS / 2, transactional, List.of());
        TopicPartition partition = new TopicPartition(TOPIC, 0);
        long end = broker.committedEnd(TOPIC);
        try (KafkaConsumer<byte[], byte[]> consumer = TopicCount.consumer(broker.address())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofSeconds(1));
            }
        }
        broker.delete(TOPIC);
    }
}
