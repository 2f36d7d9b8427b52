/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.application;

import io.crosscurrent.server.iam.Identity;

/**
 * The role in whose name SQL of the embedded Flink logs into Kafka by IAM when no application with a role of its own runs it. It is
 * made with the rights that ordinary users of Kafka have; whoever wants others changes its policy.
 */
public final class FlinkRole {
    private static final String NAME = "crosscurrent-flink";
    private static final String TRUST =
            """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
             "Principal": {"Service": "kinesisanalytics.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
            """;
    private static final String POLICY =
            """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Resource": "*", "Action": [
             "kafka-cluster:Connect", "kafka-cluster:DescribeCluster", "kafka-cluster:WriteDataIdempotently",
             "kafka-cluster:DescribeTopic", "kafka-cluster:DescribeTopicDynamicConfiguration",
             "kafka-cluster:ReadData", "kafka-cluster:WriteData", "kafka-cluster:DescribeGroup", "kafka-cluster:AlterGroup",
             "kafka-cluster:DescribeTransactionalId", "kafka-cluster:AlterTransactionalId"]}]}
            """;

    private FlinkRole() {}

    /** Whether it is there yet or not. */
    public static String arn(String account) {
        return "arn:aws:iam::" + account + ":role/" + NAME;
    }

    /** Makes it when it is not there. */
    public static void ensure(Identity identity) {
        identity.role(NAME, "Kafka logins by IAM of SQL in the embedded Flink", TRUST, POLICY);
    }
}
