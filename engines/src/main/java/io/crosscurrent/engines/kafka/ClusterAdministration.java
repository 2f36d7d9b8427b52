/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.kafka;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.engines.kafka.KafkaEngine.TopicDescription;
import io.crosscurrent.engines.kafka.KafkaEngine.TopicRequest;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ResourceNotFoundException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Users and topics of a cluster, over one Admin client that it owns. Safe for use by several threads. */
final class ClusterAdministration implements AutoCloseable {
    private static final int SCRAM_ITERATIONS = 4096;
    private static final long ANSWER_SECONDS = 60;
    private final Admin admin;
    private final String address;

    ClusterAdministration(Map<String, String> clientProperties) {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.putIfAbsent("default.api.timeout.ms", "60000");
        properties.putIfAbsent("request.timeout.ms", "30000");
        properties.putIfAbsent("reconnect.backoff.max.ms", "500");
        this.address = clientProperties.get("bootstrap.servers");
        this.admin = Admin.create(properties);
    }

    /** Returns the cluster id, once a broker answers and accepts our credentials. */
    String clusterId() {
        return await("be reached", admin.describeCluster().clusterId());
    }

    void putUser(String user, String password) {
        alter(
                "set the password of user " + user,
                new UserScramCredentialUpsertion(
                        user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, SCRAM_ITERATIONS), password));
    }

    void deleteUser(String user) {
        try {
            alter("delete user " + user, new UserScramCredentialDeletion(user, ScramMechanism.SCRAM_SHA_512));
        } catch (CrosscurrentException e) {
            if (!(e.getCause() instanceof ResourceNotFoundException)) {
                throw e;
            }
        }
    }

    private void alter(String what, UserScramCredentialAlteration alteration) {
        await(what, admin.alterUserScramCredentials(List.of(alteration)).all());
    }

    /**
     * Creates the topics that are missing and returns once a broker answers for all of them: the controller confirms a
     * topic a moment before brokers know it, so whoever lists or reads at once would miss it.
     */
    void createTopics(List<TopicRequest> topics) {
        List<NewTopic> wanted = topics.stream()
                .map(topic -> new NewTopic(
                                topic.name(),
                                Optional.of(topic.partitions()),
                                topic.replicas() > 0 ? Optional.of((short) topic.replicas()) : Optional.empty())
                        .configs(topic.config()))
                .toList();
        admin.createTopics(wanted).values().forEach((name, created) -> {
            try {
                await("create topic " + name, created);
            } catch (CrosscurrentException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        });
        topics.forEach(topic -> awaitKnown(topic.name()));
    }

    private void awaitKnown(String topic) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(ANSWER_SECONDS);
        while (true) {
            try {
                await(
                        "describe topic " + topic,
                        admin.describeTopics(List.of(topic)).topicNameValues().get(topic));
                return;
            } catch (CrosscurrentException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > deadline) {
                    throw e;
                }
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    void deleteTopics(Collection<String> topics) {
        admin.deleteTopics(topics).topicNameValues().forEach((name, deleted) -> {
            try {
                await("delete topic " + name, deleted);
            } catch (CrosscurrentException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        });
    }

    List<TopicDescription> topics() {
        List<String> names = await("list topics", admin.listTopics().names()).stream()
                .filter(name -> !name.startsWith(KafkaSettings.RESERVED_PREFIX))
                .sorted()
                .toList();
        Map<String, Integer> partitions = new HashMap<>();
        admin.describeTopics(names).topicNameValues().forEach((name, described) -> {
            try {
                partitions.put(
                        name,
                        await("describe topic " + name, described).partitions().size());
            } catch (CrosscurrentException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e; // deleted since it was listed
                }
            }
        });
        Map<TopicPartition, ListOffsetsResultInfo> first = offsets(partitions, OffsetSpec.earliest());
        Map<TopicPartition, ListOffsetsResultInfo> end = offsets(partitions, OffsetSpec.latest());
        Map<String, Long> records = new HashMap<>();
        end.forEach((partition, offset) -> records.merge(
                partition.topic(), offset.offset() - first.get(partition).offset(), Long::sum));
        return names.stream()
                .filter(partitions::containsKey)
                .map(name -> new TopicDescription(name, partitions.get(name), records.getOrDefault(name, 0L)))
                .toList();
    }

    private Map<TopicPartition, ListOffsetsResultInfo> offsets(Map<String, Integer> partitions, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach((topic, count) -> {
            for (int partition = 0; partition < count; partition++) {
                asked.put(new TopicPartition(topic, partition), which);
            }
        });
        return asked.isEmpty()
                ? Map.of()
                : await("list offsets", admin.listOffsets(asked).all());
    }

    /** Changes a setting of the only broker of a node, with the id 1. */
    void setting(String name, String value) {
        ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, "1");
        AlterConfigOp set = new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
        await(
                "set " + name,
                admin.incrementalAlterConfigs(Map.of(broker, List.of(set))).all());
    }

    void allow(Collection<AclBinding> rules) {
        await("set access rules", admin.createAcls(rules).all());
    }

    private <T> T await(String what, KafkaFuture<T> answer) {
        try {
            return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw failure(what, e.getCause());
        } catch (TimeoutException e) {
            throw failure(what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CrosscurrentException(
                    "kafka.interrupted",
                    "Interrupted while Kafka at %s was to %s.".formatted(address, what),
                    "Try again.",
                    e);
        }
    }

    private CrosscurrentException failure(String what, Throwable cause) {
        String message = "Kafka at %s could not %s: %s".formatted(address, what, cause.getMessage());
        if (cause instanceof AuthenticationException) {
            return new CrosscurrentException(
                    "kafka.authentication",
                    message,
                    "Check the user name, the password and the SASL mechanism.",
                    cause);
        }
        if (cause instanceof AuthorizationException) {
            return new CrosscurrentException(
                    "kafka.authorization", message, "Grant the platform's Kafka user the rights for this.", cause);
        }
        if (cause instanceof TimeoutException || cause instanceof org.apache.kafka.common.errors.TimeoutException) {
            return new CrosscurrentException(
                    "kafka.unreachable",
                    message,
                    "Check that the brokers run and are reachable from here, and that the security protocol is right.",
                    cause);
        }
        return new CrosscurrentException("kafka.request", message, "See the cause; then try again.", cause);
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(2));
    }
}
