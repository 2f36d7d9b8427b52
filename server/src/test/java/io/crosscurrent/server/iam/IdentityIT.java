/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosscurrent.server.fake.PlaneExtension;
import io.crosscurrent.server.fake.TestPlane;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.Tag;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Users, roles and policies, enforced. */
class IdentityIT {
    private static final String TRUST_ALL =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"000000000000\"},\"Action\":\"sts:AssumeRole\"}]}";

    @RegisterExtension
    static final PlaneExtension PLANES = new PlaneExtension();

    private static TestPlane plane;
    private static IamClient iam;

    @BeforeAll
    static void start() {
        plane = PLANES.plane();
        iam = as(IamClient.builder(), root());
    }

    @AfterAll
    static void stop() {
        iam.close();
    }

    private static AwsCredentials root() {
        return plane.credentials().resolveCredentials();
    }

    private static <B extends AwsClientBuilder<B, C>, C> C as(B builder, AwsCredentials who) {
        return builder.endpointOverride(plane.plane.address())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(who))
                .build();
    }

    private static AwsCredentials user(String name, String policy) {
        iam.createUser(r -> r.userName(name));
        iam.putUserPolicy(r -> r.userName(name).policyName("p").policyDocument(policy));
        AccessKey key = iam.createAccessKey(r -> r.userName(name)).accessKey();
        return AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());
    }

    private static String allow(String actions, String resource) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":" + actions
                + ",\"Resource\":\"" + resource + "\"}]}";
    }

    @Test
    void aUserMayDoWhatItsPoliciesSayAndNothingElse() {
        AwsCredentials reader = user("reader", allow("[\"dms:Describe*\"]", "*"));
        try (DatabaseMigrationClient dms = as(DatabaseMigrationClient.builder(), reader);
                SecretsManagerClient secrets = as(SecretsManagerClient.builder(), reader);
                StsClient sts = as(StsClient.builder(), reader)) {
            assertThat(sts.getCallerIdentity().arn()).isEqualTo("arn:aws:iam::000000000000:user/reader");
            assertThat(dms.describeEndpoints().endpoints()).isEmpty();
            assertThatThrownBy(() -> dms.createReplicationInstance(
                            r -> r.replicationInstanceIdentifier("i").replicationInstanceClass("dms.t3.medium")))
                    .hasMessageContaining("User: arn:aws:iam::000000000000:user/reader is not authorized to perform:"
                            + " dms:CreateReplicationInstance");
            assertThatThrownBy(() -> secrets.getSecretValue(r -> r.secretId("db")))
                    .satisfies(e -> assertThat(
                                    ((AwsServiceException) e).awsErrorDetails().errorCode())
                            .isEqualTo("AccessDeniedException"));
        }
    }

    @Test
    void resourcesAreComparedByArnAndADenialWins() {
        plane.secrets.createSecret(r -> r.name("team-a").secretString("a"));
        plane.secrets.createSecret(r -> r.name("team-b").secretString("b"));
        AwsCredentials who = user("team", allow("\"secretsmanager:*\"", "arn:aws:secretsmanager:*:secret:team-a*"));
        try (SecretsManagerClient secrets = as(SecretsManagerClient.builder(), who)) {
            assertThat(secrets.getSecretValue(r -> r.secretId("team-a")).secretString())
                    .isEqualTo("a");
            assertThatThrownBy(() -> secrets.getSecretValue(r -> r.secretId("team-b")))
                    .hasMessageContaining("no policy allows");
            iam.putUserPolicy(r -> r.userName("team")
                    .policyName("no")
                    .policyDocument("{\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}]}"));
            assertThatThrownBy(() -> secrets.getSecretValue(r -> r.secretId("team-a")))
                    .hasMessageContaining("denies it explicitly");
        }
    }

    @Test
    void anAssumedRoleHasTheRightsOfTheRoleForAWhile() {
        iam.createRole(r -> r.roleName("operator").assumeRolePolicyDocument(TRUST_ALL));
        iam.putRolePolicy(r -> r.roleName("operator").policyName("p").policyDocument(allow("\"dms:*\"", "*")));
        AwsCredentials who = user("worker", allow("\"sts:AssumeRole\"", "arn:aws:iam::*:role/operator"));
        try (StsClient sts = as(StsClient.builder(), who)) {
            Credentials session = sts.assumeRole(r ->
                            r.roleArn("arn:aws:iam::000000000000:role/operator").roleSessionName("night"))
                    .credentials();
            AwsCredentials temporary = AwsSessionCredentials.create(
                    session.accessKeyId(), session.secretAccessKey(), session.sessionToken());
            try (DatabaseMigrationClient dms = as(DatabaseMigrationClient.builder(), temporary);
                    StsClient own = as(StsClient.builder(), temporary)) {
                assertThat(own.getCallerIdentity().arn())
                        .isEqualTo("arn:aws:sts::000000000000:assumed-role/operator/night");
                assertThat(dms.describeEndpoints().endpoints()).isEmpty();
            }
            AwsCredentials stolen = AwsBasicCredentials.create(session.accessKeyId(), session.secretAccessKey());
            try (DatabaseMigrationClient dms = as(DatabaseMigrationClient.builder(), stolen)) {
                assertThatThrownBy(dms::describeEndpoints).hasMessageContaining("security token");
            }
            assertThatThrownBy(() -> sts.assumeRole(r ->
                            r.roleArn("arn:aws:iam::000000000000:role/other").roleSessionName("x1")))
                    .hasMessageContaining("is not authorized to perform: sts:AssumeRole");
        }
    }

    @Test
    void conditionsAskForTheRequestAndTheTagsOfWhatItIsAbout() {
        plane.secrets.createSecret(r -> r.name("tagged-blue")
                .secretString("b")
                .tags(List.of(Tag.builder().key("team").value("blue").build())));
        plane.secrets.createSecret(r -> r.name("tagged-red")
                .secretString("r")
                .tags(List.of(Tag.builder().key("team").value("red").build())));
        String conditions = "\"IpAddress\":{\"aws:SourceIp\":\"127.0.0.0/8\"},"
                + "\"StringEquals\":{\"aws:ResourceTag/team\":\"blue\",\"aws:username\":\"painter\"}";
        AwsCredentials who = user("painter", conditional("secretsmanager:GetSecretValue", conditions));
        try (SecretsManagerClient secrets = as(SecretsManagerClient.builder(), who)) {
            assertThat(secrets.getSecretValue(r -> r.secretId("tagged-blue")).secretString())
                    .isEqualTo("b");
            assertThatThrownBy(() -> secrets.getSecretValue(r -> r.secretId("tagged-red")))
                    .hasMessageContaining("no policy allows");
            iam.putUserPolicy(r -> r.userName("painter")
                    .policyName("p")
                    .policyDocument(conditional(
                            "secretsmanager:CreateSecret",
                            "\"StringEquals\":{\"aws:RequestTag/team\":\"blue\"},"
                                    + "\"ForAllValues:StringEquals\":{\"aws:TagKeys\":[\"team\"]}")));
            secrets.createSecret(r -> r.name("new-blue")
                    .secretString("x")
                    .tags(List.of(Tag.builder().key("team").value("blue").build())));
            assertThatThrownBy(() -> secrets.createSecret(r -> r.name("new-both")
                            .secretString("x")
                            .tags(List.of(
                                    Tag.builder().key("team").value("blue").build(),
                                    Tag.builder().key("cost").value("1").build()))))
                    .hasMessageContaining("no policy allows");
            iam.putUserPolicy(r -> r.userName("painter")
                    .policyName("p")
                    .policyDocument(conditional(
                            "secretsmanager:GetSecretValue", "\"Bool\":{\"aws:SecureTransport\":\"true\"}")));
            assertThatThrownBy(() -> secrets.getSecretValue(r -> r.secretId("tagged-blue")))
                    .as("over plain HTTP")
                    .hasMessageContaining("no policy allows");
        }
        assertThatThrownBy(() -> iam.putUserPolicy(r -> r.userName("painter")
                        .policyName("p")
                        .policyDocument(conditional("dms:*", "\"StringIs\":{\"a\":\"b\"}"))))
                .isInstanceOf(MalformedPolicyDocumentException.class)
                .hasMessageContaining("no operator StringIs");
    }

    @Test
    void aTrustPolicyMayAskForAnExternalId() {
        iam.createRole(
                r -> r.roleName("outside")
                        .assumeRolePolicyDocument(
                                "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"*\"},"
                                        + "\"Action\":\"sts:AssumeRole\",\"Condition\":{\"StringEquals\":{\"sts:ExternalId\":\"42\"}}}]}"));
        AwsCredentials who = user("partner", allow("\"sts:AssumeRole\"", "*"));
        String role = "arn:aws:iam::000000000000:role/outside";
        try (StsClient sts = as(StsClient.builder(), who)) {
            assertThat(sts.assumeRole(r -> r.roleArn(role).roleSessionName("s1").externalId("42"))
                            .assumedRoleUser()
                            .arn())
                    .endsWith("assumed-role/outside/s1");
            assertThatThrownBy(() -> sts.assumeRole(r -> r.roleArn(role).roleSessionName("s1")))
                    .hasMessageContaining("is not authorized to perform: sts:AssumeRole");
        }
    }

    private static String conditional(String action, String conditions) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"" + action
                + "\",\"Resource\":\"*\",\"Condition\":{" + conditions + "}}]}";
    }

    @Test
    void aKeyThatIsSwitchedOffOrDeletedIsOfNoUseAtOnce() {
        AwsCredentials who = user("leaver", allow("\"*\"", "*"));
        try (StsClient sts = as(StsClient.builder(), who)) {
            sts.getCallerIdentity();
            iam.updateAccessKey(
                    r -> r.userName("leaver").accessKeyId(who.accessKeyId()).status("Inactive"));
            assertThatThrownBy(sts::getCallerIdentity).hasMessageContaining("security token");
            iam.updateAccessKey(
                    r -> r.userName("leaver").accessKeyId(who.accessKeyId()).status("Active"));
            sts.getCallerIdentity();
            assertThatThrownBy(() -> iam.deleteUser(r -> r.userName("leaver")))
                    .isInstanceOf(DeleteConflictException.class);
            iam.deleteUserPolicy(r -> r.userName("leaver").policyName("p"));
            iam.deleteAccessKey(r -> r.userName("leaver").accessKeyId(who.accessKeyId()));
            iam.deleteUser(r -> r.userName("leaver"));
            assertThatThrownBy(sts::getCallerIdentity).hasMessageContaining("security token");
        }
    }

    @Test
    void rolesAreKeptWithTheirPolicies() {
        iam.createRole(r ->
                r.roleName("r").path("/x/").assumeRolePolicyDocument(TRUST_ALL).description("d"));
        iam.putRolePolicy(r -> r.roleName("r").policyName("p").policyDocument(allow("\"dms:*\"", "*")));
        iam.attachRolePolicy(
                r -> r.roleName("r").policyArn("arn:aws:iam::aws:policy/service-role/AmazonDMSVPCManagementRole"));
        assertThat(iam.getRole(r -> r.roleName("r")).role().arn()).isEqualTo("arn:aws:iam::000000000000:role/x/r");
        assertThat(URLDecoder.decode(
                        iam.getRolePolicy(r -> r.roleName("r").policyName("p")).policyDocument(),
                        StandardCharsets.UTF_8))
                .isEqualTo(allow("\"dms:*\"", "*"));
        assertThat(iam.listAttachedRolePolicies(r -> r.roleName("r")).attachedPolicies())
                .extracting(p -> p.policyName())
                .containsExactly("AmazonDMSVPCManagementRole");
        assertThatThrownBy(() -> iam.deleteRole(r -> r.roleName("r"))).isInstanceOf(DeleteConflictException.class);
        iam.detachRolePolicy(
                r -> r.roleName("r").policyArn("arn:aws:iam::aws:policy/service-role/AmazonDMSVPCManagementRole"));
        iam.deleteRolePolicy(r -> r.roleName("r").policyName("p"));
        iam.deleteRole(r -> r.roleName("r"));
        assertThatThrownBy(() -> iam.getRole(r -> r.roleName("r"))).isInstanceOf(NoSuchEntityException.class);
    }
}
