/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.testing.program.ProgramJars;
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
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A JAR with state as an application of Managed Flink, driven by the AWS CLI, on the platform as a user starts it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JarApplicationIT {
    private static final Path CLI = Path.of("/usr/bin/aws");
    private static final String ROLE = "arn:aws:iam::000000000000:role/flink";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path directory;

    private PlatformProcess platform;

    @BeforeAll
    void start() throws Exception {
        assumeTrue(Files.isExecutable(CLI), "SKIPPED: the AWS CLI is not installed (Debian: apt-get install awscli)");
        platform = PlatformProcess.start(directory.resolve("data"));
    }

    @AfterAll
    void stop() throws Exception {
        if (platform != null) {
            platform.close();
        }
    }

    @Test
    void itsStateGoesOnThroughStopsKillsAndUpdates() throws Exception {
        // Given
        Properties kafka = platform.kafka();
        platform.run(0, "topic", "create", "words");
        platform.run(0, "topic", "create", "counts");
        aws("s3", "cp", jar("WordCount").toString(), "s3://code/count.jar");
        flink(
                "create-application",
                "--runtime-environment",
                "FLINK-1_20",
                "--service-execution-role",
                ROLE,
                "--application-configuration",
                configuration(kafka, "code", "words").toString());
        assertThat(detail().at("/ApplicationConfigurationDescription/ApplicationCodeConfigurationDescription")
                        .toString())
                .contains("\"CodeMD5\"", "\"FileKey\":\"count.jar\"");

        // When it starts, it counts; a snapshot is taken meanwhile
        flink("start-application", "--run-configuration", "{}");
        awaitStatus("RUNNING");
        WordTopics.write(kafka, "words", 20);
        awaitCounts(kafka, 20);
        flink("create-application-snapshot", "--snapshot-name", "twenty");
        await(() -> snapshot("twenty").path("SnapshotStatus").asText().equals("READY"));
        await(() -> aws("cloudwatch", "list-metrics", "--namespace", "AWS/KinesisAnalytics")
                .contains("fullRestarts"));
        WordTopics.write(kafka, "words", 10);

        // Then it goes on where it was after a stop with its snapshot
        flink("stop-application");
        awaitStatus("READY");
        WordTopics.write(kafka, "words", 10);
        flink("start-application", "--run-configuration", "{}");
        awaitStatus("RUNNING");
        awaitCounts(kafka, 40);
        assertThat(flink("list-application-snapshots")).contains("twenty", "stop-1-");

        // and after the whole platform was killed, from its last checkpoint
        WordTopics.write(kafka, "words", 5);
        platform.kill();
        platform.start();
        WordTopics.write(kafka, "words", 5);
        awaitCounts(kafka, 50);
        awaitStatus("RUNNING");

        // and when it is updated or rolled back while it runs
        flink(
                "update-application",
                "--current-application-version-id",
                "1",
                "--application-configuration-update",
                "{\"FlinkApplicationConfigurationUpdate\":{\"ParallelismConfigurationUpdate\":"
                        + "{\"ConfigurationTypeUpdate\":\"CUSTOM\",\"ParallelismUpdate\":2}}}");
        awaitStatus("RUNNING");
        assertThat(detail().path("ApplicationVersionId").asLong()).isEqualTo(2);
        assertThat(detail().at("/ApplicationConfigurationDescription/FlinkApplicationConfigurationDescription"
                                + "/ParallelismConfigurationDescription/Parallelism")
                        .asInt())
                .isEqualTo(2);
        flink("rollback-application", "--current-application-version-id", "2");
        awaitStatus("RUNNING");
        assertThat(detail().path("ApplicationVersionRolledBackTo").asLong()).isEqualTo(1);
        assertThat(flink("list-application-versions")).contains("\"ApplicationVersionId\": 3");
        flink("describe-application-version", "--application-version-id", "2");
        WordTopics.write(kafka, "words", 5);
        awaitCounts(kafka, 55);

        // and from the snapshot that is asked for
        flink("stop-application", "--force");
        awaitStatus("READY");
        flink(
                "start-application",
                "--run-configuration",
                "{\"ApplicationRestoreConfiguration\":{\"ApplicationRestoreType\":\"RESTORE_FROM_CUSTOM_SNAPSHOT\","
                        + "\"SnapshotName\":\"twenty\"}}");
        awaitStatus("RUNNING");
        List<Long> again = new ArrayList<>(LongStream.rangeClosed(1, 55).boxed().toList());
        LongStream.rangeClosed(21, 55).forEach(again::add);
        await(() -> WordTopics.counts(kafka, "counts").get("cat").size() >= again.size());
        WordTopics.WORDS.forEach(
                word -> assertThat(WordTopics.counts(kafka, "counts").get(word)).isEqualTo(again));

        // Finally nothing is left
        flink(
                "delete-application-snapshot",
                "--snapshot-name",
                "twenty",
                "--snapshot-creation-timestamp",
                snapshot("twenty").path("SnapshotCreationTimestamp").asText());
        flink(
                "delete-application",
                "--create-timestamp",
                detail().path("CreateTimestamp").asText());
        assertThat(fails("ResourceNotFoundException", "describe-application")).isNotEmpty();
        try (var files = Files.walk(directory.resolve("data").resolve("flink").resolve("savepoints"))) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
        try (var files = Files.walk(directory.resolve("data").resolve("store").resolve("programs"))) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void itSaysWhatIsWrong() throws Exception {
        // Given
        Properties kafka = platform.kafka();
        ObjectNode missing = configuration(kafka, "broken", "words");
        // Then what cannot run is refused at once
        assertThat(fails("InvalidApplicationConfigurationException", create(missing)))
                .contains("no object count.jar in bucket broken", "aws s3 cp");
        aws(
                "s3api",
                "put-object",
                "--bucket",
                "broken",
                "--key",
                "count.jar",
                "--body",
                ProgramJars.build(directory, "Plain", "public class Plain {}", "")
                        .toString());
        assertThat(fails("InvalidApplicationConfigurationException", create(missing)))
                .contains("names no main class", "Main-Class");
        // and what fails when it is started says why
        aws(
                "s3api",
                "put-object",
                "--bucket",
                "broken",
                "--key",
                "count.jar",
                "--body",
                jar("WordCount").toString());
        flink(create(configuration(kafka, "broken", null)));
        assertThat(failure()).contains("the property group words has no topic under from", "update the application");
        flink(
                "update-application",
                "--application-configuration-update",
                "{\"EnvironmentPropertyUpdates\":"
                        + configuration(kafka, "broken", "no-such-topic").get("EnvironmentProperties") + "}");
        assertThat(failure()).contains("no-such-topic");
        assertThat(detail().path("ApplicationStatus").asText()).isEqualTo("READY");
        flink(
                "delete-application",
                "--create-timestamp",
                detail().path("CreateTimestamp").asText());
    }

    private String failure() throws Exception {
        flink("start-application", "--run-configuration", "{}");
        awaitStatus("READY");
        return aws("logs", "filter-log-events", "--log-group-name", "/aws/kinesis-analytics/counting");
    }

    private static String[] create(ObjectNode configuration) {
        return new String[] {
            "create-application",
            "--runtime-environment",
            "FLINK-1_20",
            "--service-execution-role",
            ROLE,
            "--application-configuration",
            configuration.toString()
        };
    }

    private ObjectNode configuration(Properties kafka, String bucket, String from) {
        ObjectNode configuration = JSON.createObjectNode();
        configuration
                .putObject("ApplicationCodeConfiguration")
                .put("CodeContentType", "ZIPFILE")
                .putObject("CodeContent")
                .putObject("S3ContentLocation")
                .put("BucketARN", "arn:aws:s3:::" + bucket)
                .put("FileKey", "count.jar");
        configuration
                .putObject("FlinkApplicationConfiguration")
                .putObject("CheckpointConfiguration")
                .put("ConfigurationType", "CUSTOM")
                .put("CheckpointingEnabled", true)
                .put("CheckpointInterval", 500)
                .put("MinPauseBetweenCheckpoints", 100);
        var groups = configuration.putObject("EnvironmentProperties").putArray("PropertyGroups");
        ObjectNode login = groups.addObject().put("PropertyGroupId", "kafka").putObject("PropertyMap");
        kafka.stringPropertyNames().forEach(name -> login.put(name, kafka.getProperty(name)));
        ObjectNode words = groups.addObject().put("PropertyGroupId", "words").putObject("PropertyMap");
        words.put("to", "counts");
        if (from != null) {
            words.put("from", from);
        }
        return configuration;
    }

    private Path jar(String name) throws IOException {
        try (InputStream in = JarApplicationIT.class.getResourceAsStream("/programs/" + name + ".java");
                var files = Files.list(Path.of("target", "program-libraries"))) {
            List<Path> libraries = files.toList();
            String source = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return ProgramJars.build(directory, name, source, name, libraries);
        }
    }

    private static void awaitCounts(Properties kafka, int most) {
        List<Long> expected = LongStream.rangeClosed(1, most).boxed().toList();
        await(() -> {
            Map<String, List<Long>> counts = WordTopics.counts(kafka, "counts");
            return WordTopics.WORDS.stream()
                    .allMatch(word -> counts.getOrDefault(word, List.of()).size() >= most);
        });
        WordTopics.counts(kafka, "counts")
                .forEach((word, counts) -> assertThat(counts).as(word).isEqualTo(expected));
    }

    private JsonNode detail() throws Exception {
        return JSON.readTree(flink("describe-application")).path("ApplicationDetail");
    }

    private JsonNode snapshot(String name) throws Exception {
        return JSON.readTree(flink("describe-application-snapshot", "--snapshot-name", name))
                .path("SnapshotDetails");
    }

    private void awaitStatus(String status) {
        await(() -> detail().path("ApplicationStatus").asText().equals(status));
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(500))
                .until(condition);
    }

    private String flink(String... words) throws Exception {
        return cli(0, command(words));
    }

    private List<String> command(String... words) {
        List<String> command =
                new ArrayList<>(List.of("kinesisanalyticsv2", words[0], "--application-name", "counting"));
        command.addAll(List.of(words).subList(1, words.length));
        return command;
    }

    private String fails(String word, String... words) throws Exception {
        String said = cli(254, command(words));
        assertThat(said).contains(word);
        return said;
    }

    private String aws(String... words) throws Exception {
        return cli(0, List.of(words));
    }

    private String cli(int exitCode, List<String> words) throws Exception {
        Map<String, String> environment = new HashMap<>(Map.of(
                "AWS_ACCESS_KEY_ID", platform.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY", platform.secretAccessKey(),
                "AWS_DEFAULT_REGION", "us-east-1",
                "AWS_PAGER", "",
                "AWS_MAX_ATTEMPTS", "1"));
        List<String> command =
                new ArrayList<>(List.of(CLI.toString(), "--endpoint-url", platform.endpointUrl(), "--output", "json"));
        command.addAll(words);
        return PlatformProcess.run(exitCode, environment, command);
    }
}
