/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** {@code AWS::MSK::Cluster} and its serverless sister: the platform's Kafka under a name. */
final class ClusterType extends ApiType {
    private static final String SERVICE = "kafka";

    ClusterType(Api api, boolean serverless) {
        super(api, serverless ? serverless() : provisioned());
    }

    private static Calls provisioned() {
        return new Calls("AWS::MSK::Cluster", SERVICE)
                .create("CreateCluster", "/clusterArn")
                .delete("DeleteCluster", "clusterArn")
                .named("ClusterName", 64)
                .attribute("Arn", "")
                .attribute("CurrentVersion", "/currentVersion")
                .required("ClusterName", "KafkaVersion", "NumberOfBrokerNodes", "BrokerNodeGroupInfo")
                .createOnly("ClusterName");
    }

    private static Calls serverless() {
        return new Calls("AWS::MSK::ServerlessCluster", SERVICE)
                .create("CreateClusterV2", "/clusterArn")
                .delete("DeleteCluster", "clusterArn")
                .named("ClusterName", 64)
                .attribute("Arn", "")
                .required("ClusterName", "VpcConfigs", "ClientAuthentication")
                .createOnly("ClusterName", "VpcConfigs", "ClientAuthentication");
    }

    @Override
    public void check(String logicalId, ObjectNode properties) {
        super.check(logicalId, request(properties));
    }

    @Override
    public Made create(ObjectNode properties) {
        return super.create(request(properties));
    }

    /** The template of a serverless cluster has beside each other what the request has in a block. */
    private ObjectNode request(ObjectNode properties) {
        if (!name().endsWith("ServerlessCluster")) {
            return properties;
        }
        ObjectNode request = properties.deepCopy();
        ObjectNode block = request.objectNode();
        for (String member : new String[] {"VpcConfigs", "ClientAuthentication"}) {
            if (request.has(member)) {
                block.set(member, request.get(member));
            }
        }
        return request.set("Serverless", block);
    }

    @Override
    protected Made made(String physicalId, ObjectNode answer) {
        ObjectNode info = describe(physicalId).orElse(answer);
        return super.made(physicalId, info);
    }

    private Optional<ObjectNode> describe(String arn) {
        return api.find(SERVICE, "DescribeClusterV2", "clusterArn", arn)
                .filter(answer -> answer.get("clusterInfo") instanceof ObjectNode)
                .map(answer -> (ObjectNode) answer.get("clusterInfo"));
    }

    @Override
    public boolean ready(String physicalId) {
        return describe(physicalId)
                .filter(info -> info.path("state").asText().equals("ACTIVE"))
                .isPresent();
    }

    @Override
    public boolean gone(String physicalId) {
        return describe(physicalId).isEmpty();
    }
}
