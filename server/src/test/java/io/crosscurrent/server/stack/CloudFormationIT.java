/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosscurrent.server.fake.PlaneExtension;
import io.crosscurrent.server.fake.TestPlane;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.Export;
import software.amazon.awssdk.services.cloudformation.model.InvalidChangeSetStatusException;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackResource;
import software.amazon.awssdk.services.cloudformation.waiters.CloudFormationWaiter;
import software.amazon.awssdk.services.databasemigration.model.Endpoint;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;

/** Stacks over the real services, asked by the SDK and its waiters. */
class CloudFormationIT {
    private static final String TEMPLATE =
            """
            Description: a pipeline
            Parameters:
              Password: {Type: String, NoEcho: true, MinLength: 4}
              Port: {Type: Number, Default: 3306}
              Class: {Type: String, Default: dms.t3.medium}
            Resources:
              Secret:
                Type: AWS::SecretsManager::Secret
                Properties:
                  Name: !Sub '${AWS::StackName}-db'
                  SecretString: !Sub '{"username":"u","password":"${Password}","host":"db","port":${Port}}'
              Drawn:
                Type: AWS::SecretsManager::Secret
                Properties:
                  GenerateSecretString: {SecretStringTemplate: '{"username":"k"}', GenerateStringKey: password}
              Instance:
                Type: AWS::DMS::ReplicationInstance
                Properties: {ReplicationInstanceClass: !Ref Class, AllocatedStorage: '50'}
              Source:
                Type: AWS::DMS::Endpoint
                Properties:
                  EndpointType: source
                  EngineName: mysql
                  MySqlSettings: {SecretsManagerSecretId: !Ref Secret, SecretsManagerAccessRoleArn: 'arn:aws:iam::1:role/r'}
              Target:
                Type: AWS::DMS::Endpoint
                Properties:
                  EndpointType: target
                  EngineName: kafka
                  KafkaSettings:
                    Broker: 127.0.0.1:9096
                    Topic: orders
                    SecurityProtocol: sasl-ssl
                    SaslUserName: !Sub '{{resolve:secretsmanager:${Drawn}:SecretString:username}}'
                    SaslPassword: !Sub '{{resolve:secretsmanager:${Drawn}:SecretString:password}}'
              Task:
                Type: AWS::DMS::ReplicationTask
                Properties:
                  MigrationType: full-load-and-cdc
                  ReplicationInstanceArn: !Ref Instance
                  SourceEndpointArn: !Ref Source
                  TargetEndpointArn: !Ref Target
                  TableMappings: '{"rules":[{"rule-type":"selection","rule-id":"1","rule-name":"1","object-locator":{"schema-name":"salesdb","table-name":"%"},"rule-action":"include"}]}'
            Outputs:
              TaskArn: {Value: !Ref Task, Description: the task, Export: {Name: !Sub '${AWS::StackName}-task'}}
              Host: {Value: !GetAtt Instance.ReplicationInstancePrivateIpAddresses}
            """;

    @RegisterExtension
    final PlaneExtension planes = new PlaneExtension();

    private TestPlane plane;
    private CloudFormationClient stacks;

    @BeforeEach
    void start() {
        plane = planes.plane();
        stacks = client(plane);
    }

    static CloudFormationClient client(TestPlane plane) {
        return CloudFormationClient.builder()
                .endpointOverride(plane.plane.address())
                .region(Region.US_EAST_1)
                .credentialsProvider(plane.credentials())
                .build();
    }

    @AfterEach
    void stop() {
        stacks.close();
    }

    private CloudFormationWaiter waiter() {
        return CloudFormationWaiter.builder()
                .client(stacks)
                .overrideConfiguration(o -> o.maxAttempts(200).backoffStrategyV2(attempt -> Duration.ofMillis(100)))
                .build();
    }

    private static Parameter parameter(String key, String value) {
        return Parameter.builder().parameterKey(key).parameterValue(value).build();
    }

    private void create(String template, Parameter... parameters) {
        stacks.createStack(r -> r.stackName("s").templateBody(template).parameters(parameters));
    }

    /** Waits as clients do, and says what went wrong when it did. */
    private void created() {
        await(() -> waiter().waitUntilStackCreateComplete(r -> r.stackName("s")));
    }

    private void updated() {
        await(() -> waiter().waitUntilStackUpdateComplete(r -> r.stackName("s")));
    }

