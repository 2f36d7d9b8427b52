/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.OnFailure;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.waiters.CloudFormationWaiter;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.kafka.KafkaClient;
import software.amazon.awssdk.services.kafka.model.NotFoundException;
import software.amazon.awssdk.services.kafka.model.VpcConfig;
import software.amazon.awssdk.services.kinesisanalyticsv2.KinesisAnalyticsV2Client;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.ApplicationDetail;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.ApplicationMode;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.RuntimeEnvironment;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.UrlType;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The commands of {@code services.sh} with the AWS SDK for Java. */
final class SdkServices {
    private static final String NAME = "sdk";

    private final SdkClients clients;
    private final Path work;

    SdkServices(SdkClients clients, Path work) {
        this.clients = clients;
        this.work = work;
    }

    void run() throws IOException {
        identity();
        clusters();
        applications();
        stacks();
    }

    private void identity() {
        String role = "sdk-role";
        String nothing = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";
        String managed = "arn:aws:iam::aws:policy/service-role/AmazonDMSVPCManagementRole";
        try (StsClient sts = clients.client("sts", StsClient.builder());
                IamClient iam = clients.client("iam", IamClient.builder())) {
            assertThat(sts.getCallerIdentity().arn()).isEqualTo("arn:aws:iam::000000000000:root");
            iam.createRole(r -> r.roleName(role).assumeRolePolicyDocument(nothing));
            iam.waiter().waitUntilRoleExists(r -> r.roleName(role));
            clients.waited("iam", "role-exists");
            assertThat(iam.getRole(r -> r.roleName(role)).role().roleName()).isEqualTo(role);
            iam.putRolePolicy(r -> r.roleName(role).policyName("p").policyDocument(nothing));
            assertThat(iam.getRolePolicy(r -> r.roleName(role).policyName("p")).policyDocument())
                    .contains("2012-10-17");
            iam.attachRolePolicy(r -> r.roleName(role).policyArn(managed));
            assertThat(iam.listAttachedRolePolicies(r -> r.roleName(role)).attachedPolicies())
                    .extracting(each -> each.policyArn())
                    .containsExactly(managed);
            assertThat(iam.listRolesPaginator().roles())
                    .extracting(each -> each.roleName())
                    .contains(role);
            assertThatThrownBy(() -> iam.deleteRole(r -> r.roleName(role))).isInstanceOf(DeleteConflictException.class);
            iam.detachRolePolicy(r -> r.roleName(role).policyArn(managed));
            iam.deleteRolePolicy(r -> r.roleName(role).policyName("p"));
            iam.deleteRole(r -> r.roleName(role));
            assertThatThrownBy(() -> iam.getRole(r -> r.roleName(role))).isInstanceOf(NoSuchEntityException.class);
        }
    }

    private void clusters() {
        try (KafkaClient kafka = clients.client("kafka", KafkaClient.builder());
                SecretsManagerClient secrets = clients.client("secretsmanager", SecretsManagerClient.builder())) {
            String cluster = kafka.createCluster(r -> r.clusterName(NAME)
                            .kafkaVersion("3.6.0")
                            .numberOfBrokerNodes(2)
                            .brokerNodeGroupInfo(
                                    b -> b.instanceType("kafka.t3.small").clientSubnets("a", "b")))
                    .clusterArn();
            assertThat(kafka.describeCluster(r -> r.clusterArn(cluster))
                            .clusterInfo()
                            .stateAsString())
                    .isEqualTo("ACTIVE");
            assertThat(kafka.describeClusterV2(r -> r.clusterArn(cluster))
                            .clusterInfo()
                            .clusterTypeAsString())
                    .isEqualTo("PROVISIONED");
            String other = kafka.createClusterV2(r -> r.clusterName(NAME + "-two")
                            .serverless(s -> s.vpcConfigs(
                                    VpcConfig.builder().subnetIds("a", "b").build())))
                    .clusterArn();
            assertThat(kafka.listClustersV2Paginator(r -> r.maxResults(1)).clusterInfoList())
                    .extracting(each -> each.clusterName())
                    .contains(NAME, NAME + "-two");
            assertThat(kafka.getBootstrapBrokers(r -> r.clusterArn(cluster)).bootstrapBrokerStringSaslScram())
                    .contains(":");
            String secret = secrets.createSecret(
                            r -> r.name("AmazonMSK_sdk").secretString("{\"username\":\"sdk\",\"password\":\"sdk-pw\"}"))
                    .arn();
            kafka.batchAssociateScramSecret(r -> r.clusterArn(cluster).secretArnList(secret));
            assertThat(kafka.listScramSecrets(r -> r.clusterArn(cluster)).secretArnList())
                    .containsExactly(secret);
            kafka.tagResource(r -> r.resourceArn(cluster).tags(Map.of("a", "b")));
            assertThat(kafka.describeCluster(r -> r.clusterArn(cluster))
                            .clusterInfo()
                            .tags())
                    .containsEntry("a", "b");
            kafka.batchDisassociateScramSecret(r -> r.clusterArn(cluster).secretArnList(secret));
            kafka.deleteCluster(r -> r.clusterArn(cluster));
            kafka.deleteCluster(r -> r.clusterArn(other));
            assertThatThrownBy(() -> kafka.describeCluster(r -> r.clusterArn(cluster)))
                    .isInstanceOf(NotFoundException.class);
            secrets.deleteSecret(r -> r.secretId(secret).forceDeleteWithoutRecovery(true));
        }
    }

