/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.engines.kafka.KafkaEngine.TopicRequest;
import io.crosscurrent.server.fake.PlaneExtension;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
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
}
