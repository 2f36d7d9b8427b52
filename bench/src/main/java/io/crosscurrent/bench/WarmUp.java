/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import io.crosscurrent.bench.contestant.ProducerSettings;
import io.crosscurrent.bench.process.Broker;
import io.crosscurrent.bench.process.JavaProcess;
import io.crosscurrent.bench.process.JavaProgram;
import io.crosscurrent.bench.process.Libraries;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Gives the broker work before the first turn, in transactions and without them. Otherwise whoever comes first pays for the
 * broker's own warm-up: it shares the machine's cores with the contestants.
 */
final class WarmUp {
    static final long RECORDS = 3_000_000;
    private static final String TOPIC = "warm-up";
    private static final int RECORD_BYTES = 600;
    private static final int BATCH_BYTES = 16_384;
    private static final int LIMIT_MINUTES = 10;

    private WarmUp() {}

    static void of(Broker broker, Libraries libraries, Path directory) throws IOException, InterruptedException {
        broker.create(TOPIC);
        produce(broker, libraries, directory, List.of("--transactional-id", TOPIC, "--transaction-duration-ms", "5"));
        produce(broker, libraries, directory, List.of());
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

    private static void produce(Broker broker, Libraries libraries, Path directory, List<String> more)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "--topic",
                TOPIC,
                "--num-records",
                Long.toString(RECORDS / 2),
                "--record-size",
                Integer.toString(RECORD_BYTES),
                "--throughput",
                "-1"));
        arguments.addAll(more);
        arguments.addAll(List.of("--producer-props", "bootstrap.servers=" + broker.address()));
        ProducerSettings.ALL.forEach((name, value) -> arguments.add(name + "=" + value));
        // The last of a name counts. Requests warm the broker up, not bytes: many small ones.
        arguments.add("batch.size=" + BATCH_BYTES);
        JavaProgram program = JavaProgram.kafka(
                TOPIC, libraries.of("kafka").toString(), "org.apache.kafka.tools.ProducerPerformance", arguments);
        try (JavaProcess process = JavaProcess.start(libraries, directory, program)) {
            process.awaitEnd(TimeUnit.MINUTES.toSeconds(LIMIT_MINUTES));
        }
    }
}
