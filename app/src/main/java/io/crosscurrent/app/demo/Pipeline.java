/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.app.platform.Platform;
import io.crosscurrent.cli.connection.Connection;
import io.crosscurrent.cli.connection.Waiting;
import io.crosscurrent.cli.failure.CliFailure;
import io.crosscurrent.cli.task.TableRules;
import io.crosscurrent.cli.task.TaskStates;
import io.crosscurrent.testing.sample.SampleDatabase;
import io.crosscurrent.testing.sample.SampleTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.Filter;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;
import software.amazon.awssdk.services.databasemigration.model.ResourceNotFoundException;
import software.amazon.awssdk.services.databasemigration.model.TableStatistics;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;

/**
 * The replication of the demo, made by calls of the AWS SDK to the control plane, as a program written for AWS would.
 * What is there already from an earlier start is used.
 */
final class Pipeline {
    static final String TASK = "salesdb-to-kafka";

    private static final String SECRET = "salesdb-login";
    private static final String SOURCE = "salesdb-source";
    private static final String TARGET = "salesdb-target";
    private static final String INSTANCE = "demo";
    private static final String ROLE = "arn:aws:iam::000000000000:role/crosscurrent-demo";
    private static final String DEFAULT_TOPIC = "kafka-default-topic";
    private static final Duration TEST_LIMIT = Duration.ofSeconds(40);

    private final Connection connection;
    private final DatabaseMigrationClient migration;

    Pipeline(Connection connection) {
        this.connection = connection;
        migration = connection.migration();
    }

    /** Stores how to log into MySQL; endpoints refer to it by name. */
    void storeLogin(SourceDatabase database) {
        ObjectNode login = new ObjectMapper().createObjectNode();
        login.put("username", database.user()).put("password", database.password());
        login.put("host", database.host()).put("port", database.port());
        try {
            connection.secrets().createSecret(request -> request.name(SECRET).secretString(login.toString()));
        } catch (ResourceExistsException e) {
            connection.secrets().putSecretValue(request -> request.secretId(SECRET)
                    .secretString(login.toString()));
        }
    }

    String createSource() {
        return existing(() -> endpoint(SOURCE)).orElseGet(() -> migration
                .createEndpoint(request -> request.endpointIdentifier(SOURCE)
                        .endpointType("source")
                        .engineName("mysql")
                        .mySQLSettings(settings ->
                                settings.secretsManagerSecretId(SECRET).secretsManagerAccessRoleArn(ROLE)))
                .endpoint()
                .endpointArn());
    }

    /** @param brokers of the platform's Kafka; its port stays the same from start to start */
    String createTarget(String brokers, String password) {
        return existing(() -> endpoint(TARGET)).orElseGet(() -> migration
                .createEndpoint(request -> request.endpointIdentifier(TARGET)
                        .endpointType("target")
                        .engineName("kafka")
                        .kafkaSettings(settings -> settings.broker(brokers)
                                .topic(DEFAULT_TOPIC)
                                .securityProtocol("sasl-plaintext")
                                .saslUsername(Platform.CLIENT_USER)
                                .saslPassword(password)
                                .includeTransactionDetails(true)))
                .endpoint()
                .endpointArn());
    }

    String createInstance() {
        return existing(() -> migration
                        .describeReplicationInstances(
                                request -> request.filters(filter("replication-instance-id", INSTANCE)))
                        .replicationInstances()
                        .get(0)
                        .replicationInstanceArn())
                .orElseGet(() -> migration
                        .createReplicationInstance(request -> request.replicationInstanceIdentifier(INSTANCE)
                                .replicationInstanceClass("dms.t3.medium"))
                        .replicationInstance()
                        .replicationInstanceArn());
    }

    /** Tests the connection from the instance to the endpoint and waits for the result. */
    void test(String instance, String endpoint) {
        migration.testConnection(
                request -> request.replicationInstanceArn(instance).endpointArn(endpoint));
        Waiting.until(
                TEST_LIMIT, "the connection test", () -> migration
                        .describeConnections(request -> request.filters(filter("endpoint-arn", endpoint)))
                        .connections()
                        .stream()
                        .filter(tested -> !tested.status().equals("testing"))
                        .map(tested -> {
                            if (!tested.status().equals("successful")) {
                                throw new CliFailure(
                                        "endpoint.test_failed",
                                        "endpoint %s: %s"
                                                .formatted(tested.endpointIdentifier(), tested.lastFailureMessage()),
                                        "");
                            }
                            return tested;
                        })
                        .findFirst());
    }

    /** Makes the topic of each table and the default topic; the broker makes none by itself. */
    void createTopics(List<SampleTable> tables) {
        List<Map<String, Object>> topics = new ArrayList<>();
        tables.forEach(table -> topics.add(topic(SampleDatabase.SCHEMA + "." + table.name())));
        topics.add(topic(DEFAULT_TOPIC));
        connection.platform().call("CreateTopics", Map.of("topics", topics));
    }

    /** The task that loads all tables and then follows their changes, one topic for each. */
    String createTask(List<SampleTable> tables, String source, String target, String instance) {
        List<String> rules = tables.stream()
                .map(table -> SampleDatabase.SCHEMA + "." + table.name())
                .map(name -> name + "=" + name)
                .toList();
        String arn = existing(() -> task().replicationTaskArn()).orElseGet(() -> migration
                .createReplicationTask(request -> request.replicationTaskIdentifier(TASK)
                        .sourceEndpointArn(source)
                        .targetEndpointArn(target)
                        .replicationInstanceArn(instance)
                        .migrationType("full-load-and-cdc")
                        .tableMappings(TableRules.json(rules)))
                .replicationTask()
                .replicationTaskArn());
        Waiting.until(TEST_LIMIT, "the task to be created", () -> Optional.of(task().status())
                .filter(status -> !status.equals("creating")));
        return arn;
    }

    /**
     * Starts the task, or resumes it, or leaves it running; one that failed loads everything again. Returns when it runs.
     */
    void startTask(String arn) {
        switch (task().status()) {
            case "ready" -> start(arn, "start-replication");
            case "stopped" -> start(arn, "resume-processing");
            case "failed" -> start(arn, "reload-target");
            default -> {
                // It goes on by itself.
            }
        }
        TaskStates.await(migration, arn, "running");
    }

    /** What made the task fail or try again, or "". */
    String trouble() {
        String message = task().lastFailureMessage();
        return message == null ? "" : message;
    }

    List<TableStatistics> statistics(String arn) {
        return migration
                .describeTableStatistics(request -> request.replicationTaskArn(arn))
                .tableStatistics();
    }

    ReplicationTask task() {
        return migration
                .describeReplicationTasks(request -> request.filters(filter("replication-task-id", TASK)))
                .replicationTasks()
                .get(0);
    }

    private void start(String arn, String how) {
        migration.startReplicationTask(
                request -> request.replicationTaskArn(arn).startReplicationTaskType(how));
    }

    private String endpoint(String name) {
        return migration
                .describeEndpoints(request -> request.filters(filter("endpoint-id", name)))
                .endpoints()
                .get(0)
                .endpointArn();
    }

    private static <T> Optional<T> existing(Supplier<T> lookup) {
        try {
            return Optional.of(lookup.get());
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
    }

    private static Map<String, Object> topic(String name) {
        return Map.of("name", name, "partitions", 1, "config", Map.of());
    }

    private static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }
}
