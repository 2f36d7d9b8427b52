/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect.fault;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.crosscurrent.connect.setup.CommittedRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** The topics of one task, of one partition each, and what its registry says. One thread. */
final class Topics implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String changes;
    private final String registry;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private boolean streaming;

    Topics(String name, Map<String, String> kafka) {
        changes = name + "-changes";
        registry = name + "-registry";
        try (Admin admin = Admin.create(Map.copyOf(kafka))) {
            admin.createTopics(List.of(
                            new NewTopic(changes, 1, (short) 1),
                            new NewTopic(registry, 1, (short) 1).configs(Map.of("cleanup.policy", "compact"))))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the topics of " + name + " were not made", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        consumer = CommittedRecords.of(kafka, registry);
    }

    String changes() {
        return changes;
    }

    String registry() {
        return registry;
    }

    /** Whether the task has said that its load is over. */
    boolean streaming() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
            try {
                streaming |= record.value() != null
                        && JSON.readTree(record.value()).path("phase").asText().equals("stream");
            } catch (IOException e) {
                throw new UncheckedIOException("the registry has a record that is no JSON", e);
            }
        }
        return streaming;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