    private void await(Runnable waiting) {
        try {
            waiting.run();
        } catch (SdkClientException e) {
            throw new AssertionError(
                    stacks.describeStackEvents(r -> r.stackName("s")).stackEvents().stream()
                            .map(event -> event.logicalResourceId() + " " + event.resourceStatusAsString() + " "
                                    + event.resourceStatusReason())
                            .toList()
                            .toString(),
                    e);
        }
    }

    private Stack stack() {
        return stacks.describeStacks(r -> r.stackName("s")).stacks().get(0);
    }

    private StackResource resource(String logicalId) {
        return stacks.describeStackResources(r -> r.stackName("s").logicalResourceId(logicalId))
                .stackResources()
                .get(0);
    }

    @Test
    void aStackIsMadeUpdatedAndDeletedAndNothingIsLeft() {
        create(TEMPLATE, parameter("Password", "geheim"));
        created();
        // what is there
        Stack made = stack();
        assertThat(made.parameters())
                .extracting(Parameter::parameterKey, Parameter::parameterValue)
                .contains(org.assertj.core.groups.Tuple.tuple("Password", "****"));
        String task = made.outputs().stream()
                .filter(output -> output.outputKey().equals("TaskArn"))
                .findFirst()
                .orElseThrow()
                .outputValue();
        assertThat(plane.dms.describeReplicationTasks().replicationTasks())
                .extracting(t -> t.replicationTaskArn())
                .containsExactly(task);
        assertThat(plane.secrets.getSecretValue(r -> r.secretId("s-db")).secretString())
                .contains("geheim");
        assertThat(stacks.listExports(r -> {}).exports())
                .extracting(Export::name)
                .containsExactly("s-task");
        String instance = resource("Instance").physicalResourceId();
        String source = resource("Source").physicalResourceId();
        // a password is changed where it is, the class too; nothing is made anew
        stacks.updateStack(r -> r.stackName("s")
                .usePreviousTemplate(true)
                .parameters(parameter("Password", "anders"), parameter("Class", "dms.t3.large")));
        updated();
        assertThat(plane.secrets.getSecretValue(r -> r.secretId("s-db")).secretString())
                .contains("anders");
        assertThat(resource("Instance").physicalResourceId()).isEqualTo(instance);
        assertThat(plane.dms.describeReplicationInstances().replicationInstances())
                .extracting(i -> i.replicationInstanceClass())
                .containsExactly("dms.t3.large");
        assertThat(resource("Source").physicalResourceId()).isEqualTo(source);
        // the same again changes nothing
        assertThatThrownBy(() -> stacks.updateStack(r -> r.stackName("s")
                        .usePreviousTemplate(true)
                        .parameters(
                                Parameter.builder()
                                        .parameterKey("Password")
                                        .usePreviousValue(true)
                                        .build(),
                                parameter("Class", "dms.t3.large"))))
                .hasMessageContaining("No updates are to be performed.");
        // events tell the story without secrets
        assertThat(stacks.describeStackEvents(r -> r.stackName("s")).stackEvents())
                .extracting(event -> event.logicalResourceId() + " " + event.resourceStatusAsString())
                .startsWith("s UPDATE_COMPLETE", "s UPDATE_COMPLETE_CLEANUP_IN_PROGRESS")
                .endsWith("s CREATE_IN_PROGRESS", "s REVIEW_IN_PROGRESS");
        // and away
        String id = stack().stackId();
        stacks.deleteStack(r -> r.stackName("s"));
        waiter().waitUntilStackDeleteComplete(r -> r.stackName("s"));
        assertThat(stacks.describeStacks(r -> r.stackName(id)).stacks().get(0).stackStatusAsString())
                .isEqualTo("DELETE_COMPLETE");
        assertThat(plane.dms.describeReplicationTasks().replicationTasks()).isEmpty();
        assertThat(plane.dms.describeEndpoints().endpoints()).isEmpty();
        assertThat(plane.dms.describeReplicationInstances().replicationInstances())
                .isEmpty();
        assertThat(plane.secrets.listSecrets(r -> {}).secretList()).isEmpty();
    }

    private static final String SMALL =
            """
            Resources:
              Secret:
                Type: AWS::SecretsManager::Secret
                Properties: {Name: small, SecretString: x, Description: d}
              Instance:
                Type: AWS::DMS::ReplicationInstance
                Properties: {ReplicationInstanceClass: dms.t3.medium}
            """;

