/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.engines.kafka.KafkaEngine.TopicDescription;
import io.crosscurrent.engines.kafka.KafkaEngine.TopicRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {
    private static final KafkaCredentials PLATFORM = new KafkaCredentials("platform", "p\"w,]=\\ \u00e4 \u4e16");
    private static final String PASSWORD = "reader's, pass]word";

    @TempDir
    static Path directory;

    private static EmbeddedKafka kafka;

    @BeforeAll
    static void startKafka() {
        kafka = new EmbeddedKafka(KafkaSettings.in(directory.resolve("kafka"), PLATFORM));
        kafka.start();
        kafka.putUser("reader", PASSWORD);
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @Test
    void listsTopicsWithTheirRecords() throws Exception {
        // Given
        kafka.createTopics(List.of(topic("listed", 3)));
        // When
        send(kafka.clientProperties(), "listed", "a", "b");
        // Then
        assertThat(kafka.topics()).contains(new TopicDescription("listed", 3, 2));
    }

    @Test
    void creatingAnExistingTopicIsNoError() {
        // Given
        kafka.createTopics(List.of(topic("twice", 1)));
        // When
        kafka.createTopics(List.of(topic("twice", 1)));
        // Then
        assertThat(kafka.topics()).extracting(TopicDescription::name).contains("twice");
    }

    @Test
    void deletingAnUnknownTopicIsNoError() {
        kafka.deleteTopics(List.of("never-was"));
        assertThat(kafka.topics()).extracting(TopicDescription::name).doesNotContain("never-was");
    }

    @Test
    void refusesAWrongPassword() {
        try (ClusterAdministration stranger = new ClusterAdministration(kafka.clientProperties("reader", "wrong"))) {
            assertThatThrownBy(stranger::clusterId)
                    .isInstanceOf(CrosscurrentException.class)
                    .hasCauseInstanceOf(SaslAuthenticationException.class)
                    .hasMessageNotContaining("wrong");
        }
    }

    @Test
    void aUserLogsInAtOnceAfterItsPasswordIsSet() {
        for (int i = 0; i < 5; i++) {
            kafka.putUser("fresh", "password " + i);
            try (ClusterAdministration fresh =
                    new ClusterAdministration(kafka.clientProperties("fresh", "password " + i))) {
                assertThat(fresh.clusterId()).isNotEmpty();
            }
        }
    }

    @Test
    void aDeletedUserIsRefused() {
        // Given
        kafka.putUser("leaver", PASSWORD);
        // When
        kafka.deleteUser("leaver");
        // Then
        try (ClusterAdministration leaver = new ClusterAdministration(kafka.clientProperties("leaver", PASSWORD))) {
            assertThatThrownBy(leaver::clusterId).hasCauseInstanceOf(SaslAuthenticationException.class);
        }
        kafka.deleteUser("leaver");
    }

    @Test
    void anOrdinaryUserReadsAndWrites() throws Exception {
        // Given
        kafka.createTopics(List.of(topic("open", 1)));
        // When
        send(kafka.clientProperties("reader", PASSWORD), "open", "hello");
        // Then
        assertThat(read(kafka.clientProperties("reader", PASSWORD), "open", 1)).containsExactly("hello");
    }

    @Test
    void anOrdinaryUserMayNotAdminister() {
        try (ClusterAdministration reader = new ClusterAdministration(kafka.clientProperties("reader", PASSWORD))) {
            kafka.createTopics(List.of(topic("kept", 1)));
            assertThatThrownBy(() -> reader.createTopics(List.of(topic("mine", 1))))
                    .hasCauseInstanceOf(AuthorizationException.class);
            assertThatThrownBy(() -> reader.deleteTopics(List.of("kept")))
                    .hasCauseInstanceOf(AuthorizationException.class);
            assertThatThrownBy(() -> reader.putUser("friend", "x")).hasCauseInstanceOf(AuthorizationException.class);
        }
    }

    @Test
    void anOrdinaryUserMayNotWriteReservedTopics() {
        // Given
        kafka.createTopics(List.of(topic("__connect_configs", 1)));
        // Then
        assertThatThrownBy(() -> send(kafka.clientProperties("reader", PASSWORD), "__connect_configs", "evil"))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(TopicAuthorizationException.class);
    }

    @Test
    void anUnknownTopicIsNotMadeByUsingIt() {
        Map<String, String> impatient = new HashMap<>(kafka.clientProperties());
        impatient.put("max.block.ms", "1000");
        assertThatThrownBy(() -> send(impatient, "not-made", "x")).isInstanceOf(ExecutionException.class);
        assertThat(kafka.topics()).extracting(TopicDescription::name).doesNotContain("not-made");
    }

    @Test
    void readersOfCommittedDataDoNotSeeAbortedTransactions() throws Exception {
        // Given
        kafka.createTopics(List.of(topic("transactions", 1)));
        Map<String, String> properties = new HashMap<>(kafka.clientProperties("reader", PASSWORD));
        properties.put("transactional.id", "tx-1");
        // When
        try (KafkaProducer<byte[], byte[]> producer = producer(properties)) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("transactions", bytes("aborted")));
            producer.flush();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("transactions", bytes("committed")));
            producer.commitTransaction();
        }
        // Then
        assertThat(read(kafka.clientProperties("reader", PASSWORD), "transactions", 1))
                .containsExactly("committed");
    }

    @Test
    void thePlatformUserIsNotChanged() {
        assertThatThrownBy(() -> kafka.putUser("platform", "x"))
                .isInstanceOfSatisfying(
                        CrosscurrentException.class, e -> assertThat(e.code()).isEqualTo("kafka.reserved_user"));
    }

    @Test
    void aRemoteKafkaDoesTheSameOverClientProperties() {
        try (RemoteKafka remote = new RemoteKafka(kafka.clientProperties())) {
            remote.start();
            remote.createTopics(List.of(topic("remote", 2)));
            remote.putUser("remote-user", PASSWORD);
            assertThat(remote.topics()).contains(new TopicDescription("remote", 2, 0));
            assertThat(remote.clientProperties("remote-user", PASSWORD))
                    .isEqualTo(kafka.clientProperties("remote-user", PASSWORD));
            remote.deleteTopics(List.of("remote"));
            assertThat(remote.topics()).extracting(TopicDescription::name).doesNotContain("remote");
        }
    }

    @Test
    void settingsDoNotShowThePassword() {
        assertThat(KafkaSettings.in(directory, PLATFORM).toString()).doesNotContain(PLATFORM.password());
    }

    static TopicRequest topic(String name, int partitions) {
        return new TopicRequest(name, partitions, -1, Map.of());
    }

    static void send(Map<String, String> properties, String topic, String... values) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer(properties)) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(topic, bytes(value))).get();
            }
        }
    }

    static List<String> read(Map<String, String> properties, String topic, int count) {
        Map<String, Object> consumer = new HashMap<>(properties);
        consumer.put("group.id", "group-of-" + topic);
        consumer.put("auto.offset.reset", "earliest");
        consumer.put("isolation.level", "read_committed");
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> reader =
                new KafkaConsumer<>(consumer, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            reader.subscribe(List.of(topic));
            long giveUp = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (values.size() < count && System.nanoTime() < giveUp) {
                for (ConsumerRecord<byte[], byte[]> record : reader.poll(Duration.ofMillis(200))) {
                    values.add(new String(record.value(), StandardCharsets.UTF_8));
                }
            }
        }
        return values;
    }

    private static KafkaProducer<byte[], byte[]> producer(Map<String, String> properties) {
        return new KafkaProducer<>(new HashMap<>(properties), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
