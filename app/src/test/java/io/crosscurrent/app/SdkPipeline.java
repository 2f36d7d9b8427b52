/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crosscurrent.testing.MySqlServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.Filter;
import software.amazon.awssdk.services.databasemigration.model.TableStatistics;
import software.amazon.awssdk.services.databasemigration.model.TableToReload;
import software.amazon.awssdk.services.databasemigration.model.Tag;
import software.amazon.awssdk.services.databasemigration.waiters.DatabaseMigrationWaiter;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The same life of a replication task as {@code pipeline.sh}, with the AWS SDK for Java. */
final class SdkPipeline {
    private static final Instant FROM = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2100-01-01T00:00:00Z");

    private final SdkClients clients;
    private final MySqlServer mysql;
    private final Properties kafka;
    private final Path work;
    private final DatabaseMigrationClient dms;
    private final SecretsManagerClient secrets;
    private final DatabaseMigrationWaiter waiter;

    SdkPipeline(SdkClients clients, MySqlServer mysql, Properties kafka, Path work) {
        this.clients = clients;
        this.mysql = mysql;
        this.kafka = kafka;
        this.work = work;
        dms = clients.client("dms", DatabaseMigrationClient.builder());
        secrets = clients.client("secretsmanager", SecretsManagerClient.builder());
        waiter = DatabaseMigrationWaiter.builder()
                .client(dms)
                .overrideConfiguration(o -> o.maxAttempts(300).backoffStrategyV2(attempt -> Duration.ofMillis(200)))
                .build();
    }

    void run() throws Exception {
        dms.createReplicationSubnetGroup(r -> r.replicationSubnetGroupIdentifier("sdk")
                .replicationSubnetGroupDescription("d")
                .subnetIds("s1", "s2"));
        String instance = dms.createReplicationInstance(r -> r.replicationInstanceIdentifier("sdk")
                        .replicationInstanceClass("dms.t3.medium")
                        .tags(Tag.builder().key("a").value("b").build()))
                .replicationInstance()
                .replicationInstanceArn();
        waiter.waitUntilReplicationInstanceAvailable(r -> r.filters(by("replication-instance-arn", instance)));
        clients.waited("dms", "replication-instance-available");
        String secret = secret();
        certificates();
        String source = dms.createEndpoint(r -> r.endpointIdentifier("sdk-src")
                        .endpointType("source")
                        .engineName("mysql")
                        .mySQLSettings(m -> m.secretsManagerSecretId(secret)
                                .secretsManagerAccessRoleArn("arn:aws:iam::123456789012:role/reader")))
                .endpoint()
                .endpointArn();
        String target = dms.createEndpoint(r -> r.endpointIdentifier("sdk-tgt")
                        .endpointType("target")
                        .engineName("kafka")
                        .kafkaSettings(k -> k.broker(kafka.getProperty("bootstrap.servers"))
                                .topic("kafka-default-topic")
                                .securityProtocol("sasl-ssl")
                                .saslUsername(KafkaLogin.user(kafka))
                                .saslPassword(KafkaLogin.password(kafka))))
                .endpoint()
                .endpointArn();
        assertThat(dms.describeEndpoints().toString())
                .doesNotContain(KafkaLogin.password(kafka))
                .doesNotContain(mysql.adminPassword());
        for (String endpoint : List.of(source, target)) {
            dms.testConnection(r -> r.replicationInstanceArn(instance).endpointArn(endpoint));
            waiter.waitUntilTestConnectionSucceeds(r -> r.filters(by("endpoint-arn", endpoint)));
            clients.waited("dms", "test-connection-succeeds");
        }
        dms.refreshSchemas(r -> r.endpointArn(source).replicationInstanceArn(instance));
        await().atMost(Duration.ofMinutes(1)).until(() -> dms.describeRefreshSchemasStatus(r -> r.endpointArn(source))
                .refreshSchemasStatus()
                .statusAsString()
                .equals("successful"));
        assertThat(dms.describeSchemas(r -> r.endpointArn(source)).schemas()).contains("shop");
        String task = dms.createReplicationTask(r -> r.replicationTaskIdentifier("sdk")
                        .sourceEndpointArn(source)
                        .targetEndpointArn(target)
                        .replicationInstanceArn(instance)
                        .migrationType("full-load-and-cdc")
                        .tableMappings(mappings()))
                .replicationTask()
                .replicationTaskArn();
        runs(task);
        observed(task);
        ends(task, instance);
        gone(instance, List.of(source, target));
        secrets.deleteSecret(r -> r.secretId(secret).forceDeleteWithoutRecovery(true));
    }

