/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.engines.kafka.KafkaEngine.TopicRequest;
import io.crosscurrent.server.fake.PlaneExtension;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TopicMessagesIT {
    @RegisterExtension
    static final PlaneExtension PLANES = new PlaneExtension();

    @Test
    void theLastMessagesAreSoManyAlsoWhenEachIsATransactionOfItsOwn() {
        // Given
        PLANES.kafka().createTopics(List.of(new TopicRequest("one-by-one", 1, 1, Map.of())));
        Map<String, Object> properties = new HashMap<>(PLANES.kafka().clientProperties());
        properties.put("transactional.id", "one-by-one");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            for (int i = 1; i <= 6; i++) {
                producer.beginTransaction();
                producer.send(new ProducerRecord<>("one-by-one", "message " + i));
                producer.commitTransaction();
            }
        }
        // When
        try (TopicMessages messages = new TopicMessages(PLANES.kafka().clientProperties(), "one-by-one", null, "")) {
            TopicMessages.Page page = messages.last(4);
            // Then
            assertThat(page.messages())
                    .extracting(message -> message.path("value").asText())
                    .containsExactly("message 3", "message 4", "message 5", "message 6");
        }
    }

    @Test
    void aBrokerThatIsSilentForAWhileIsWaitedForUntilTheTopicIsReadToItsEndOrTheTimeIsOver() throws Exception {
        // Given
        PLANES.kafka().createTopics(List.of(new TopicRequest("slow", 1, 1, Map.of())));
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                new HashMap<>(PLANES.kafka().clientProperties()), new StringSerializer(), new StringSerializer())) {
            for (int i = 1; i <= 3; i++) {
                producer.send(new ProducerRecord<>("slow", "message " + i + "-".repeat(25_000)))
                        .get();
            }
        }
        // The topic may be read once, and again when the seconds over which Kafka takes the average are gone.
        bytesPerSecond(10_000.0);
        try {
            try (TopicMessages messages = slow(Duration.ofSeconds(20))) {
                assertThat(messages.next(200).messages()).hasSize(3);
            }
            // When
            try (TopicMessages messages = slow(Duration.ofMillis(500))) {
                TopicMessages.Page page = messages.next(200);
                // Then
                assertThat(page.messages()).isEmpty();
                assertThat(page.ended()).isFalse();
                assertThat(page.word())
                        .startsWith("Kafka did not hand out all of topic slow within 500 ms; its last 3 offsets are");
            }
            // When
            try (TopicMessages messages = slow(Duration.ofSeconds(60))) {
                TopicMessages.Page page = messages.next(200);
                // Then
                assertThat(page.messages())
                        .extracting(message -> message.path("offset").asLong())
                        .containsExactly(0L, 1L, 2L);
                assertThat(page.ended()).isTrue();
                assertThat(page.word()).isEmpty();
            }
        } finally {
            bytesPerSecond(null);
        }
    }

    private static TopicMessages slow(Duration limit) {
        return new TopicMessages(PLANES.kafka().clientProperties(), "slow", null, "", limit);
    }

    /** @param rate null for no limit */
    private static void bytesPerSecond(Double rate) throws Exception {
        ClientQuotaEntity entity = new ClientQuotaEntity(Map.of(ClientQuotaEntity.CLIENT_ID, "crosscurrent-studio"));
        try (Admin admin = Admin.create(new HashMap<>(PLANES.kafka().clientProperties()))) {
            admin.alterClientQuotas(List.of(new ClientQuotaAlteration(
                            entity, List.of(new ClientQuotaAlteration.Op("consumer_byte_rate", rate)))))
                    .all()
                    .get();
        }
    }
}
