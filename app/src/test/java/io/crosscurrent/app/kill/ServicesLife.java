/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.kill;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.engines.kafka.KafkaEngine;
import io.crosscurrent.engines.kafka.RemoteKafka;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.kafka.KafkaClient;
import software.amazon.awssdk.services.kafka.model.ClusterInfo;
import software.amazon.awssdk.services.kinesisanalyticsv2.KinesisAnalyticsV2Client;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.ApplicationDetail;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.CodeContentType;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

/** The wishes of somebody who makes users of Kafka out of secrets, changes a password, and runs SQL as an application. */
final class ServicesLife {
    private static final String SQL =
            """
            CREATE TEMPORARY TABLE ticks (n INT) WITH ('connector' = 'datagen', 'rows-per-second' = '1');
            CREATE TEMPORARY TABLE nowhere (n INT) WITH ('connector' = 'blackhole');
            INSERT INTO nowhere SELECT n FROM ticks;
            """;

    private final KilledPlane plane;
    private final SecretsManagerClient secrets;
    private final KafkaClient msk;
    private final KinesisAnalyticsV2Client flink;

    ServicesLife(KilledPlane plane) {
        this.plane = plane;
        secrets = plane.client(SecretsManagerClient.builder());
        msk = plane.client(KafkaClient.builder());
        flink = plane.client(KinesisAnalyticsV2Client.builder());
    }

    List<Wish> wishes() {
        List<Wish> all = new ArrayList<>();
        all.add(wish(
                "create the secret",
                () -> secrets.createSecret(r -> r.name("AmazonMSK_life").secretString(login("first"))),
                () -> secret().isPresent()));
        all.add(wish(
                "create the cluster",
                () -> msk.createCluster(r -> r.clusterName("life")
                        .kafkaVersion("3.6.0")
                        .numberOfBrokerNodes(2)
                        .brokerNodeGroupInfo(
                                b -> b.instanceType("kafka.t3.small").clientSubnets("a", "b"))),
                () -> cluster().isPresent()));
        all.add(wish(
                "make a user of the secret",
                () -> msk.batchAssociateScramSecret(
                        r -> r.clusterArn(clusterArn()).secretArnList(secretArn())),
                () -> associated() && logsIn("first")));
        all.add(wish(
                "change the password",
                () -> secrets.putSecretValue(r -> r.secretId("AmazonMSK_life").secretString(login("second"))),
                () -> secrets.getSecretValue(r -> r.secretId("AmazonMSK_life"))
                                .secretString()
                                .equals(login("second"))
                        && logsIn("second")));
        all.add(wish(
                "take the user away",
                () -> msk.batchDisassociateScramSecret(
                        r -> r.clusterArn(clusterArn()).secretArnList(secretArn())),
                () -> !associated() && !logsIn("second")));
        all.add(wish("delete the cluster", () -> msk.deleteCluster(r -> r.clusterArn(clusterArn())), () -> cluster()
                .isEmpty()));
        all.add(wish(
                "delete the secret",
                () -> secrets.deleteSecret(r -> r.secretId("AmazonMSK_life").forceDeleteWithoutRecovery(true)),
                () -> secret().isEmpty()));
        all.add(wish(
                "create the application",
                () -> flink.createApplication(r -> r.applicationName("life")
                        .runtimeEnvironment("FLINK-1_20")
                        .serviceExecutionRole("arn:aws:iam::000000000000:role/r")
                        .applicationConfiguration(c ->
                                c.applicationCodeConfiguration(code -> code.codeContentType(CodeContentType.PLAINTEXT)
                                        .codeContent(text -> text.textContent(SQL))))),
                () -> application().isPresent()));
        all.add(application(
                "start the application",
                () -> flink.startApplication(r -> r.applicationName("life").runConfiguration(c -> {})),
                "RUNNING"));
        all.add(application(
                "stop the application", () -> flink.stopApplication(r -> r.applicationName("life")), "READY"));
        // after a kill the server goes on with it by itself, and refuses to be asked once more meanwhile
        all.add(new Wish(
                "delete the application",
                () -> flink.deleteApplication(r -> r.applicationName("life")
                        .createTimestamp(application().orElseThrow().createTimestamp())),
                () -> application().isEmpty(),
                () -> application()
                        .map(found -> !found.applicationStatusAsString().equals("DELETING"))
                        .orElse(true)));
        return all;
    }

    private static Wish wish(String name, Runnable call, java.util.function.BooleanSupplier done) {
        return new Wish(name, call, done, () -> true);
    }

    private Wish application(String name, Runnable call, String status) {
        return new Wish(
                name,
                call,
                () -> application().orElseThrow().applicationStatusAsString().equals(status),
                () -> !application().orElseThrow().applicationStatusAsString().endsWith("ING")
                        || application()
                                .orElseThrow()
                                .applicationStatusAsString()
                                .equals("RUNNING"));
    }

    private static String login(String password) {
        return "{\"username\":\"life\",\"password\":\"" + password + "\"}";
    }

    private Optional<SecretListEntry> secret() {
        return secrets.listSecrets(r -> {}).secretList().stream().findFirst();
    }

    private String secretArn() {
        return secret().orElseThrow().arn();
    }

    private Optional<ClusterInfo> cluster() {
        return msk.listClusters(r -> {}).clusterInfoList().stream().findFirst();
    }

    private String clusterArn() {
        return cluster().orElseThrow().clusterArn();
    }

    private boolean associated() {
        return !msk.listScramSecrets(r -> r.clusterArn(clusterArn()))
                .secretArnList()
                .isEmpty();
    }

    /** Whether Kafka lets the user of the secret in. */
    private boolean logsIn(String password) {
        try (KafkaEngine client = new RemoteKafka(plane.kafka().clientProperties("life", password))) {
            client.start();
            return true;
        } catch (CrosscurrentException e) {
            if (e.code().equals("kafka.authentication")) {
                return false;
            }
            throw e;
        }
    }

    private Optional<ApplicationDetail> application() {
        try {
            return Optional.of(
                    flink.describeApplication(r -> r.applicationName("life")).applicationDetail());
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
    }
}
