/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.msk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.engines.kafka.EmbeddedKafka;
import io.crosscurrent.engines.kafka.KafkaEngine;
import io.crosscurrent.engines.kafka.RemoteKafka;
import io.crosscurrent.server.fake.PlaneExtension;
import io.crosscurrent.server.fake.TestPlane;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kafka.KafkaClient;
import software.amazon.awssdk.services.kafka.model.ClusterState;
import software.amazon.awssdk.services.kafka.model.ConflictException;
import software.amazon.awssdk.services.kafka.model.NotFoundException;
import software.amazon.awssdk.services.kafka.model.TopicInfo;
import software.amazon.awssdk.services.kafka.model.UnprocessedScramSecret;

/** Clusters over the SDK, with logins tried at the real broker. */
class MskServiceIT {
    @RegisterExtension
    static final PlaneExtension PLANES = new PlaneExtension();

    private static EmbeddedKafka kafka;
    private static TestPlane plane;
    private static KafkaClient msk;

    @BeforeAll
    static void start() {
        kafka = PLANES.kafka();
        plane = PLANES.plane();
        msk = KafkaClient.builder()
                .endpointOverride(plane.plane.address())
                .region(Region.US_EAST_1)
                .credentialsProvider(plane.credentials())
                .build();
    }

    @AfterAll
    static void stop() {
        msk.close();
    }

    private static String cluster(String name) {
        return msk.createCluster(r -> r.clusterName(name)
                        .kafkaVersion("3.6.0")
                        .numberOfBrokerNodes(2)
                        .tags(Map.of("team", "data"))
                        .brokerNodeGroupInfo(
                                b -> b.instanceType("kafka.t3.small").clientSubnets("a", "b")))
                .clusterArn();
    }

    private static String secret(String name, String value) {
        return plane.secrets.createSecret(r -> r.name(name).secretString(value)).arn();
    }

    private static boolean logsIn(String user, String password) {
        try (KafkaEngine client = new RemoteKafka(kafka.clientProperties(user, password))) {
            client.start();
            return true;
        } catch (CrosscurrentException e) {
            assertThat(e.code()).isEqualTo("kafka.authentication");
            return false;
        }
    }

    @Test
    void aClusterIsANameForTheKafkaOfThePlatform() {
        String arn = cluster("sales");
        assertThat(msk.describeCluster(r -> r.clusterArn(arn)).clusterInfo()).satisfies(info -> {
            assertThat(info.state()).isEqualTo(ClusterState.ACTIVE);
            assertThat(info.currentBrokerSoftwareInfo().kafkaVersion()).isEqualTo("3.6.0");
            assertThat(info.brokerNodeGroupInfo().clientSubnets()).containsExactly("a", "b");
            assertThat(info.creationTime()).isNotNull();
        });
        assertThat(msk.getBootstrapBrokers(r -> r.clusterArn(arn)).bootstrapBrokerStringSaslScram())
                .isEqualTo(kafka.bootstrapServers());
        assertThat(
                        msk
                                .listClustersV2Paginator(
                                        r -> r.clusterNameFilter("sal").maxResults(1))
                                .clusterInfoList()
                                .stream())
                .hasSize(1);
        kafka.createTopics(List.of(new KafkaEngine.TopicRequest("msk.orders", 3, -1, Map.of())));
        assertThat(msk.listTopics(r -> r.clusterArn(arn)).topics())
                .extracting(TopicInfo::topicName, TopicInfo::partitionCount)
                .contains(org.assertj.core.groups.Tuple.tuple("msk.orders", 3));
        msk.tagResource(r -> r.resourceArn(arn).tags(Map.of("stage", "test")));
        msk.untagResource(r -> r.resourceArn(arn).tagKeys("team"));
        assertThat(msk.listTagsForResource(r -> r.resourceArn(arn)).tags()).containsExactly(Map.entry("stage", "test"));
        assertThatThrownBy(() -> cluster("sales")).isInstanceOf(ConflictException.class);
        assertThat(msk.deleteCluster(r -> r.clusterArn(arn)).state()).isEqualTo(ClusterState.DELETING);
        assertThatThrownBy(() -> msk.describeCluster(r -> r.clusterArn(arn))).isInstanceOf(NotFoundException.class);
    }

    @Test
    void secretsAreRealUsersAndTheirRotationIsFollowed() {
        String arn = cluster("users");
        String secret = secret("AmazonMSK_app", "{\"username\":\"app\",\"password\":\"first\"}");
        assertThat(logsIn("app", "first")).isFalse();
        assertThat(msk.batchAssociateScramSecret(r -> r.clusterArn(arn).secretArnList(secret))
                        .unprocessedScramSecrets())
                .isEmpty();
        assertThat(logsIn("app", "first")).isTrue();
        plane.secrets.putSecretValue(
                r -> r.secretId(secret).secretString("{\"username\":\"app\",\"password\":\"second\"}"));
        assertThat(logsIn("app", "first")).isFalse();
        assertThat(logsIn("app", "second")).isTrue();
        assertThat(msk.listScramSecrets(r -> r.clusterArn(arn)).secretArnList()).containsExactly(secret);
        msk.batchDisassociateScramSecret(r -> r.clusterArn(arn).secretArnList(secret));
        assertThat(logsIn("app", "second")).isFalse();
    }

    @Test
    void deletingAClusterRemovesItsUsers() {
        String arn = cluster("going");
        String secret = secret("AmazonMSK_going", "{\"username\":\"going\",\"password\":\"pw\"}");
        msk.batchAssociateScramSecret(r -> r.clusterArn(arn).secretArnList(secret));
        assertThat(logsIn("going", "pw")).isTrue();
        msk.deleteCluster(r -> r.clusterArn(arn));
        assertThat(logsIn("going", "pw")).isFalse();
    }

    @Test
    void secretsThatMakeNoUserAreRefusedOneByOne() {
        String arn = cluster("refusing");
        List<String> secrets = List.of(
                secret("plain", "{\"username\":\"a\",\"password\":\"b\"}"),
                secret("AmazonMSK_text", "geheim"),
                secret("AmazonMSK_platform", "{\"username\":\"platform\",\"password\":\"mine-now\"}"),
                "arn:aws:secretsmanager:us-east-1:000000000000:secret:AmazonMSK_none-AbCdEf");
        List<UnprocessedScramSecret> refused = msk.batchAssociateScramSecret(
                        r -> r.clusterArn(arn).secretArnList(secrets))
                .unprocessedScramSecrets();
        assertThat(refused)
                .extracting(UnprocessedScramSecret::errorMessage)
                .satisfiesExactly(
                        message -> assertThat(message).contains("begin with AmazonMSK_"),
                        message -> assertThat(message)
                                .contains("username and password")
                                .doesNotContain("geheim"),
                        message -> assertThat(message).contains("one of the platform's own"),
                        message -> assertThat(message).contains("can't find the specified secret"));
        assertThat(logsIn("platform", "pw-of-platform")).isTrue();
    }
}
