/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.crosscurrent.engines.kafka.EmbeddedKafka;
import io.crosscurrent.engines.kafka.KafkaCredentials;
import io.crosscurrent.engines.kafka.KafkaSettings;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches put together here, beside what Kafka's producer makes of the same records, as a reader sees both. */
class PreparedBatchesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long TIME = 1_700_000_000_000L;

    @TempDir
    static Path directory;

    private static EmbeddedKafka kafka;
    private static Admin admin;

    @BeforeAll
    static void startKafka() {
        kafka = new EmbeddedKafka(KafkaSettings.in(directory, new KafkaCredentials("platform", "secret")));
        kafka.start();
        admin = Admin.create(new HashMap<>(kafka.clientProperties()));
    }

    @AfterAll
    static void stopKafka() {
        admin.close();
        kafka.close();
    }

    private record Message(byte[] key, byte[] value, long timestamp) {
        /** Of records of one key, the order counts; where a record without key goes, its partition does not. */
        String text() {
            return (key == null ? "-" : Arrays.toString(key)) + " " + Arrays.hashCode(value) + " " + value.length + " "
                    + timestamp;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip", "snappy", "lz4", "zstd"})
    void aReaderFindsWhatTheProducerWouldHaveWritten(String compression) throws Exception {
        // Given
        List<Message> messages = messages(20_000);
        String single = topic("single-" + compression, 3);
        String batches = topic("batches-" + compression, 3);
        // When
        write(single, messages, Map.of("compression.type", compression), SingleRecords::new);
        write(batches, messages, Map.of("compression.type", compression), producer -> known(producer, Map.of()));
        // Then
        Map<Integer, List<String>> expected = read(single, 20_000);
        Map<Integer, List<String>> found = read(batches, 20_000);
        assertThat(keyed(found)).isEqualTo(keyed(expected)).hasSize(3);
        assertThat(all(found))
                .containsExactlyInAnyOrderElementsOf(
                        messages.stream().map(Message::text).toList());
    }

    @Test
    void whatIsDiscardedDoesNotArrive() throws Exception {
        // Given
        String topic = topic("discarded", 2);
        try (KafkaProducer<byte[], byte[]> producer = producer("discarded", Map.of())) {
            RecordOutput output = known(producer, Map.of());
            // When
            producer.beginTransaction();
            output.add(topic, null, new byte[] {1}, TIME);
            output.discard();
            producer.abortTransaction();
            producer.beginTransaction();
            output.add(topic, null, new byte[] {2}, TIME);
            output.flush();
            producer.commitTransaction();
        }
        // Then
        assertThat(all(read(topic, 1))).containsExactly(new Message(null, new byte[] {2}, TIME).text());
    }

    @Test
    void partitionsThatATopicGetsLaterAreUsed() throws Exception {
        // Given
        String topic = topic("growing", 1);
        List<Message> messages = messages(2_000);
        try (KafkaProducer<byte[], byte[]> producer = producer("growing", Map.of("metadata.max.age.ms", "100"))) {
            RecordOutput output = known(producer, Map.of());
            add(producer, output, topic, messages);
            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(4)))
                    .all()
                    .get();
            await().atMost(PATIENCE).until(() -> producer.partitionsFor(topic).size() == 4);
            // When
            add(producer, output, topic, messages);
        }
        // Then
        Map<Integer, List<String>> found = read(topic, 4_000);
        assertThat(found).hasSize(4);
        assertThat(all(found)).hasSize(4_000);
    }

    @Test
    void aBatchThatABrokerCallsTooLargeFailsTheTransactionAtOnce() throws Exception {
        // Given
        String topic = "narrow";
        admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1).configs(Map.of("max.message.bytes", "20000"))))
                .all()
                .get();
        try (KafkaProducer<byte[], byte[]> producer = producer("narrow", Map.of())) {
            RecordOutput output = known(producer, Map.of());
            // When
            assertThatThrownBy(() -> add(producer, output, topic, messages(2_000)))
                    .isInstanceOf(KafkaException.class);
            // Then
            assertThat(output.failure()).isInstanceOf(RecordTooLargeException.class);
            assertThat(output.indivisible()).isTrue();
        }
    }

    /** A new version of Kafka's client has to be looked at before batches are given to it. */
    @Test
    void theClientInUseIsKnown() {
        try (KafkaProducer<byte[], byte[]> producer = producer("known", Map.of())) {
            assertThat(known(producer, Map.of())).isInstanceOf(PreparedBatches.class);
        }
    }

    @Test
    void aProducerWithAPartitionerOfItsOwnGetsSingleRecords() {
        Map<String, Object> own = Map.of("partitioner.class", RoundRobinPartitioner.class.getName());
        try (KafkaProducer<byte[], byte[]> producer = producer("own", own)) {
            assertThat(known(producer, own)).isInstanceOf(SingleRecords.class);
        }
    }

    private static RecordOutput known(KafkaProducer<byte[], byte[]> producer, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("batch.size", "65536");
        return OutputChoice.of(producer, settings);
    }

    /** Keys that come again, records without; mostly small, some empty, some larger than a batch. */
    private static List<Message> messages(int count) {
        Random random = new Random(7);
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] key = random.nextInt(10) == 0
                    ? null
                    : ByteBuffer.allocate(4).putInt(random.nextInt(500)).array();
            int size = random.nextInt(2_000) == 0 ? 70_000 + random.nextInt(70_000) : random.nextInt(300);
            byte[] value = new byte[size];
            random.nextBytes(value);
            // Half of it compresses.
            Arrays.fill(value, 0, size / 2, (byte) 'x');
            messages.add(new Message(key, value, TIME + random.nextInt(100_000) - 50_000));
        }
        return messages;
    }

    private static String topic(String name, int partitions) throws Exception {
        admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                .all()
                .get();
        return name;
    }

    private static KafkaProducer<byte[], byte[]> producer(String id, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(kafka.clientProperties());
        settings.put("batch.size", "65536");
        settings.put("linger.ms", "5");
        settings.put("transactional.id", id);
        settings.putAll(more);
        ByteArraySerializer bytes = new ByteArraySerializer();
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings, bytes, bytes);
        producer.initTransactions();
        return producer;
    }

    private static void write(
            String topic,
            List<Message> messages,
            Map<String, Object> settings,
            Function<KafkaProducer<byte[], byte[]>, RecordOutput> outputs)
            throws InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer = producer(topic, settings)) {
            RecordOutput output = outputs.apply(producer);
            for (int from = 0; from < messages.size(); from += 7_000) {
                add(producer, output, topic, messages.subList(from, Math.min(messages.size(), from + 7_000)));
            }
            assertThat(output.failure()).isNull();
        }
    }

    private static void add(
            KafkaProducer<byte[], byte[]> producer, RecordOutput output, String topic, List<Message> messages)
            throws InterruptedException {
        producer.beginTransaction();
        for (Message message : messages) {
            output.add(topic, message.key, message.value, message.timestamp);
        }
        output.flush();
        producer.commitTransaction();
    }

    private static List<String> all(Map<Integer, List<String>> byPartition) {
        return byPartition.values().stream().flatMap(List::stream).toList();
    }

    private static Map<Integer, List<String>> keyed(Map<Integer, List<String>> byPartition) {
        Map<Integer, List<String>> keyed = new HashMap<>();
        byPartition.forEach((partition, texts) -> keyed.put(
                partition, texts.stream().filter(text -> !text.startsWith("-")).toList()));
        return keyed;
    }

    /** By partition, in order. Kafka shows a transaction a moment after its commit: so many records are waited for. */
    private static Map<Integer, List<String>> read(String topic, int count) {
        return await().atMost(PATIENCE)
                .until(() -> read(topic), found -> all(found).size() >= count);
    }

    private static Map<Integer, List<String>> read(String topic) {
        Map<String, Object> settings = new HashMap<>(kafka.clientProperties());
        settings.put("isolation.level", "read_committed");
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        Map<Integer, List<String>> found = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> found.computeIfAbsent(record.partition(), p -> new ArrayList<>())
                                .add(new Message(record.key(), record.value(), record.timestamp()).text()));
            }
        }
        return found;
    }
}