    @Test
    void aStackActsWithTheRightsOfItsCallerOrOfTheRoleThatIsPassed() {
        try (IamClient iam = of(IamClient.builder(), plane.credentials());
                CloudFormationClient weak = of(CloudFormationClient.builder(), user(iam, "weak", "secretsmanager:*"))) {
            // with the rights of the caller
            weak.createStack(r -> r.stackName("s").templateBody(SMALL));
            org.awaitility.Awaitility.await()
                    .until(() -> stack().stackStatusAsString().equals("ROLLBACK_COMPLETE"));
            assertThat(stacks.describeStackEvents(r -> r.stackName("s")).stackEvents())
                    .filteredOn(event -> event.resourceStatusAsString().equals("CREATE_FAILED"))
                    .extracting(StackEvent::resourceStatusReason)
                    .anySatisfy(reason -> assertThat(reason)
                            .contains("User: arn:aws:iam::000000000000:user/weak is not authorized to perform:"
                                    + " dms:CreateReplicationInstance"));
            assertThat(plane.dms.describeReplicationInstances().replicationInstances())
                    .isEmpty();
            assertThat(plane.secrets.listSecrets(r -> {}).secretList()).isEmpty();
            weak.deleteStack(r -> r.stackName("s"));
            waiter().waitUntilStackDeleteComplete(r -> r.stackName("s"));
            // a role that nobody trusts, and one that may not be passed
            String role = "arn:aws:iam::000000000000:role/builder";
            iam.createRole(r -> r.roleName("builder").assumeRolePolicyDocument(trust("lambda.amazonaws.com")));
            assertThatThrownBy(() -> stacks.createStack(
                            r -> r.stackName("s").templateBody(SMALL).roleARN(role)))
                    .hasMessageContaining("invalid or cannot be assumed");
            iam.updateAssumeRolePolicy(
                    r -> r.roleName("builder").policyDocument(trust("cloudformation.amazonaws.com")));
            assertThatThrownBy(() -> weak.createStack(
                            r -> r.stackName("s").templateBody(SMALL).roleARN(role)))
                    .hasMessageContaining("not authorized to perform: iam:PassRole on resource: " + role);
            // with the rights of the role, also when the stack is deleted
            iam.putRolePolicy(
                    r -> r.roleName("builder").policyName("p").policyDocument(allow("\"dms:*\",\"secretsmanager:*\"")));
            iam.putUserPolicy(r ->
                    r.userName("weak").policyName("p").policyDocument(allow("\"cloudformation:*\",\"iam:PassRole\"")));
            weak.createStack(r -> r.stackName("s").templateBody(SMALL).roleARN(role));
            created();
            assertThat(stack().roleARN()).isEqualTo(role);
            assertThat(plane.dms.describeReplicationInstances().replicationInstances())
                    .hasSize(1);
            weak.deleteStack(r -> r.stackName("s"));
            waiter().waitUntilStackDeleteComplete(r -> r.stackName("s"));
            assertThat(plane.dms.describeReplicationInstances().replicationInstances())
                    .isEmpty();
        }
    }

    private <B extends AwsClientBuilder<B, C>, C> C of(B builder, AwsCredentialsProvider who) {
        return builder.endpointOverride(plane.plane.address())
                .region(Region.US_EAST_1)
                .credentialsProvider(who)
                .build();
    }

