/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.kafka.iam;

import io.crosscurrent.engines.kafka.iam.IamAccess.Kind;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;

/**
 * The action of IAM for each operation of Kafka. What administers brokers and their users (altering the cluster, acting as a
 * broker, delegation tokens) has none: the platform does that itself. Topics are created topic by topic, with no right to all of
 * them at once.
 *
 * @see <a href="https://docs.aws.amazon.com/msk/latest/developerguide/kafka-actions.html">AWS: semantics of IAM authorization
 *     policy actions and resources</a>
 */
final class KafkaActions {
    private static final Map<ResourceType, Kind> KINDS = Map.of(
            ResourceType.CLUSTER, Kind.CLUSTER,
            ResourceType.TOPIC, Kind.TOPIC,
            ResourceType.GROUP, Kind.GROUP,
            ResourceType.TRANSACTIONAL_ID, Kind.TRANSACTIONAL_ID);

    private static final Map<ResourceType, Map<AclOperation, String>> ACTIONS = Map.of(
            ResourceType.CLUSTER,
            Map.of(
                    AclOperation.DESCRIBE, "DescribeCluster",
                    AclOperation.DESCRIBE_CONFIGS, "DescribeClusterDynamicConfiguration",
                    AclOperation.IDEMPOTENT_WRITE, "WriteDataIdempotently"),
            ResourceType.TOPIC,
            Map.of(
                    AclOperation.CREATE, "CreateTopic",
                    AclOperation.DESCRIBE, "DescribeTopic",
                    AclOperation.ALTER, "AlterTopic",
                    AclOperation.DELETE, "DeleteTopic",
                    AclOperation.DESCRIBE_CONFIGS, "DescribeTopicDynamicConfiguration",
                    AclOperation.ALTER_CONFIGS, "AlterTopicDynamicConfiguration",
                    AclOperation.READ, "ReadData",
                    AclOperation.WRITE, "WriteData"),
            ResourceType.GROUP,
            Map.of(
                    AclOperation.DESCRIBE, "DescribeGroup",
                    AclOperation.READ, "AlterGroup",
                    AclOperation.DELETE, "DeleteGroup"),
            ResourceType.TRANSACTIONAL_ID,
            Map.of(
                    AclOperation.DESCRIBE, "DescribeTransactionalId",
                    AclOperation.WRITE, "AlterTransactionalId"));

    private KafkaActions() {}

    /** For example {@code kafka-cluster:ReadData}; empty for what nobody may do by IAM. */
    static Optional<String> of(ResourceType type, AclOperation operation) {
        return Optional.ofNullable(ACTIONS.getOrDefault(type, Map.of()).get(operation))
                .map(action -> "kafka-cluster:" + action);
    }

    /** @param type one that has actions */
    static Kind kind(ResourceType type) {
        return KINDS.get(type);
    }
}
