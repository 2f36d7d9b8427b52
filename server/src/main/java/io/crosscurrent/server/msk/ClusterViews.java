/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.msk;

import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.store.Tags;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.kafka.model.Cluster;
import software.amazon.awssdk.services.kafka.model.ClusterInfo;
import software.amazon.awssdk.services.kafka.model.ClusterType;
import software.amazon.awssdk.services.kafka.model.CreateClusterRequest;
import software.amazon.awssdk.services.kafka.model.NodeInfo;
import software.amazon.awssdk.services.kafka.model.NodeType;
import software.amazon.awssdk.services.kafka.model.Serverless;
import software.amazon.awssdk.services.kafka.model.ServerlessRequest;

/** How answers show clusters and their nodes: what the request for them said, and what has become of it. Used by many threads. */
final class ClusterViews {
    private final Tags tags;

    ClusterViews(Tags tags) {
        this.tags = tags;
    }

    /** As the first version of the API shows a cluster, which knows provisioned ones alone. */
    ClusterInfo first(Clusters.Row cluster) {
        CreateClusterRequest said =
                PojoCodec.read(cluster.request(), CreateClusterRequest.builder(), CreateClusterRequest.class);
        return ClusterInfo.builder()
                .clusterArn(cluster.arn())
                .clusterName(cluster.row().name())
                .creationTime(cluster.created())
                .currentVersion(cluster.currentVersion())
                .currentBrokerSoftwareInfo(b -> b.kafkaVersion(said.kafkaVersion()))
                .brokerNodeGroupInfo(said.brokerNodeGroupInfo())
                .clientAuthentication(said.clientAuthentication())
                .encryptionInfo(said.encryptionInfo())
                .enhancedMonitoring(said.enhancedMonitoring())
                .numberOfBrokerNodes(said.numberOfBrokerNodes())
                .state(cluster.row().state())
                .tags(tags.of(cluster.arn()))
                .build();
    }

    /** As the second version shows it. */
    Cluster second(Clusters.Row cluster) {
        Cluster.Builder out = Cluster.builder()
                .clusterArn(cluster.arn())
                .clusterName(cluster.row().name())
                .creationTime(cluster.created())
                .currentVersion(cluster.currentVersion())
                .state(cluster.row().state())
                .tags(tags.of(cluster.arn()));
        if (cluster.serverless()) {
            Serverless serverless = Serverless.builder()
                    .vpcConfigs(PojoCodec.read(cluster.request(), ServerlessRequest.builder(), ServerlessRequest.class)
                            .vpcConfigs())
                    .build();
            return out.clusterType(ClusterType.SERVERLESS)
                    .serverless(serverless)
                    .build();
        }
        ClusterInfo info = first(cluster);
        return out.clusterType(ClusterType.PROVISIONED)
                .provisioned(p -> p.brokerNodeGroupInfo(info.brokerNodeGroupInfo())
                        .currentBrokerSoftwareInfo(info.currentBrokerSoftwareInfo())
                        .clientAuthentication(info.clientAuthentication())
                        .encryptionInfo(info.encryptionInfo())
                        .enhancedMonitoring(info.enhancedMonitoring())
                        .numberOfBrokerNodes(info.numberOfBrokerNodes()))
                .build();
    }

    /** @param brokers {@code host:port}, separated by commas */
    static List<NodeInfo> nodes(Clusters.Row cluster, String brokers) {
        List<NodeInfo> nodes = new ArrayList<>();
        String[] each = brokers.split(",");
        for (int i = 0; i < each.length; i++) {
            String endpoint = each[i].replaceAll(":\\d+$", "");
            double id = i + 1;
            nodes.add(NodeInfo.builder()
                    .nodeType(NodeType.BROKER)
                    .nodeARN(cluster.arn().replace(":cluster/", ":node/") + "/" + (i + 1))
                    .brokerNodeInfo(b -> b.brokerId(id).endpoints(endpoint))
                    .build());
        }
        return nodes;
    }
}
