/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.registry;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.registry.RegistryCodec;
import io.crosscurrent.core.registry.RegistryRecord;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;

/**
 * The registry topics of all clusters that tasks write to: usually one, the platform's own. Used by many threads.
 */
public final class Registry implements AutoCloseable {
    /** Code of a cluster that does not answer, or whose hosts have no address. */
    public static final String UNREACHABLE = "target.unreachable";

    private static final int TIMEOUT_SECONDS = 20;

    private final String topic;
    private final RegistryView view = new RegistryView();
    private final Map<String, RegistryReader> readers = new ConcurrentHashMap<>();

    public Registry(String topic) {
        this.topic = topic;
    }

    public String topic() {
        return topic;
    }

    public RegistryView view() {
        return view;
    }

    /**
     * Makes sure the topic exists on the cluster and reads it from now on.
     *
     * @param client properties of a Kafka client that may create and read it
     * @throws CrosscurrentException {@link #UNREACHABLE}, {@code registry.unavailable}
     */
    public void follow(Map<String, String> client) {
        String cluster = client.get("bootstrap.servers");
        if (!readers.containsKey(cluster)) {
            create(client);
            readers.computeIfAbsent(cluster, key -> new RegistryReader(topic, client, view));
        }
    }

    private void create(Map<String, String> client) {
        Map<String, Object> properties = new HashMap<>(client);
        properties.put("client.id", "crosscurrent-registry-admin");
        try {
            create(Admin.create(properties));
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw failure(client, e.getCause());
            }
        } catch (TimeoutException | KafkaException e) {
            throw failure(client, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(client, e);
        }
    }

    private void create(Admin admin) throws ExecutionException, InterruptedException, TimeoutException {
        try {
            NewTopic compacted = new NewTopic(topic, Optional.of(1), Optional.empty())
                    .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
            admin.createTopics(List.of(compacted)).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } finally {
            // Must not wait for a cluster that is away.
            admin.close(Duration.ZERO);
        }
    }

    private CrosscurrentException failure(Map<String, String> client, Throwable cause) {
        String servers = client.get("bootstrap.servers");
        if (cause instanceof TimeoutException || cause instanceof org.apache.kafka.common.errors.TimeoutException) {
            String reason = cause.getMessage() == null ? "no answer in time" : cause.getMessage();
            return unreachable(servers, reason, cause);
        }
        if (cause instanceof KafkaException && unknown(servers)) {
            return unreachable(servers, "the host name does not resolve", cause);
        }
        return new CrosscurrentException(
                "registry.unavailable",
                "The topic " + topic + " at " + servers + " cannot be made or written: "
                        + (cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage()),
                "Create it there with one partition and cleanup.policy=compact, and let the endpoint's user read and"
                        + " write it.",
                cause);
    }

    private static CrosscurrentException unreachable(String servers, String reason, Throwable cause) {
        return new CrosscurrentException(
                UNREACHABLE,
                "Kafka at " + servers + " cannot be reached: " + reason,
                "Check Broker and SecurityProtocol of the endpoint, and that the brokers run.",
                cause);
    }

    /** Kafka's client only says of such hosts that its configuration is wrong. */
    private static boolean unknown(String servers) {
        return Arrays.stream(servers.split(","))
                .map(Utils::getHost)
                .allMatch(host -> host != null && new InetSocketAddress(host, 0).isUnresolved());
    }

    /** Writes records on behalf of what cannot write them itself. */
    public void tell(List<RegistryRecord> records, Map<String, String> client) {
        Map<String, byte[]> values = new LinkedHashMap<>();
        records.forEach(each -> values.put(each.key(), RegistryCodec.value(each)));
        write(values, client);
        records.forEach(each -> view.accept(each.key(), each));
    }

    /** Deletes everything the task told, on its cluster and here. */
    public void forget(String taskId, Map<String, String> client) {
        Map<String, byte[]> values = new LinkedHashMap<>();
        view.keys(taskId).forEach(key -> values.put(key, null));
        write(values, client);
        values.keySet().forEach(key -> view.accept(key, null));
    }

    private void write(Map<String, byte[]> values, Map<String, String> client) {
        if (values.isEmpty()) {
            return;
        }
        Map<String, Object> properties = new HashMap<>(client);
        properties.put("client.id", "crosscurrent-registry");
        properties.put("acks", "all");
        properties.put("delivery.timeout.ms", TIMEOUT_SECONDS * 1000);
        properties.put("request.timeout.ms", TIMEOUT_SECONDS * 500);
        ByteArraySerializer bytes = new ByteArraySerializer();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(properties, bytes, bytes)) {
            List<Future<?>> sent = new ArrayList<>();
            values.forEach((key, value) ->
                    sent.add(producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value))));
            for (Future<?> each : sent) {
                each.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            }
        } catch (ExecutionException e) {
            throw failure(client, e.getCause());
        } catch (TimeoutException | KafkaException e) {
            throw failure(client, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(client, e);
        }
    }

    /** The state of a task in the view, if it told one. */
    public Optional<RegistryRecord.Task> task(String taskId) {
        return view.task(taskId);
    }

    @Override
    public void close() {
        readers.values().forEach(RegistryReader::close);
    }
}
