/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.engines.kafka.EmbeddedKafka;
import io.crosscurrent.engines.kafka.KafkaCredentials;
import io.crosscurrent.engines.kafka.KafkaSettings;
import io.crosscurrent.engines.sql.EmbeddedFlink;
import io.crosscurrent.engines.sql.FlinkSettings;
import io.crosscurrent.engines.sql.SqlEngine.Job;
import io.crosscurrent.server.fake.FakeConnect;
import io.crosscurrent.server.fake.OutlivingFlink;
import io.crosscurrent.server.fake.TestPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.kinesisanalyticsv2.KinesisAnalyticsV2Client;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.ApplicationStatus;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.RuntimeEnvironment;

/** Applications on a Flink that is no part of the platform, when one of the two is lost. */
class ApplicationLossIT {
    @TempDir
    Path directory;

    private EmbeddedKafka kafka;
    private OutlivingFlink flink;
    private TestPlane plane;
    private KinesisAnalyticsV2Client client;

    @BeforeEach
    void start() {
        kafka = new EmbeddedKafka(KafkaSettings.in(directory.resolve("kafka"), new KafkaCredentials("platform", "pw")));
        flink = new OutlivingFlink(flink("first"));
        startPlane();
    }

    @AfterEach
    void stop() {
        client.close();
        plane.close();
        flink.close();
        kafka.close();
    }

    private EmbeddedFlink flink(String name) {
        EmbeddedFlink started =
                new EmbeddedFlink(FlinkSettings.in(directory.resolve(name)).withWarmUp(false));
        started.start();
        return started;
    }

    private void startPlane() {
        plane = new TestPlane(directory.resolve("plane"), kafka, new FakeConnect(), flink);
        client = KinesisAnalyticsV2Client.builder()
                .endpointOverride(plane.plane.address())
                .region(Region.US_EAST_1)
                .credentialsProvider(plane.credentials())
                .build();
    }

    /** Numbers from 1, fifty a second, into each of the sinks, which are directories. */
    private void create(String... sinks) {
        StringBuilder sql = new StringBuilder(
                "CREATE TABLE numbers (n BIGINT) WITH ('connector' = 'datagen',"
                        + " 'rows-per-second' = '50', 'fields.n.kind' = 'sequence', 'fields.n.start' = '1', 'fields.n.end' = '1000000');");
        for (String sink : sinks) {
            sql.append("CREATE TABLE %s (n BIGINT) WITH ('connector' = 'filesystem', 'path' = '%s', 'format' = 'csv');"
                    .formatted(sink, directory.resolve(sink).toUri()));
        }
        for (String sink : sinks) {
            sql.append("INSERT INTO %s SELECT n FROM numbers;".formatted(sink));
        }
        client.createApplication(r -> r.applicationName("counting")
                .runtimeEnvironment(RuntimeEnvironment.FLINK_1_20)
                .serviceExecutionRole("arn:aws:iam::000000000000:role/flink")
                .applicationConfiguration(configuration -> configuration
                        .applicationCodeConfiguration(code -> code.codeContentType("PLAINTEXT")
                                .codeContent(content -> content.textContent(sql.toString())))
                        .flinkApplicationConfiguration(
                                settings -> settings.checkpointConfiguration(checkpoints -> checkpoints
                                        .configurationType("CUSTOM")
                                        .checkpointingEnabled(true)
                                        .checkpointInterval(500L)
                                        .minPauseBetweenCheckpoints(100L)))));
    }

    private void await(ApplicationStatus status) {
        Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> client.describeApplication(
                        r -> r.applicationName("counting"))
                .applicationDetail()
                .applicationStatus()
                .equals(status));
    }

    private List<String> running() {
        return flink.jobs().stream()
                .filter(job -> !Job.ENDED.contains(job.state()))
                .map(Job::id)
                .toList();
    }

    /** What is committed there. */
    private List<Long> numbers(String sink) throws IOException {
        List<Long> numbers = new ArrayList<>();
        if (!Files.isDirectory(directory.resolve(sink))) {
            return numbers;
        }
        try (Stream<Path> files = Files.walk(directory.resolve(sink))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.getFileName().toString().startsWith(".")) {
                    Files.readAllLines(file).forEach(line -> numbers.add(Long.parseLong(line)));
                }
            }
        }
        numbers.sort(null);
        return numbers;
    }

    private void awaitMore(String sink) throws IOException {
        int before = numbers(sink).size();
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .until(() -> numbers(sink).size() > before + 100);
    }

    /** The control plane has asked Flink how far its jobs are, after this was called. */
    private void awaitLook() {
        double before = uptime();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> uptime() > before);
    }

    private double uptime() {
        try (CloudWatchClient cloudwatch = CloudWatchClient.builder()
                .endpointOverride(plane.plane.address())
                .region(Region.US_EAST_1)
                .credentialsProvider(plane.credentials())
                .build()) {
            return cloudwatch
                    .getMetricStatistics(r -> r.namespace("AWS/KinesisAnalytics")
                            .metricName("uptime")
                            .dimensions(Dimension.builder()
                                    .name("Application")
                                    .value("counting")
                                    .build())
                            .startTime(Instant.now().minusSeconds(600))
                            .endTime(Instant.now().plusSeconds(60))
                            .period(3600)
                            .statistics(Statistic.MAXIMUM))
                    .datapoints()
                    .stream()
                    .mapToDouble(Datapoint::maximum)
                    .max()
                    .orElse(0);
        }
    }

    @Test
    void aStartThatWasCutOffBetweenAJobAndItsNoteStartsEachJobOnce() throws Exception {
        // Given
        create("sink_a", "sink_b");
        flink.cutOffTheNextStart();
        client.startApplication(r -> r.applicationName("counting").runConfiguration(run -> {}));
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> running().size() == 1);
        String first = running().get(0);
        // When
        client.close();
        plane.close();
        startPlane();
        await(ApplicationStatus.RUNNING);
        // Then
        assertThat(running()).hasSize(2).contains(first);
        client.stopApplication(r -> r.applicationName("counting").force(true));
        await(ApplicationStatus.READY);
        assertThat(running()).isEmpty();
    }

    @Test
    void aStartThatWasCutOffIsStoppedWithTheJobsItHadBegun() {
        // Given
        create("sink_a", "sink_b");
        flink.cutOffTheNextStart();
        client.startApplication(r -> r.applicationName("counting").runConfiguration(run -> {}));
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> running().size() == 1);
        // When
        client.stopApplication(r -> r.applicationName("counting").force(true));
        await(ApplicationStatus.READY);
        // Then
        assertThat(running()).isEmpty();
    }

    @Test
    void jobsThatFlinkHasLostGoOnFromTheirLastCheckpoint() throws Exception {
        // Given
        create("sink_a");
        client.startApplication(r -> r.applicationName("counting").runConfiguration(run -> {}));
        await(ApplicationStatus.RUNNING);
        awaitMore("sink_a");
        awaitLook();
        awaitMore("sink_a");
        // When
        flink.replaceBy(flink("second"));
        awaitMore("sink_a");
        // Then
        await(ApplicationStatus.RUNNING);
        List<Long> numbers = numbers("sink_a");
        assertThat(numbers)
                .as("each number once")
                .isEqualTo(LongStream.rangeClosed(1, numbers.size()).boxed().toList());
    }
}