    private static AwsCredentialsProvider user(IamClient iam, String name, String action) {
        iam.createUser(r -> r.userName(name));
        iam.putUserPolicy(
                r -> r.userName(name).policyName("p").policyDocument(allow("\"cloudformation:*\",\"" + action + "\"")));
        AccessKey key = iam.createAccessKey(r -> r.userName(name)).accessKey();
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));
    }

    private static String allow(String actions) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[" + actions
                + "],\"Resource\":\"*\"}]}";
    }

    private static String trust(String service) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\""
                + service + "\"},\"Action\":\"sts:AssumeRole\"}]}";
    }

    @Test
    void propertiesThatAreNoLongerGivenGetTheirDefaults() {
        String given = TEMPLATE.replace("AllocatedStorage: '50'", "AllocatedStorage: '70', MultiAZ: true")
                .replace("Topic: orders\n", "Topic: orders\n        IncludeNullAndEmpty: true\n")
                .replace(
                        "EngineName: mysql\n",
                        "EngineName: mysql\n      ExtraConnectionAttributes: eventsPollInterval=3\n")
                .replace(
                        "MigrationType: full-load-and-cdc\n",
                        "MigrationType: full-load-and-cdc\n"
                                + "      ReplicationTaskSettings:"
                                + " '{\"FullLoadSettings\":{\"MaxFullLoadSubTasks\":3,\"CommitRate\":500},\"BeforeImageSettings\":{\"EnableBeforeImage\":true,\"FieldName\":\"before\"}}'\n");
        assertThat(given)
                .contains("IncludeNullAndEmpty")
                .contains("eventsPollInterval")
                .contains("CommitRate");
        create(given, parameter("Password", "geheim"));
        created();
        String target = resource("Target").physicalResourceId();
        assertThat(plane.dms.describeEndpoints().endpoints())
                .extracting(Endpoint::extraConnectionAttributes)
                .contains("eventsPollInterval=3");
        String changed = TEMPLATE.replace(", AllocatedStorage: '50'", "")
                .replace(
                        "MigrationType: full-load-and-cdc\n",
                        "MigrationType: full-load-and-cdc\n      ReplicationTaskSettings: '{\"FullLoadSettings\":"
                                + "{\"MaxFullLoadSubTasks\":4}}'\n");
        stacks.updateStack(r -> r.stackName("s")
                .templateBody(changed)
                .parameters(Parameter.builder()
                        .parameterKey("Password")
                        .usePreviousValue(true)
                        .build()));
        updated();
        assertThat(resource("Target").physicalResourceId()).isEqualTo(target);
        assertThat(plane.dms.describeReplicationInstances().replicationInstances())
                .singleElement()
                .satisfies(instance -> {
                    assertThat(instance.allocatedStorage()).isEqualTo(50);
                    assertThat(instance.multiAZ()).isFalse();
                });
        assertThat(plane.dms.describeEndpoints().endpoints()).allSatisfy(endpoint -> {
            assertThat(endpoint.extraConnectionAttributes()).isNullOrEmpty();
            if (endpoint.kafkaSettings() != null) {
                assertThat(endpoint.kafkaSettings().topic()).isEqualTo("orders");
                assertThat(endpoint.kafkaSettings().includeNullAndEmpty()).isFalse();
            }
        });
        assertThat(plane.dms
                        .describeReplicationTasks()
                        .replicationTasks()
                        .get(0)
                        .replicationTaskSettings())
                .contains("\"MaxFullLoadSubTasks\":4")
                .contains("\"CommitRate\":10000")
                .contains("\"BeforeImageSettings\":null");
    }

    @Test
    void whatCannotBeChangedIsReplacedAndTheOldOneDeletedAfterwards() {
        create(TEMPLATE, parameter("Password", "geheim"));
        created();
        String task = resource("Task").physicalResourceId();
        String target = resource("Target").physicalResourceId();
        String next = TEMPLATE.replace("AllocatedStorage: '50'", "AllocatedStorage: '50', PubliclyAccessible: true");
        ChangeSetReply set = changes("c", next);
        assertThat(set.changes()).containsExactlyInAnyOrder("Modify Instance True", "Modify Task True");
        stacks.executeChangeSet(r -> r.changeSetName(set.id()));
        updated();
        assertThat(resource("Task").physicalResourceId()).isNotEqualTo(task);
        assertThat(resource("Target").physicalResourceId()).isEqualTo(target);
        assertThat(plane.dms.describeReplicationTasks().replicationTasks()).hasSize(1);
        assertThat(plane.dms.describeReplicationInstances().replicationInstances())
                .hasSize(1);
    }

    private record ChangeSetReply(String id, List<String> changes, String reason) {}

    private ChangeSetReply changes(String name, String template) {
        String id = stacks.createChangeSet(r -> r.stackName("s")
                        .changeSetName(name)
                        .templateBody(template)
                        .parameters(Parameter.builder()
                                .parameterKey("Password")
                                .usePreviousValue(true)
                                .build()))
                .id();
        DescribeChangeSetResponse set = stacks.describeChangeSet(r -> r.changeSetName(id));
        return new ChangeSetReply(
                id,
                set.changes().stream()
                        .map(Change::resourceChange)
                        .map(change -> change.actionAsString() + " " + change.logicalResourceId() + " "
                                + change.replacementAsString())
                        .toList(),
                set.statusReason());
    }

    @Test
    void changeSetsSayWhatWouldHappenAndAlsoThatNothingWould() {
        create(TEMPLATE, parameter("Password", "geheim"));
        created();
        assertThat(changes("none", TEMPLATE).reason()).contains("didn't contain changes");
        String without = TEMPLATE.substring(0, TEMPLATE.indexOf("  Task:")) + "Outputs: {}\n";
        assertThat(changes("less", without).changes()).containsExactly("Remove Task null");
        assertThatThrownBy(() -> stacks.executeChangeSet(r -> r.stackName("s").changeSetName("none")))
                .isInstanceOf(InvalidChangeSetStatusException.class);
        assertThatThrownBy(() -> stacks.describeChangeSet(r -> r.stackName("s").changeSetName("nix")))
                .isInstanceOf(ChangeSetNotFoundException.class);
        stacks.executeChangeSet(r -> r.stackName("s").changeSetName("less"));
        updated();
        assertThat(plane.dms.describeReplicationTasks().replicationTasks()).isEmpty();
    }

    @Test
    void aNameIsFreeAgainOnceItsChangeSetCanNoLongerBeExecuted() {
        create(TEMPLATE, parameter("Password", "geheim"));
        created();
        String without = TEMPLATE.substring(0, TEMPLATE.indexOf("  Task:")) + "Outputs: {}\n";
        assertThat(changes("same", TEMPLATE).reason()).contains("didn't contain changes");
        assertThat(changes("same", without).changes()).containsExactly("Remove Task null");
        assertThatThrownBy(() -> changes("same", without)).hasMessageContaining("already exists");
        stacks.executeChangeSet(r -> r.stackName("s").changeSetName("same"));
        updated();
        assertThat(changes("same", TEMPLATE).changes()).containsExactly("Add Task null");
    }

    @Test
    void aFailureWhileMakingTakesEverythingBack() {
        String wrong = TEMPLATE.replace("MigrationType: full-load-and-cdc", "MigrationType: sideways");
        create(wrong, parameter("Password", "geheim"));
        assertThatThrownBy(() -> waiter().waitUntilStackCreateComplete(r -> r.stackName("s")))
                .hasMessageContaining("ROLLBACK");
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(stack().stackStatusAsString()).isEqualTo("ROLLBACK_COMPLETE"));
        assertThat(plane.dms.describeEndpoints().endpoints()).isEmpty();
        assertThat(plane.secrets.listSecrets(r -> {}).secretList()).isEmpty();
        assertThat(stacks.describeStackEvents(r -> r.stackName("s")).stackEvents().stream()
                        .filter(event -> event.resourceStatusAsString().equals("CREATE_FAILED"))
                        .map(StackEvent::resourceStatusReason))
                .singleElement()
                .asString()
                .contains("sideways");
    }

    @Test
    void aFailureWhileUpdatingBringsBackWhatWas() {
        create(TEMPLATE, parameter("Password", "geheim"));
        created();
        String instance = resource("Instance").physicalResourceId();
        String task = resource("Task").physicalResourceId();
        String wrong = TEMPLATE.replace("AllocatedStorage: '50'", "AllocatedStorage: '50', PubliclyAccessible: true")
                        .replace("MigrationType: full-load-and-cdc", "MigrationType: sideways")
                + "  More: {Value: x}\n";
        stacks.updateStack(r -> r.stackName("s").templateBody(wrong).parameters(parameter("Password", "anders")));
        assertThatThrownBy(() -> waiter().waitUntilStackUpdateComplete(r -> r.stackName("s")))
                .hasMessageContaining("ROLLBACK");
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(stack().stackStatusAsString()).isEqualTo("UPDATE_ROLLBACK_COMPLETE"));
        assertThat(resource("Instance").physicalResourceId()).isEqualTo(instance);
        assertThat(resource("Task").physicalResourceId()).isEqualTo(task);
        assertThat(plane.dms.describeReplicationInstances().replicationInstances())
                .hasSize(1);
        assertThat(plane.secrets.getSecretValue(r -> r.secretId("s-db")).secretString())
                .contains("geheim");
        assertThat(changes("none", TEMPLATE).reason()).contains("didn't contain changes");
    }

    @Test
    void importsHoldExportsFast() {
        create(
                """
                Resources: {Vpc: {Type: 'AWS::EC2::VPC', Properties: {CidrBlock: 10.0.0.0/16}}}
                Outputs: {Id: {Value: !Ref Vpc, Export: {Name: net-vpc}}}
                """);
        created();
        String group =
                """
                Resources:
                  Group: {Type: 'AWS::EC2::SecurityGroup', Properties: {GroupDescription: g, VpcId: !ImportValue net-vpc}}
                Outputs: {Vpc: {Value: !GetAtt Group.VpcId}}
                """;
        stacks.createStack(r -> r.stackName("user").templateBody(group));
        waiter().waitUntilStackCreateComplete(r -> r.stackName("user"));
        assertThat(stacks.describeStacks(r -> r.stackName("user"))
                        .stacks()
                        .get(0)
                        .outputs()
                        .get(0)
                        .outputValue())
                .startsWith("vpc-");
        assertThat(stacks.listImports(r -> r.exportName("net-vpc")).imports()).containsExactly("user");
        assertThatThrownBy(() -> stacks.deleteStack(r -> r.stackName("s")))
                .hasMessageContaining("Export net-vpc cannot be deleted as it is in use by user");
        stacks.deleteStack(r -> r.stackName("user"));
        waiter().waitUntilStackDeleteComplete(r -> r.stackName("user"));
        stacks.deleteStack(r -> r.stackName("s"));
        waiter().waitUntilStackDeleteComplete(r -> r.stackName("s"));
    }

    @Test
    void mistakesAreRefusedBeforeAnythingIsMade() {
        Stream.of(
                        List.of(
                                "Resources: {A: {Type: 'AWS::Nope::Thing'}}",
                                "Unrecognized resource types: [AWS::Nope::Thing]"),
                        List.of(
                                "Resources: {A: {Type: 'AWS::EC2::VPC', Properties: {CidrBlok: x}}}",
                                "Encountered unsupported property CidrBlok at /Resources/A/Properties"),
                        List.of(
                                "Resources: {A: {Type: 'AWS::DMS::Endpoint', Properties: {EndpointType: source,"
                                        + " EngineName: mysql, MySqlSettings: {Prt: 1}}}}",
                                "unsupported property Prt at /Resources/A/Properties/MySqlSettings"),
                        List.of(
                                "Resources: {A: {Type: 'AWS::DMS::Endpoint', Properties: {EndpointType: source}}}",
                                "required property EngineName is missing"),
                        List.of("Resources: {A: {Type: 'AWS::EC2::Subnet', Properties: {VpcId: !Ref B}}}", "[B]"),
                        List.of(
                                "Parameters: {P: {Type: String}}\nResources: {A: {Type: 'AWS::EC2::VPC'}}",
                                "[P] must have values"))
                .forEach(each -> assertThatThrownBy(
                                () -> stacks.createStack(r -> r.stackName("s").templateBody(each.get(0))))
                        .hasMessageContaining(each.get(1)));
        assertThatThrownBy(() -> create(TEMPLATE, parameter("Password", "geheim"), parameter("Nope", "x")))
                .hasMessageContaining("[Nope] do not exist in the template");
        assertThatThrownBy(() -> stacks.createStack(
                        r -> r.stackName("s").templateURL("http://169.254.169.254/latest/meta-data")))
                .hasMessageContaining("TemplateURL must point to an object in the store of this server");
        assertThat(stacks.describeStacks().stacks()).isEmpty();
        assertThatThrownBy(() -> stacks.describeStacks(r -> r.stackName("nix")))
                .hasMessageContaining("Stack with id nix does not exist");
    }

    @Test
    void aStackGoesOnWhereTheControlPlaneStopped() {
        create(TEMPLATE, parameter("Password", "geheim"));
        planes.restart();
        plane = planes.plane();
        stacks.close();
        stacks = client(plane);
        created();
        assertThat(plane.dms.describeReplicationTasks().replicationTasks()).hasSize(1);
        assertThat(plane.dms.describeEndpoints().endpoints()).hasSize(2);
        assertThat(plane.dms.describeReplicationInstances().replicationInstances())
                .hasSize(1);
        assertThat(plane.secrets.listSecrets(r -> {}).secretList()).hasSize(2);
    }
}