    private void applications() {
        try (KinesisAnalyticsV2Client flink =
                clients.client("kinesisanalyticsv2", KinesisAnalyticsV2Client.builder())) {
            flink.createApplication(r -> r.applicationName(NAME)
                    .runtimeEnvironment(RuntimeEnvironment.ZEPPELIN_FLINK_3_0)
                    .applicationMode(ApplicationMode.INTERACTIVE)
                    .serviceExecutionRole("arn:aws:iam::000000000000:role/studio")
                    .applicationConfiguration(c -> c.zeppelinApplicationConfiguration(
                            z -> z.monitoringConfiguration(m -> m.logLevel("INFO")))));
            flink.startApplication(r -> r.applicationName(NAME).runConfiguration(c -> {}));
            state(flink, "RUNNING");
            assertThat(flink.createApplicationPresignedUrl(
                                    r -> r.applicationName(NAME).urlType(UrlType.ZEPPELIN_UI_URL))
                            .authorizedUrl())
                    .startsWith("http://");
            flink.stopApplication(r -> r.applicationName(NAME));
            state(flink, "READY");
            Instant made = application(flink).createTimestamp();
            flink.deleteApplication(r -> r.applicationName(NAME).createTimestamp(made));
            assertThatThrownBy(() -> application(flink)).isInstanceOf(ResourceNotFoundException.class);
        }
    }

    private static ApplicationDetail application(KinesisAnalyticsV2Client flink) {
        return flink.describeApplication(r -> r.applicationName(NAME)).applicationDetail();
    }

    private static void state(KinesisAnalyticsV2Client flink, String wanted) {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> application(flink).applicationStatusAsString().equals(wanted));
    }

    private void stacks() throws IOException {
        String template = Files.readString(work.resolve("template.yaml"));
        try (CloudFormationClient stacks = clients.client("cloudformation", CloudFormationClient.builder());
                CloudFormationWaiter waiter = CloudFormationWaiter.builder()
                        .client(stacks)
                        .overrideConfiguration(
                                o -> o.maxAttempts(300).backoffStrategyV2(attempt -> Duration.ofMillis(200)))
                        .build()) {
            stacks.validateTemplate(r -> r.templateBody(template));
            stacks.getTemplateSummary(r -> r.templateBody(template));
            stacks.createStack(r -> r.stackName(NAME)
                    .templateBody(template)
                    .capabilities(Capability.CAPABILITY_NAMED_IAM)
                    .parameters(Parameter.builder()
                            .parameterKey("Pw")
                            .parameterValue("x")
                            .build())
                    .onFailure(OnFailure.DELETE));
            waiter.waitUntilStackExists(r -> r.stackName(NAME));
            clients.waited("cloudformation", "stack-exists");
            waiter.waitUntilStackCreateComplete(r -> r.stackName(NAME));
            clients.waited("cloudformation", "stack-create-complete");
            stacks.updateStack(r -> r.stackName(NAME)
                    .usePreviousTemplate(true)
                    .capabilities(Capability.CAPABILITY_NAMED_IAM)
                    .parameters(Parameter.builder()
                            .parameterKey("Pw")
                            .parameterValue("y")
                            .build()));
            updated(waiter);
            stacks.createChangeSet(r -> r.stackName(NAME)
                    .changeSetName("more")
                    .templateBody(template.replace("Description: first", "Description: second"))
                    .capabilities(Capability.CAPABILITY_NAMED_IAM)
                    .parameters(Parameter.builder()
                            .parameterKey("Pw")
                            .usePreviousValue(true)
                            .build()));
            waiter.waitUntilChangeSetCreateComplete(r -> r.stackName(NAME).changeSetName("more"));
            clients.waited("cloudformation", "change-set-create-complete");
            assertThat(stacks.describeChangeSet(r -> r.stackName(NAME).changeSetName("more"))
                            .changes()
                            .get(0)
                            .resourceChange()
                            .actionAsString())
                    .isEqualTo("Modify");
            stacks.executeChangeSet(r -> r.stackName(NAME).changeSetName("more"));
            updated(waiter);
            shown(stacks);
            stacks.deleteStack(r -> r.stackName(NAME));
            waiter.waitUntilStackDeleteComplete(r -> r.stackName(NAME));
            clients.waited("cloudformation", "stack-delete-complete");
            assertThatThrownBy(() -> stacks.describeStacks(r -> r.stackName(NAME)))
                    .isInstanceOf(CloudFormationException.class)
                    .hasMessageContaining("does not exist");
        }
    }

    private void updated(CloudFormationWaiter waiter) {
        waiter.waitUntilStackUpdateComplete(r -> r.stackName(NAME));
        clients.waited("cloudformation", "stack-update-complete");
    }

    private static void shown(CloudFormationClient stacks) {
        assertThat(stacks.describeStacks(r -> r.stackName(NAME)).stacks().get(0).stackStatus())
                .isEqualTo(StackStatus.UPDATE_COMPLETE);
        assertThat(List.of(
                        stacks.describeStackEvents(r -> r.stackName(NAME)).toString(),
                        stacks.describeStackResources(r -> r.stackName(NAME)).toString(),
                        stacks.listStackResources(r -> r.stackName(NAME)).toString(),
                        stacks.getTemplate(r -> r.stackName(NAME)).templateBody()))
                .allSatisfy(shown -> assertThat(shown).contains("Secret"));
        assertThat(stacks.listExports(r -> {}).exports())
                .extracting(each -> each.name())
                .contains("sdk-secret");
        assertThat(stacks.listStacks(r -> r.stackStatusFilters(StackStatus.UPDATE_COMPLETE))
                        .stackSummaries())
                .extracting(each -> each.stackName())
                .contains(NAME);
    }
}
