/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.kill;

import io.crosscurrent.testing.MySqlServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.Connection;
import software.amazon.awssdk.services.databasemigration.model.Endpoint;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;
import software.amazon.awssdk.services.databasemigration.model.ResourceNotFoundException;

/** The wishes of somebody who replicates a table, in an order that ends where it began. */
final class Life {
    private static final String MAPPINGS =
            """
            {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
                        "object-locator": {"schema-name": "shop", "table-name": "orders"}}]}""";

    private final DatabaseMigrationClient dms;
    private final KilledPlane plane;
    private final MySqlServer mysql;

    Life(KilledPlane plane, MySqlServer mysql) {
        this.plane = plane;
        this.mysql = mysql;
        dms = plane.client(DatabaseMigrationClient.builder());
    }

    /** What the rest stands on. */
    void begin() {
        dms.createReplicationInstance(
                r -> r.replicationInstanceIdentifier("kill").replicationInstanceClass("dms.t3.medium"));
        plane.kafka().putUser("reader", "pw-of-reader");
    }

    List<Wish> wishes() {
        List<Wish> all = new ArrayList<>();
        all.add(wish("create the source endpoint", this::createSource, () -> endpoint("src")
                .isPresent()));
        all.add(wish("create the target endpoint", this::createTarget, () -> endpoint("tgt")
                .isPresent()));
        all.add(wish(
                "modify the target endpoint",
                () -> dms.modifyEndpoint(
                        r -> r.endpointArn(arn("tgt")).kafkaSettings(k -> k.includeNullAndEmpty(true))),
                () -> endpoint("tgt").orElseThrow().kafkaSettings().includeNullAndEmpty()));
        all.add(new Wish("test the connection", this::test, () -> tested("successful"), () -> !tested("testing")));
        all.add(new Wish(
                "refresh the schemas",
                () -> dms.refreshSchemas(r -> r.endpointArn(arn("src")).replicationInstanceArn(instance())),
                () -> refreshed("successful"),
                () -> !refreshed("refreshing")));
        all.add(wish("create the task", this::createTask, () -> status("ready")));
        all.add(wish("start the task", () -> start("start-replication"), () -> status("running")));
        all.add(wish("stop the task", this::stop, () -> status("stopped")));
        all.add(wish(
                "modify the task",
                () -> dms.modifyReplicationTask(
                        r -> r.replicationTaskArn(taskArn()).taskData("{\"changed\":1}")),
                () -> "{\"changed\":1}".equals(task().orElseThrow().taskData())));
        all.add(wish("resume the task", () -> start("resume-processing"), () -> status("running")));
        all.add(wish("stop the task once more", this::stop, () -> status("stopped")));
        all.add(wish("reload the task", () -> start("reload-target"), () -> status("running")));
        all.add(wish("stop the reloaded task", this::stop, () -> status("stopped")));
        all.add(wish(
                "delete the task",
                () -> dms.deleteReplicationTask(r -> r.replicationTaskArn(taskArn())),
                () -> task().isEmpty()));
        for (String name : List.of("src", "tgt")) {
            all.add(wish(
                    "delete the endpoint " + name,
                    () -> dms.deleteEndpoint(r -> r.endpointArn(arn(name))),
                    () -> endpoint(name).isEmpty()));
        }
        return all;
    }

    private Wish wish(String name, Runnable call, BooleanSupplier done) {
        return new Wish(name, call, done, this::atRest);
    }

    /** No task is on its way from one state to another. */
    private boolean atRest() {
        return task().map(
                        task -> List.of("ready", "running", "stopped", "failed").contains(task.status()))
                .orElse(true);
    }

    private void createSource() {
        dms.createEndpoint(r -> r.endpointIdentifier("src")
                .endpointType("source")
                .engineName("mysql")
                .serverName("127.0.0.1")
                .port(mysql.port())
                .username(mysql.adminUser())
                .password(mysql.adminPassword()));
    }

    private void createTarget() {
        dms.createEndpoint(r -> r.endpointIdentifier("tgt")
                .endpointType("target")
                .engineName("kafka")
                .kafkaSettings(k -> k.broker(plane.kafka().bootstrapServers())
                        .topic("orders")
                        .securityProtocol("sasl-ssl")
                        .saslUsername("reader")
                        .saslPassword("pw-of-reader")));
    }

    private void createTask() {
        dms.createReplicationTask(r -> r.replicationTaskIdentifier("task")
                .replicationInstanceArn(instance())
                .sourceEndpointArn(arn("src"))
                .targetEndpointArn(arn("tgt"))
                .migrationType("full-load-and-cdc")
                .tableMappings(MAPPINGS));
    }

    private void start(String type) {
        dms.startReplicationTask(r -> r.replicationTaskArn(taskArn()).startReplicationTaskType(type));
    }

    private void stop() {
        dms.stopReplicationTask(r -> r.replicationTaskArn(taskArn()));
    }

    private void test() {
        dms.testConnection(r -> r.replicationInstanceArn(instance()).endpointArn(arn("src")));
    }

    private boolean tested(String status) {
        List<Connection> all = dms.describeConnections(r -> {}).connections();
        return all.stream().anyMatch(connection -> connection.status().equals(status));
    }

    private boolean refreshed(String status) {
        try {
            return dms.describeRefreshSchemasStatus(r -> r.endpointArn(arn("src")))
                    .refreshSchemasStatus()
                    .statusAsString()
                    .equals(status);
        } catch (ResourceNotFoundException e) {
            return false;
        }
    }

    private String instance() {
        return dms.describeReplicationInstances().replicationInstances().get(0).replicationInstanceArn();
    }

    private Optional<Endpoint> endpoint(String name) {
        return dms.describeEndpoints().endpoints().stream()
                .filter(endpoint -> endpoint.endpointIdentifier().equals(name))
                .findFirst();
    }

    private String arn(String endpoint) {
        return endpoint(endpoint).orElseThrow().endpointArn();
    }

    private Optional<ReplicationTask> task() {
        return dms.describeReplicationTasks().replicationTasks().stream().findFirst();
    }

    private String taskArn() {
        return task().orElseThrow().replicationTaskArn();
    }

    private boolean status(String wanted) {
        return task().filter(task -> task.status().equals(wanted)).isPresent();
    }
}
