/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crosscurrent.testing.MySqlServer;
import io.crosscurrent.testing.tls.TestAuthority;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kafka.KafkaClient;
import software.amazon.awssdk.services.kinesisanalyticsv2.KinesisAnalyticsV2Client;

/**
 * The AWS CLI, boto3 and the AWS SDK for Java as they are, pointed at the platform by its endpoint URL alone. Each does every
 * command of {@code aws/commands.txt}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AwsClientsIT {
    @TempDir
    static Path directory;

    private MySqlServer mysql;
    private PlatformProcess platform;
    private String since;
    private String until;

    @BeforeAll
    void start() throws Exception {
        mysql = MySqlServer.start(MySqlServer.Options.small().with("gtid_mode", "ON"));
        mysql.execute(
                "create database shop",
                "create table shop.orders (id int primary key, status varchar(20))",
                "insert into shop.orders values (1, 'Shipped'), (2, 'On Hold'), (3, 'Shipped')",
                "update shop.orders set status = 'before' where id = 1");
        since = nextSecond();
        mysql.execute(
                "update shop.orders set status = 'within one' where id = 1",
                "update shop.orders set status = 'within two' where id = 2");
        until = nextSecond();
        nextSecond();
        mysql.execute("update shop.orders set status = 'after' where id = 3");
        platform = PlatformProcess.start(directory.resolve("data"));
        platform.run(0, "topic", "create", "kafka-default-topic");
        Files.writeString(directory.resolve("c.pem"), new TestAuthority(directory, "authority").pem());
        Files.write(directory.resolve("w.sso"), new byte[] {0, 1, 2, -1});
        Files.writeString(
                directory.resolve("studio.json"),
                "{\"ZeppelinApplicationConfiguration\":{\"MonitoringConfiguration\":{\"LogLevel\":\"INFO\"}}}");
        Files.writeString(
                directory.resolve("template.yaml"),
                """
                Parameters: {Pw: {Type: String, NoEcho: true}}
                Resources:
                  Secret: {Type: AWS::SecretsManager::Secret, Properties: {SecretString: !Ref Pw, Description: first}}
                  Role:
                    Type: AWS::IAM::Role
                    Properties: {RoleName: client-stack-role, AssumeRolePolicyDocument: {Version: '2012-10-17', Statement: []}}
                Outputs: {Secret: {Value: !Ref Secret, Export: {Name: !Sub '${AWS::StackName}-secret'}}}
                """);
        Files.writeString(
                directory.resolve("mappings.json"),
                """
                {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
                            "object-locator": {"schema-name": "shop", "table-name": "%"}}]}
                """);
    }

    /** Waits for the next second of the database's clock. @return it, in UTC */
    private String nextSecond() {
        mysql.execute("do sleep(1 - microsecond(sysdate(6)) / 1000000)");
        return mysql.query("select date_format(utc_timestamp(), '%Y-%m-%dT%H:%i:%s') as t")
                .get(0)
                .get("t");
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

    @Test
    void theAwsCliDoesEveryCommand() throws Exception {
        // Given
        List<Path> clients = programs("aws");
        assumeTrue(!clients.isEmpty(), "SKIPPED: the AWS CLI is not installed (Debian: apt-get install awscli)");
        Files.writeString(
                directory.resolve("application.json"),
                """
                {"ApplicationCodeConfiguration": {"CodeContentType": "PLAINTEXT", "CodeContent": {"TextContent":
                 "CREATE TEMPORARY TABLE ticks (n INT) WITH ('connector' = 'datagen', 'rows-per-second' = '1'); CREATE TEMPORARY TABLE nowhere (n INT) WITH ('connector' = 'blackhole'); INSERT INTO nowhere SELECT n FROM ticks;"}}}
                """);
        for (Path client : clients) {
            Map<String, String> environment = environment();
            environment.put("AWS_CLI", client.toString());
            Files.deleteIfExists(directory.resolve("calls"));
            String topic = "since-" + clients.indexOf(client);
            environment.put("SINCE_TOPIC", topic);
            platform.run(0, "topic", "create", topic);
            // When
            String pipeline = PlatformProcess.run(
                    0, environment, List.of("bash", resource("pipeline.sh").toString()));
            String services = PlatformProcess.run(
                    0, environment, List.of("bash", resource("services.sh").toString()));
            // Then
            assertThat(pipeline)
                    .as("with %s", client)
                    .contains("ok: table loaded")
                    .endsWith("ok: everything deleted\n");
            assertThat(services)
                    .as("with %s", client)
                    .isEqualTo("ok: iam\nok: kafka\nok: kinesisanalyticsv2\nok: cloudformation\n");
            assertThat(noted()).as("with %s", client).containsAll(commands());
            assertThat(statuses(topic)).as("with %s", client).containsExactly("within one", "within two");
        }
    }

    /** The new statuses of the orders whose changes stand in the topic. */
    private List<String> statuses(String topic) throws IOException {
        List<String> statuses = new ArrayList<>();
        Properties kafka = platform.kafka();
        kafka.put("isolation.level", "read_committed");
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(kafka, bytes, bytes)) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> each : consumer.poll(Duration.ofSeconds(1))) {
                    JsonNode message = new ObjectMapper().readTree(each.value());
                    if (message.at("/metadata/record-type").asText().equals("data")) {
                        statuses.add(message.at("/data/status").asText());
                    }
                }
            }
        }
        return statuses;
    }

    @Test
    void boto3DoesEveryCommand() throws Exception {
        // Given
        Path python = programs("python3").stream()
                .filter(AwsClientsIT::hasBoto3)
                .findFirst()
                .orElse(null);
        assumeTrue(python != null, "SKIPPED: boto3 is not installed (Debian: apt-get install python3-boto3)");
        Files.deleteIfExists(directory.resolve("calls"));
        resource("noted.py");
        // When
        String pipeline = PlatformProcess.run(
                0,
                environment(),
                List.of(python.toString(), resource("pipeline.py").toString()));
        String services = PlatformProcess.run(
                0,
                environment(),
                List.of(python.toString(), resource("services.py").toString()));
        // Then
        assertThat(pipeline).endsWith("ok: everything deleted\n");
        assertThat(services).endsWith("ok: services\n");
        assertThat(noted()).containsAll(commands());
    }

    @Test
    void theSdkForJavaDoesEveryCommand() throws Exception {
        SdkClients clients = new SdkClients(platform);
        new SdkPipeline(clients, mysql, platform.kafka(), directory).run();
        new SdkServices(clients, directory).run();
        assertThat(clients.commands()).containsAll(commands());
    }

    @Test
    void theMessageSettingsOfEndpointAndTaskShowInTheTopic() throws Exception {
        platform.run(0, "topic", "create", SdkMessages.PLAIN);
        platform.run(0, "topic", "create", SdkMessages.TURNED);
        new SdkMessages(new SdkClients(platform), mysql, platform.kafka()).run();
    }

    private static Set<String> commands() throws IOException {
        try (InputStream in = AwsClientsIT.class.getResourceAsStream("/aws/commands.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** What the scripts did: the first two words of each command, or three where the second is "wait". */
    private static Set<String> noted() throws IOException {
        return Files.readAllLines(directory.resolve("calls")).stream()
                .map(line -> line.split(" "))
                .map(words -> words[0] + " " + words[1] + (words[1].equals("wait") ? " " + words[2] : ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theCdkDeploysAndDestroys() throws Exception {
        // Given
        Path home = Path.of(System.getProperty("user.home"), ".cache", "crosscurrent", "cdk");
        Path cdk = home.resolve("node_modules").resolve(".bin").resolve("cdk");
        boolean there = Files.isExecutable(cdk) && !programs("node").isEmpty();
        if (!there) {
            System.err.println("SKIPPED: the CDK is not installed in " + home + " (npm install --prefix " + home
                    + " aws-cdk aws-cdk-lib constructs)");
        }
        assumeTrue(there, "the CDK is not installed in " + home);
        Path app = directory.resolve("app.js");
        try (InputStream in = AwsClientsIT.class.getResourceAsStream("/cdk/app.js")) {
            Files.copy(in, app, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        Map<String, String> environment = environment();
        environment.put("AWS_ENDPOINT_URL", platform.endpointUrl());
        environment.put("AWS_REGION", "us-east-1");
        environment.put("NODE_PATH", home.resolve("node_modules").toString());
        environment.put("CDK_DISABLE_CLI_TELEMETRY", "true");
        List<String> common = List.of(
                "--app", "node " + app, "--output", directory.resolve("cdk.out").toString());
        // When
        String deployed = PlatformProcess.run(
                0, environment, with(cdk, List.of("deploy", "--require-approval", "never"), common));
        String again = PlatformProcess.run(
                0, environment, with(cdk, List.of("deploy", "--require-approval", "never"), common));
        try (DatabaseMigrationClient dms = platform.migration()) {
            assertThat(dms.describeEndpoints().endpoints())
                    .extracting(endpoint -> endpoint.endpointIdentifier())
                    .contains("from-cdk");
        }
        String destroyed = PlatformProcess.run(0, environment, with(cdk, List.of("destroy", "--force"), common));
        // Then
        assertThat(deployed).contains("CREATE_COMPLETE");
        assertThat(again).contains("no changes");
        assertThat(destroyed).contains("destroyed");
        try (DatabaseMigrationClient dms = platform.migration()) {
            assertThat(dms.describeEndpoints().endpoints())
                    .extracting(endpoint -> endpoint.endpointIdentifier())
                    .doesNotContain("from-cdk");
        }
    }

    @Test
    void theTableOfTheWalkthroughLogsInByIamAsWritten() throws Exception {
        try (KafkaClient msk = platform.client(KafkaClient.builder());
                IamClient iam = platform.client(IamClient.builder());
                KinesisAnalyticsV2Client flink = platform.client(KinesisAnalyticsV2Client.builder())) {
            // Given
            platform.run(0, "topic", "create", "walkthrough");
            String cluster = msk.createCluster(r -> r.clusterName("walkthrough")
                            .kafkaVersion("3.6.0")
                            .numberOfBrokerNodes(2)
                            .brokerNodeGroupInfo(
                                    b -> b.instanceType("kafka.t3.small").clientSubnets("a", "b")))
                    .clusterArn();
            String brokers = msk.getBootstrapBrokers(r -> r.clusterArn(cluster)).bootstrapBrokerStringSaslIam();
            String table = table("CREATE TABLE", brokers);
            String[] select = {"sql", "--json", table + "SELECT status FROM by_iam WHERE id < 3"};
            // When
            platform.run(0, "sql", table + "INSERT INTO by_iam VALUES (1, 'Shipped'), (2, 'On Hold')");
            // Then
            Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(platform.run(0, select))
                    .contains("Shipped")
                    .contains("On Hold"));
            // When
            iam.putRolePolicy(r -> r.roleName("crosscurrent-flink")
                    .policyName("not-this")
                    .policyDocument(
                            "{\"Statement\": [{\"Effect\": \"Deny\", \"Action\": \"kafka-cluster:*\", \"Resource\":"
                                    + " \"arn:aws:kafka:*:*:topic/walkthrough/*/walkthrough\"}]}"));
            // Then
            Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(platform.run(1, select))
                    .contains("Topic authorization failed"));
            // When
            String role = iam.createRole(r -> r.roleName("writer")
                            .assumeRolePolicyDocument(
                                    "{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"sts:AssumeRole\","
                                            + " \"Principal\": {\"Service\": \"kinesisanalytics.amazonaws.com\"}}]}"))
                    .role()
                    .arn();
            iam.putRolePolicy(r -> r.roleName("writer")
                    .policyName("write")
                    .policyDocument("{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": [\"kafka-cluster:Connect\","
                            + " \"kafka-cluster:WriteDataIdempotently\", \"kafka-cluster:DescribeTopic\","
                            + " \"kafka-cluster:WriteData\"], \"Resource\": \"*\"}]}"));
            flink.createApplication(r -> r.applicationName("by-iam")
                    .runtimeEnvironment("FLINK-1_20")
                    .serviceExecutionRole(role)
                    .applicationConfiguration(
                            c -> c.applicationCodeConfiguration(code -> code.codeContentType("PLAINTEXT")
                                    .codeContent(t -> t.textContent(table("CREATE TEMPORARY TABLE", brokers)
                                            + "INSERT INTO by_iam VALUES (1, 'from the application')")))));
            flink.startApplication(r -> r.applicationName("by-iam"));
            // Then
            Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(platform.run(
                            0,
                            "sql",
                            "--json",
                            "CREATE TABLE plain (status STRING) WITH ('connector' = 'kafka', 'topic' ="
                                    + " 'walkthrough', 'scan.startup.mode' = 'earliest-offset',"
                                    + " 'scan.bounded.mode' = 'latest-offset', 'format' = 'json');"
                                    + "SELECT status FROM plain"))
                    .contains("from the application"));
        }
    }

    /** As the walkthrough has it, and bounded, so that a query ends. */
    private static String table(String create, String brokers) {
        return create
                + """
                 by_iam (id INT, status STRING) WITH (
                  'connector' = 'kafka', 'topic' = 'walkthrough',
                  'properties.bootstrap.servers' = '%s', 'properties.group.id' = 'walkthrough',
                  'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'json',
                  'properties.security.protocol' = 'SASL_SSL', 'properties.sasl.mechanism' = 'AWS_MSK_IAM',
                  'properties.sasl.jaas.config' = 'software.amazon.msk.auth.iam.IAMLoginModule required;',
                  'properties.sasl.client.callback.handler.class' = 'software.amazon.msk.auth.iam.IAMClientCallbackHandler'
                );
                """
                        .formatted(brokers);
    }

    private static List<String> with(Path program, List<String> command, List<String> more) {
        List<String> all = new ArrayList<>(List.of(program.toString()));
        all.addAll(command);
        all.addAll(more);
        return all;
    }

    private Map<String, String> environment() throws IOException {
        Properties kafka = platform.kafka();
        return new HashMap<>(Map.ofEntries(
                Map.entry("ENDPOINT", platform.endpointUrl()),
                Map.entry("AWS_ACCESS_KEY_ID", platform.accessKeyId()),
                Map.entry("AWS_SECRET_ACCESS_KEY", platform.secretAccessKey()),
                Map.entry("AWS_DEFAULT_REGION", "us-east-1"),
                Map.entry("AWS_PAGER", ""),
                Map.entry("AWS_MAX_ATTEMPTS", "1"),
                Map.entry("WORK", directory.toString()),
                Map.entry("MAPPINGS", directory.resolve("mappings.json").toString()),
                Map.entry("SINCE", since + "Z"),
                Map.entry("UNTIL", until),
                Map.entry("DB_PORT", Integer.toString(mysql.port())),
                Map.entry("DB_USER", mysql.adminUser()),
                Map.entry("DB_PASSWORD", mysql.adminPassword()),
                Map.entry("BROKER", kafka.getProperty("bootstrap.servers")),
                Map.entry("KAFKA_USER", KafkaLogin.user(kafka)),
                Map.entry("KAFKA_PASSWORD", KafkaLogin.password(kafka))));
    }

    /** Every program of that name: on the path, and Debian's own where another one comes first. */
    private static List<Path> programs(String name) {
        List<Path> found = new ArrayList<>();
        List<String> places = new ArrayList<>(List.of(System.getenv("PATH").split(":")));
        places.add("/usr/bin");
        for (String place : places) {
            Path program = Path.of(place, name);
            if (Files.isExecutable(program) && found.stream().noneMatch(known -> same(known, program))) {
                found.add(program);
            }
        }
        return found;
    }

    private static boolean same(Path one, Path other) {
        try {
            return one.toRealPath().equals(other.toRealPath());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static boolean hasBoto3(Path python) {
        try {
            return new ProcessBuilder(python.toString(), "-c", "import boto3")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Path resource(String name) throws IOException {
        Path copy = directory.resolve(name);
        try (InputStream in = AwsClientsIT.class.getResourceAsStream("/aws/" + name)) {
            Files.copy(in, copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        return copy;
    }
}
