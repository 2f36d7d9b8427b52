/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.crosscurrent.engines.job.JobCluster;
import io.crosscurrent.engines.job.JobClusterContract;
import io.crosscurrent.engines.kafka.EmbeddedKafka;
import io.crosscurrent.engines.kafka.KafkaCredentials;
import io.crosscurrent.engines.kafka.KafkaEngine.TopicRequest;
import io.crosscurrent.engines.kafka.KafkaSettings;
import io.crosscurrent.engines.sql.SqlEngine.Row;
import io.crosscurrent.engines.sql.SqlEngine.SqlFailure;
import io.crosscurrent.engines.sql.SqlEngine.SqlRun;
import io.crosscurrent.engines.sql.SqlEngine.SqlSession;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedFlinkIT implements SqlEngineContract, JobClusterContract {
    @TempDir
    static Path directory;

    private static EmbeddedFlink flink;

    @BeforeAll
    static void startFlink() {
        flink = new EmbeddedFlink(FlinkSettings.in(directory.resolve("flink")).withWarmUp(false));
        flink.start();
        flink.warmUp().join();
    }

    @AfterAll
    static void stopFlink() {
        flink.close();
    }

    @Override
    public JobCluster cluster() {
        return flink.cluster();
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public SqlEngine engine() {
        return flink;
    }

    @Test
    void startsAnotherTaskManagerWhenItIsLost() {
        // When
        loseTaskManager();
        // Then
        assertThat(rows(Map.of(), "SELECT 1")).containsExactly(new Row("+I", List.of("1")));
    }

    @Test
    void aQueryTellsThatItsTaskManagerWasLostAndAnInsertGoesOnByItself() {
        String hole = "CREATE TEMPORARY TABLE hole (n BIGINT) WITH ('connector' = 'blackhole')";
        try (SqlSession session = flink.open(Map.of(), List.of(COUNTER, hole));
                SqlRun query = session.execute("SELECT n FROM ticks", Map.of())) {
            // Given
            SqlEngineContract.drain(session, "INSERT INTO hole SELECT n FROM ticks");
            SqlEngineContract.firstPage(query);
            // When
            loseTaskManager();
            // Then
            SqlFailure failure = catchThrowableOfType(SqlFailure.class, query::drain);
            assertThat(failure.lost).as(failure.getMessage()).isTrue();
            assertThat(failure).hasMessage("Flink lost the TaskManager that ran this statement.");
            await().atMost(Duration.ofSeconds(40)).until(() -> flink.jobs().stream()
                    .anyMatch(job ->
                            job.name().startsWith("insert-into") && job.state().equals("RUNNING")));
            flink.jobs().stream()
                    .filter(job -> job.state().equals("RUNNING"))
                    .forEach(job -> SqlEngineContract.drain(session, "STOP JOB '" + job.id() + "'"));
        }
    }

    /** Those that were lost before count on. */
    private static void loseTaskManager() {
        for (int i = 0; i < 100; i++) {
            try {
                FlinkCluster.await(flink.miniCluster().miniCluster().terminateTaskManager(i));
            } catch (IndexOutOfBoundsException noMore) {
                return;
            }
        }
    }

    @Test
    void aSuspendedJobGoesOnFromWhereItStood() throws Exception {
        String sink = "CREATE TEMPORARY TABLE nowhere (n BIGINT) WITH ('connector' = 'blackhole')";
        Map<String, String> options = Map.of(
                "execution.checkpointing.interval",
                "200 ms",
                "execution.checkpointing.externalized-checkpoint-retention",
                "RETAIN_ON_CANCELLATION");
        try (SqlSession session = flink.open(Map.of(), List.of(COUNTER, sink))) {
            // Given
            String job = started(session, "INSERT INTO nowhere SELECT n FROM ticks", options);
            assertThat(flink.jobsOutliveIt()).isFalse();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> flink.snapshot(job).contains("/chk-"));
            // When
            flink.suspend(job, Duration.ofSeconds(30));
            // Then
            assertThat(flink.snapshot(job)).startsWith("file:").contains(job + "/savepoint-");
            Map<String, String> from = new HashMap<>(options);
            from.put("execution.state-recovery.path", flink.snapshot(job));
            String next = started(session, "INSERT INTO nowhere SELECT n FROM ticks", from);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> flink.snapshot(next).contains("/chk-"));
            flink.forget(job);
            assertThat(flink.snapshot(job)).isEmpty();
            flink.cluster().cancel(next);
            await().atMost(Duration.ofSeconds(30)).until(() -> flink.jobs().stream()
                    .anyMatch(known -> known.id().equals(next) && known.state().equals("CANCELED")));
            assertThat(flink.snapshot(next)).as("kept though it was cancelled").contains("/chk-");
        }
    }

    private static String started(SqlSession session, String insert, Map<String, String> options) {
        try (SqlRun run = session.execute(insert, options)) {
            run.drain();
            return run.jobId();
        }
    }

    @Test
    void theTableOfAnInsertThatCreatesItIsFilledByAJob() {
        try (SqlSession session = flink.open(Map.of(), List.of(COUNTER));
                SqlRun run = session.execute(
                        "CREATE TABLE filled WITH ('connector' = 'blackhole') AS SELECT n FROM ticks", Map.of())) {
            run.drain();
            assertThat(run.jobId()).isNotEmpty();
            flink.cluster().cancel(run.jobId());
        }
    }

    @Test
    void theClusterRefusesWhoeverLacksItsSecret() throws Exception {
        URI base = flink.restAddress();
        HttpClient stranger = HttpClient.newHttpClient();
        List<Integer> statuses = new ArrayList<>();
        for (String path : List.of("/", "/jobs", "/config", "/jobmanager/config", "/jars", "/nothing")) {
            HttpRequest request = HttpRequest.newBuilder(base.resolve(path)).build();
            statuses.add(stranger.send(request, BodyHandlers.discarding()).statusCode());
        }
        HttpRequest post = HttpRequest.newBuilder(base.resolve("/jobs"))
                .header("Content-Type", "multipart/form-data; boundary=x")
                .header(ClusterRestGuard.HEADER, "wrong")
                .POST(BodyPublishers.ofString("--x--"))
                .build();
        statuses.add(stranger.send(post, BodyHandlers.discarding()).statusCode());
        assertThat(statuses).containsOnly(401);
    }

    @Test
    void noSecretOfTheClusterIsAmongTheOptionsOfASession() {
        String secret =
                ClusterRestGuard.secretOf(flink.miniCluster().miniCluster().getConfiguration());
        assertThat(rows(Map.of(), "SET")).noneMatch(row -> row.values().contains(secret));
    }

    @Test
    void listensOnLoopbackOnlyWhileAQueryRuns() throws Exception {
        assumeTrue(Files.isReadable(Path.of("/proc/self/net/tcp")), "needs /proc of Linux");
        try (SqlSession session = flink.open(Map.of(), List.of(COUNTER));
                SqlRun run = session.execute("SELECT n FROM ticks", Map.of())) {
            SqlEngineContract.firstPage(run);
            assertThat(ownListeners())
                    .isNotEmpty()
                    .allMatch(address ->
                            address.equals("0100007F") || address.equals("0000000000000000FFFF00000100007F"));
        }
    }

    /** Local addresses, as /proc writes them, of this process's listening TCP sockets. */
    private static Set<String> ownListeners() throws Exception {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            for (Path file : files.toList()) {
                if (Files.isSymbolicLink(file)) {
                    String target = Files.readSymbolicLink(file).toString();
                    if (target.startsWith("socket:[")) {
                        inodes.add(target.substring(8, target.length() - 1));
                    }
                }
            }
        }
        Set<String> addresses = new HashSet<>();
        for (String table : List.of("tcp", "tcp6")) {
            for (String line : Files.readAllLines(Path.of("/proc/self/net", table))) {
                String[] fields = line.trim().split("\\s+");
                if (fields[3].equals("0A") && inodes.contains(fields[9])) {
                    addresses.add(fields[1].substring(0, fields[1].indexOf(':')));
                }
            }
        }
        return addresses;
    }

    @Test
    void readsKafkaAndWritesItExactlyOnceAsAnOrdinaryUser() {
        KafkaCredentials platform = new KafkaCredentials("platform", "secret");
        try (EmbeddedKafka kafka = new EmbeddedKafka(KafkaSettings.in(directory.resolve("kafka"), platform))) {
            // Given
            kafka.start();
            kafka.putUser("studio", "studio's");
            kafka.createTopics(List.of(new TopicRequest("orders", 1, -1, Map.of())));
            String table =
                    """
                    CREATE TABLE orders (id BIGINT, status STRING) WITH ('connector' = 'kafka', 'topic' = 'orders',
                      'scan.startup.mode' = 'earliest-offset', 'format' = 'json',
                      'sink.delivery-guarantee' = 'exactly-once', 'sink.transactional-id-prefix' = 'orders',
                      'properties.isolation.level' = 'read_committed', 'properties.bootstrap.servers' = '%s', 'properties.group.id' = 'studio',
                      'properties.security.protocol' = 'SASL_PLAINTEXT', 'properties.sasl.mechanism' = 'SCRAM-SHA-512',
                      'properties.sasl.jaas.config' = '%s')"""
                            .formatted(
                                    kafka.bootstrapServers(),
                                    kafka.clientProperties("studio", "studio's")
                                            .get("sasl.jaas.config")
                                            .replace("'", "''"));
            try (SqlSession session = flink.open(Map.of(), List.of(table))) {
                // When
                SqlEngineContract.drain(session, "INSERT INTO orders VALUES (1, 'Shipped'), (2, 'Hold')");
                // Then
                List<Row> rows = new ArrayList<>();
                try (SqlRun run = session.execute("SELECT * FROM orders", Map.of())) {
                    await().atMost(Duration.ofSeconds(40)).until(() -> {
                        rows.addAll(run.fetch(500).rows());
                        return rows.size() == 2;
                    });
                }
                assertThat(rows)
                        .containsExactly(new Row("+I", List.of("1", "Shipped")), new Row("+I", List.of("2", "Hold")));
            }
        }
    }
}
