/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect;

import io.crosscurrent.core.source.TaskTopics;
import java.util.HashMap;
import java.util.Map;

/**
 * How the task reaches the Kafka it writes to.
 *
 * @param client properties of Kafka's clients: {@code bootstrap.servers}, security, and what tunes the producer
 * @param partitions of topics the task has to create; -1 for the broker's default
 * @param replication of topics the task has to create; -1 for the broker's default
 * @param transactionBytes of records, beyond which a database transaction is written in several of Kafka
 */
record TargetSettings(Map<String, String> client, int partitions, short replication, long transactionBytes) {
    /** The first pause of a client; it doubles up to a second, so a Kafka that is away is not pressed harder. */
    private static final String FIRST_PAUSE_MILLIS = "20";

    TargetSettings {
        client = Map.copyOf(client);
    }

    /** Properties for the producer of the task; what the user gave wins, except for what exactness rests on. */
    Map<String, Object> producer(String taskId) {
        Map<String, String> defaults = new HashMap<>();
        defaults.put("compression.type", "lz4");
        defaults.put("batch.size", "262144");
        defaults.put("linger.ms", "5");
        defaults.put("buffer.memory", Integer.toString(96 << 20));
        defaults.put("max.request.size", Integer.toString(96 << 20));
        // As long as Kafka is away the task waits, and the source with it.
        defaults.put("delivery.timeout.ms", Integer.toString(Integer.MAX_VALUE));
        defaults.put("max.block.ms", Long.toString(Long.MAX_VALUE));
        // A table without key is loaded in one transaction, which may take longer than the minute that is the default.
        defaults.put("transaction.timeout.ms", "600000");
        Map<String, Object> properties = client(taskId, defaults);
        properties.put("transactional.id", TaskTopics.transactionalId(taskId));
        properties.put("enable.idempotence", "true");
        properties.put("acks", "all");
        return properties;
    }

    /** Properties for a reader of committed records. */
    Map<String, Object> consumer(String taskId) {
        // It reads what is there and ends: a fetch at the end of the topic must not wait for more.
        Map<String, Object> properties = client(taskId, Map.of("fetch.max.wait.ms", "10"));
        properties.put("isolation.level", "read_committed");
        properties.put("enable.auto.commit", "false");
        return properties;
    }

    Map<String, Object> admin(String taskId) {
        return client(taskId, Map.of());
    }

    /** What the user gave wins over {@code defaults}. */
    private Map<String, Object> client(String taskId, Map<String, String> defaults) {
        Map<String, Object> properties = new HashMap<>(defaults);
        properties.put("retry.backoff.ms", FIRST_PAUSE_MILLIS);
        properties.putAll(client);
        properties.put("client.id", "crosscurrent-" + taskId);
        return properties;
    }

    /** The properties contain passwords, so only names are shown. */
    @Override
    public String toString() {
        return "TargetSettings[client=%s, partitions=%d, replication=%d]"
                .formatted(client.keySet(), partitions, replication);
    }
}
