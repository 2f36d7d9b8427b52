/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.net.LinkLocal;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes sure that topics exist before anything is sent to them. One thread. */
final class TargetTopics implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TargetTopics.class);

    private final TargetSettings target;
    private final String registryTopic;
    private final Admin admin;
    private final Set<String> known = new HashSet<>();
    private final Set<String> hosts = new HashSet<>();

    TargetTopics(TargetSettings target, String taskId, String registryTopic) {
        this.target = target;
        this.registryTopic = registryTopic;
        this.admin = Admin.create(target.admin(taskId));
    }

    boolean knows(String topic) {
        return known.contains(topic);
    }

    /**
     * Creates those that are missing, with what the broker has as defaults unless the connector says otherwise.
     *
     * @return those that this call created; what another created meanwhile is not among them
     */
    Set<String> require(Collection<String> topics) throws InterruptedException {
        return require(topics, List.of());
    }

    /** As {@link #require(Collection)}, and further topics with settings of their own. */
    Set<String> require(Collection<String> topics, Collection<NewTopic> further) throws InterruptedException {
        Map<String, NewTopic> missing = new HashMap<>();
        topics.forEach(topic -> missing.put(topic, definition(topic)));
        further.forEach(topic -> missing.put(topic.name(), topic));
        Set<String> all = Set.copyOf(missing.keySet());
        missing.keySet().removeAll(existing(all));
        Set<String> created = missing.isEmpty() ? Set.of() : create(missing.values());
        known.addAll(all);
        return created;
    }

    private NewTopic definition(String topic) {
        Optional<Short> replication = target.replication() < 0 ? Optional.empty() : Optional.of(target.replication());
        if (topic.equals(registryTopic)) {
            return new NewTopic(topic, Optional.of(1), replication).configs(Map.of("cleanup.policy", "compact"));
        }
        return new NewTopic(
                topic, target.partitions() < 0 ? Optional.empty() : Optional.of(target.partitions()), replication);
    }

    private Set<String> create(Collection<NewTopic> topics) throws InterruptedException {
        Set<String> created = new HashSet<>();
        for (Map.Entry<String, KafkaFuture<Void>> topic :
                admin.createTopics(topics).values().entrySet()) {
            try {
                topic.getValue().get();
                created.add(topic.getKey());
            } catch (ExecutionException e) {
                refuseAway(e.getCause());
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw failure(
                            "target.topic_not_created",
                            "Topic \"%s\" is missing on %s and could not be created: %s",
                            topic.getKey(),
                            e.getCause(),
                            "Create it, or allow the endpoint's user to create topics.");
                }
            }
        }
        return created;
    }

    /** Whether nothing was ever written to a topic of one partition, not even what was not committed. @throws RetriableException when Kafka is away */
    boolean untouched(String topic) throws InterruptedException {
        TopicPartition partition = new TopicPartition(topic, 0);
        try {
            return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                            .partitionResult(partition)
                            .get()
                            .offset()
                    == 0;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException passing) {
                throw passing;
            }
            throw failure(
                    "target.topic_unreadable",
                    "The end of topic \"%s\" on %s cannot be looked up: %s",
                    topic,
                    e.getCause(),
                    "Check that the endpoint's user may describe and read it.");
        }
    }

    private Set<String> existing(Set<String> names) throws InterruptedException {
        Set<String> found = new HashSet<>();
        for (var topic : admin.describeTopics(names).topicNameValues().entrySet()) {
            try {
                refuseLinkLocal(topic.getValue().get());
                found.add(topic.getKey());
            } catch (ExecutionException e) {
                refuseAway(e.getCause());
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw failure(
                            "target.topic_unreadable",
                            "Topic \"%s\" on %s cannot be looked up: %s",
                            topic.getKey(),
                            e.getCause(),
                            "Check the topic's name, and that the endpoint's user may describe it.");
                }
            }
        }
        return found;
    }

    /** @param message with places for the topic, the cluster and the cause's own message */
    private CrosscurrentException failure(String code, String message, String topic, Throwable cause, String remedy) {
        return new CrosscurrentException(
                code,
                message.formatted(topic, target.client().get("bootstrap.servers"), cause.getMessage()),
                remedy,
                cause);
    }

    private void refuseAway(Throwable cause) {
        if (cause instanceof TimeoutException) {
            throw new CrosscurrentException(
                    "target.unreachable",
                    "Kafka at %s cannot be reached: %s"
                            .formatted(target.client().get("bootstrap.servers"), cause.getMessage()),
                    "Check Broker and SecurityProtocol of the endpoint, and that the brokers run.",
                    cause);
        }
    }

    /** The hosts are what the cluster says; the producer will connect to them next. */
    private void refuseLinkLocal(TopicDescription topic) {
        for (TopicPartitionInfo partition : topic.partitions()) {
            for (Node broker : partition.replicas()) {
                if (hosts.add(broker.host())) {
                    refuseLinkLocal(broker.host());
                }
            }
        }
    }

    private static void refuseLinkLocal(String host) {
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                LinkLocal.refuse(host, address.getAddress());
            }
        } catch (UnknownHostException e) {
            LOG.debug("Host of broker {} is not known", host, e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