    private String mappings() {
        try {
            return Files.readString(work.resolve("mappings.json"));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String secret() {
        String login = "{\"username\":\"%s\",\"password\":\"%s\",\"host\":\"127.0.0.1\",\"port\":%d}"
                .formatted(mysql.adminUser(), mysql.adminPassword(), mysql.port());
        String arn = secrets.createSecret(r -> r.name("sdk/login").secretString("{}"))
                .arn();
        secrets.putSecretValue(r -> r.secretId(arn).secretString(login));
        assertThat(secrets.getSecretValue(r -> r.secretId(arn)).secretString()).isEqualTo(login);
        secrets.updateSecret(r -> r.secretId(arn).description("of the shop"));
        assertThat(secrets.describeSecret(r -> r.secretId(arn)).description()).isEqualTo("of the shop");
        SdkBytes binary = SdkBytes.fromByteArray(new byte[] {0, -1, 2});
        secrets.createSecret(r -> r.name("sdk/binary").secretBinary(binary));
        assertThat(secrets.getSecretValue(r -> r.secretId("sdk/binary")).secretBinary())
                .isEqualTo(binary);
        assertThat(secrets.listSecretsPaginator(r -> r.maxResults(1)).stream()
                        .flatMap(page -> page.secretList().stream()))
                .extracting(each -> each.name())
                .contains("sdk/login", "sdk/binary");
        secrets.deleteSecret(r -> r.secretId("sdk/binary").forceDeleteWithoutRecovery(true));
        return arn;
    }

    private void certificates() throws Exception {
        String pem = Files.readString(work.resolve("c.pem"));
        SdkBytes wallet = SdkBytes.fromByteArray(Files.readAllBytes(work.resolve("w.sso")));
        List<String> imported = List.of(
                dms.importCertificate(r -> r.certificateIdentifier("sdk-c").certificatePem(pem))
                        .certificate()
                        .certificateArn(),
                dms.importCertificate(r -> r.certificateIdentifier("sdk-w").certificateWallet(wallet))
                        .certificate()
                        .certificateArn());
        assertThat(dms.describeCertificates(r -> {}).certificates()).hasSize(2);
        imported.forEach(arn -> dms.deleteCertificate(r -> r.certificateArn(arn)));
    }

    private void runs(String task) {
        waiter.waitUntilReplicationTaskReady(r -> r.filters(by("replication-task-arn", task)));
        clients.waited("dms", "replication-task-ready");
        dms.startReplicationTask(r -> r.replicationTaskArn(task).startReplicationTaskType("start-replication"));
        waiter.waitUntilReplicationTaskRunning(r -> r.filters(by("replication-task-arn", task)));
        clients.waited("dms", "replication-task-running");
        await().atMost(Duration.ofMinutes(1))
                .until(() -> tables(task).stream().anyMatch(table -> table.fullLoadRows() == 3));
        dms.reloadTables(r -> r.replicationTaskArn(task)
                .tablesToReload(TableToReload.builder()
                        .schemaName("shop")
                        .tableName("orders")
                        .build()));
        await().atMost(Duration.ofMinutes(1)).until(() -> tables(task).stream()
                .anyMatch(table -> table.fullLoadReloaded() && table.fullLoadRows() == 3));
        assertThat(dms.describeReplicationTasks(
                                r -> r.filters(by("replication-task-arn", task)).withoutSettings(true))
                        .replicationTasks()
                        .get(0)
                        .tableMappings())
                .isNull();
    }

    private List<TableStatistics> tables(String task) {
        return dms
                .describeTableStatisticsPaginator(
                        r -> r.replicationTaskArn(task).maxRecords(1))
                .stream()
                .flatMap(page -> page.tableStatistics().stream())
                .filter(table -> table.tableState().equals("Table completed"))
                .toList();
    }

    private void observed(String task) {
        String id = task.substring(task.lastIndexOf(':') + 1);
        try (CloudWatchClient cloudwatch = clients.client("cloudwatch", CloudWatchClient.builder());
                CloudWatchLogsClient logs = clients.client("logs", CloudWatchLogsClient.builder())) {
            Metric metric = await().atMost(Duration.ofMinutes(1))
                    .until(
                            () -> cloudwatch.listMetrics(r -> r.namespace("AWS/DMS")).metrics().stream()
                                    .filter(each -> each.metricName().equals("CDCLatencySource")
                                            && each.toString().contains(id))
                                    .findFirst()
                                    .orElse(null),
                            found -> found != null);
            assertThat(cloudwatch
                            .getMetricStatistics(r -> r.namespace("AWS/DMS")
                                    .metricName(metric.metricName())
                                    .dimensions(metric.dimensions())
                                    .startTime(FROM)
                                    .endTime(TO)
                                    .period(60)
                                    .statistics(Statistic.AVERAGE))
                            .datapoints())
                    .isNotEmpty();
            MetricDataQuery query = MetricDataQuery.builder()
                    .id("m1")
                    .metricStat(s -> s.metric(metric).period(60).stat("Average"))
                    .build();
            assertThat(cloudwatch
                            .getMetricData(r -> r.startTime(FROM).endTime(TO).metricDataQueries(query))
                            .metricDataResults()
                            .get(0)
                            .values())
                    .isNotEmpty();
            String group = "dms-tasks-sdk";
            assertThat(logs.describeLogGroups(r -> {}).logGroups())
                    .extracting(each -> each.logGroupName())
                    .contains(group);
            assertThat(logs.describeLogStreams(r -> r.logGroupName(group)).logStreams())
                    .extracting(each -> each.logStreamName())
                    .contains("dms-task-" + id);
            assertThat(logs.getLogEvents(r -> r.logGroupName(group)
                                    .logStreamName("dms-task-" + id)
                                    .limit(10))
                            .events())
                    .extracting(each -> each.message())
                    .anyMatch(message -> message.contains("task has been created"));
            assertThat(logs.filterLogEvents(r -> r.logGroupName(group)).events())
                    .isNotEmpty();
        }
    }

    private void ends(String task, String instance) {
        dms.stopReplicationTask(r -> r.replicationTaskArn(task));
        waiter.waitUntilReplicationTaskStopped(r -> r.filters(by("replication-task-arn", task)));
        clients.waited("dms", "replication-task-stopped");
        dms.modifyReplicationTask(r -> r.replicationTaskArn(task).tableMappings(mappings()));
        assertThat(dms.describeEvents(r -> r.sourceType("replication-task")).events())
                .isNotEmpty();
        assertThat(dms.describeConnections(r -> {}).connections()).isNotEmpty();
        dms.addTagsToResource(r ->
                r.resourceArn(instance).tags(Tag.builder().key("c").value("d").build()));
        assertThat(dms.listTagsForResource(r -> r.resourceArn(instance)).tagList())
                .hasSize(2);
        dms.deleteReplicationTask(r -> r.replicationTaskArn(task));
        waiter.waitUntilReplicationTaskDeleted(r -> r.filters(by("replication-task-arn", task)));
        clients.waited("dms", "replication-task-deleted");
    }

    private void gone(String instance, List<String> endpoints) {
        for (String endpoint : endpoints) {
            dms.deleteEndpoint(r -> r.endpointArn(endpoint));
            waiter.waitUntilEndpointDeleted(r -> r.filters(by("endpoint-arn", endpoint)));
            clients.waited("dms", "endpoint-deleted");
        }
        dms.deleteReplicationInstance(r -> r.replicationInstanceArn(instance));
        waiter.waitUntilReplicationInstanceDeleted(r -> r.filters(by("replication-instance-arn", instance)));
        clients.waited("dms", "replication-instance-deleted");
        dms.deleteReplicationSubnetGroup(r -> r.replicationSubnetGroupIdentifier("sdk"));
    }

    private static Filter by(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }
}
