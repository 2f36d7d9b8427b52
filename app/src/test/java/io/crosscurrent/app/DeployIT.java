/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crosscurrent.testing.MySqlServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The two stacks of {@code examples/multicloud} on a platform in a process of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeployIT {
    private static final Path EXAMPLES =
            Path.of("").toAbsolutePath().getParent().resolve("examples").resolve("multicloud");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path directory;

    private MySqlServer mysql;
    private PlatformProcess platform;

    @BeforeAll
    void start() throws Exception {
        mysql = MySqlServer.start(MySqlServer.Options.small().with("gtid_mode", "ON"));
        mysql.execute(
                "create database salesdb",
                "create table salesdb.orders (id int primary key, status varchar(20))",
                "insert into salesdb.orders values (1, 'Shipped'), (2, 'On Hold')");
        platform = PlatformProcess.start(directory.resolve("data"));
    }

    @AfterAll
    void stop() throws Exception {
        if (platform != null) {
            platform.close();
        }
        if (mysql != null) {
            mysql.close();
        }
    }

    private String output(String stack, String key) throws Exception {
        JsonNode shown = JSON.readTree(platform.run(0, "stack", "show", stack, "--json"));
        for (JsonNode output : shown.at("/Stack/Outputs")) {
            if (output.path("OutputKey").asText().equals(key)) {
                return output.path("OutputValue").asText();
            }
        }
        throw new AssertionError(stack + " has no output " + key + ": " + shown);
    }

    private List<String> streaming(Path template, String stack) throws Exception {
        return List.of(
                "deploy",
                template.toString(),
                "--stack",
                stack,
                "--parameter",
                "ExternalDBServerName=127.0.0.1",
                "--parameter",
                "ExternalDBPort=" + mysql.port(),
                "--parameter",
                "ExternalDBUsername=" + mysql.adminUser(),
                "--parameter",
                "ExternalDBPassword=" + mysql.adminPassword(),
                "--parameter",
                "VpcId=" + output("network", "VpcId"),
                "--parameter",
                "PrivateSubnetIds=" + output("network", "PrivateSubnetIds"),
                "--parameter",
                "KafkaBootstrapBrokers=" + platform.kafka().getProperty("bootstrap.servers"));
    }

    private String run(List<String> command, String... more) throws Exception {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(more));
        return platform.run(0, all.toArray(String[]::new));
    }

    @Test
    void theStacksOfTheWalkthroughStreamAreChangedAndLeaveNothing() throws Exception {
        // Given
        platform.run(0, "deploy", EXAMPLES.resolve("network.yaml").toString());
        Path template = EXAMPLES.resolve("streaming.yaml");
        // When
        String said = run(streaming(template, "streaming"), "--start");
        // Then
        assertThat(said).contains("stack streaming is deployed").contains("is running");
        records(2);
        mysql.execute("insert into salesdb.orders values (3, 'In Process')");
        List<String> records = records(3);
        assertThat(records)
                .anySatisfy(record -> assertThat(record).contains("\"id\": 3").contains("transaction-id"));
        // the same again
        assertThat(run(streaming(template, "streaming"))).contains("nothing to do");
        // a larger instance and another endpoint setting: the task is stopped for it and goes on
        Path changed = directory.resolve("streaming.yaml");
        Files.writeString(
                changed,
                Files.readString(template)
                        .replace("dms.t3.medium", "dms.t3.large")
                        .replace(
                                "MigrationType: full-load-and-cdc",
                                "MigrationType: full-load-and-cdc\n      TaskData: '{}'"));
        assertThat(run(streaming(changed, "streaming"), "--dry-run"))
                .contains("Modify")
                .contains("ReplicationInstance")
                .contains("Task");
        assertThat(run(streaming(changed, "streaming"), "--start")).contains("stack streaming is deployed");
        mysql.execute("insert into salesdb.orders values (4, 'Late')");
        assertThat(records(4)).anySatisfy(record -> assertThat(record).contains("Late"));
        // away with it
        platform.run(0, "stack", "delete", "streaming");
        platform.run(0, "stack", "delete", "network");
        nothingIsLeft();
    }

    private void nothingIsLeft() throws Exception {
        assertThat(platform.run(0, "stack", "list")).doesNotContain("streaming").doesNotContain("network");
        try (DatabaseMigrationClient dms = platform.migration();
                SecretsManagerClient secrets = platform.secrets()) {
            assertThat(dms.describeReplicationTasks().replicationTasks()).isEmpty();
            assertThat(dms.describeEndpoints().endpoints()).isEmpty();
            assertThat(dms.describeReplicationInstances().replicationInstances())
                    .isEmpty();
            assertThat(dms.describeReplicationSubnetGroups().replicationSubnetGroups())
                    .isEmpty();
            assertThat(secrets.listSecrets(r -> {}).secretList()).isEmpty();
        }
        assertThat(platform.run(0, "topic", "list")).doesNotContain("crosscurrent-state");
        assertThat(platform.run(0, "status")).doesNotContain("streaming");
    }

    private List<String> records(int atLeast) throws Exception {
        Properties properties = platform.kafka();
        properties.put("group.id", "reader-" + atLeast);
        properties.put("auto.offset.reset", "earliest");
        properties.put("isolation.level", "read_committed");
        List<String> records = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("kafka-default-topic"));
            long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (rows(records) < atLeast && System.nanoTime() < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> records.add(record.value()));
            }
        }
        assertThat(rows(records)).as("rows among %s", records).isGreaterThanOrEqualTo(atLeast);
        return records;
    }

    private static long rows(List<String> records) {
        return records.stream()
                .filter(record -> record != null && record.contains("\"record-type\": \"data\""))
                .count();
    }
}
