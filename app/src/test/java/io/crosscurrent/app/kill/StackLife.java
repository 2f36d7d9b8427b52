/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.kill;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** The wishes of somebody who deploys a stack, changes it, fails to change it, and deletes it. */
final class StackLife {
    /** A user of Kafka, endpoints with a secret, a task; {@code SIZE} is changed in place, {@code ENGINE} replaces. */
    private static final String TEMPLATE =
            """
            Resources:
              Login:
                Type: AWS::SecretsManager::Secret
                Properties: {Name: AmazonMSK_stack, SecretString: '{"username":"stack-user","password":"pw-of-stack"}'}
              Cluster:
                Type: AWS::MSK::Cluster
                Properties:
                  ClusterName: stack
                  KafkaVersion: 3.6.0
                  NumberOfBrokerNodes: 2
                  BrokerNodeGroupInfo: {InstanceType: kafka.t3.small, ClientSubnets: [a, b]}
              Users:
                Type: AWS::MSK::BatchScramSecret
                Properties: {ClusterArn: !Ref Cluster, SecretArnList: [!Ref Login]}
              Instance:
                Type: AWS::DMS::ReplicationInstance
                Properties: {ReplicationInstanceClass: dms.t3.SIZE}
              Source:
                Type: AWS::DMS::Endpoint
                Properties:
                  EndpointType: source
                  EngineName: ENGINE
                  ServerName: db
                  Username: reader
                  Password: pw-of-reader
              Target:
                Type: AWS::DMS::Endpoint
                Properties: {EndpointType: target, EngineName: kafka, KafkaSettings: {Broker: '127.0.0.1:1', Topic: TOPIC}}
              Task:
                Type: AWS::DMS::ReplicationTask
                Properties:
                  MigrationType: cdc
                  ReplicationInstanceArn: !Ref Instance
                  SourceEndpointArn: !Ref Source
                  TargetEndpointArn: !Ref Target
                  TableMappings: '{"rules":[{"rule-type":"selection","rule-id":"1","rule-name":"1","object-locator":{"schema-name":"s","table-name":"%"},"rule-action":"include"}]}'
            """;

    private final CloudFormationClient stacks;

    StackLife(KilledPlane plane) {
        stacks = plane.client(CloudFormationClient.builder());
    }

    private static String template(String size, String engine, String topic) {
        return TEMPLATE.replace("SIZE", size).replace("ENGINE", engine).replace("TOPIC", topic);
    }

    List<Wish> wishes() {
        List<Wish> all = new ArrayList<>();
        all.add(wish(
                "create the stack",
                () -> create("stack", template("medium", "mysql", "t")),
                "stack",
                "CREATE_COMPLETE"));
        all.add(wish("update the stack", () -> update(template("large", "aurora", "t")), "stack", "UPDATE_COMPLETE"));
        all.add(wish(
                "update the stack in vain",
                () -> update(template("xlarge", "mysql", "'no topic'")),
                "stack",
                "UPDATE_ROLLBACK_COMPLETE"));
        all.add(gone("delete the stack", "stack"));
        all.add(wish(
                "create a stack in vain",
                () -> create("vain", template("medium", "mysql", "'no topic'")),
                "vain",
                "ROLLBACK_COMPLETE"));
        all.add(gone("delete the stack that was created in vain", "vain"));
        return all;
    }

    private Wish wish(String name, Runnable call, String stack, String status) {
        return new Wish(name, call, () -> status(stack).equals(status), () -> !status(stack)
                .endsWith("_IN_PROGRESS"));
    }

    private Wish gone(String name, String stack) {
        return new Wish(
                name,
                () -> stacks.deleteStack(r -> r.stackName(stack)),
                () -> find(stack).isEmpty(),
                () -> !status(stack).endsWith("_IN_PROGRESS"));
    }

    private void create(String name, String template) {
        stacks.createStack(r -> r.stackName(name).templateBody(template).capabilities(Capability.CAPABILITY_NAMED_IAM));
    }

    private void update(String template) {
        stacks.updateStack(
                r -> r.stackName("stack").templateBody(template).capabilities(Capability.CAPABILITY_NAMED_IAM));
    }

    private String status(String name) {
        return find(name).map(Stack::stackStatusAsString).orElse("");
    }

    private Optional<Stack> find(String name) {
        try {
            return stacks.describeStacks(r -> r.stackName(name)).stacks().stream()
                    .findFirst();
        } catch (CloudFormationException e) {
            if (e.awsErrorDetails().errorMessage().contains("does not exist")) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
