/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.app.LedgerTask;
import io.crosscurrent.app.PlatformProcess;
import io.crosscurrent.testing.MySqlServer;
import io.crosscurrent.testing.history.Workload;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The platform drives clusters it did not start, each node in a process of its own: three brokers, two Connect workers, a
 * Flink session cluster with two TaskManagers and a SQL gateway.
 */
class ScaleOutIT {
    private static final String KEY = "AKIASCALEOUTSCALEOUT";
    private static final String SECRET = "scale-out/scale-out/scale-out/scale-out+";

    @TempDir
    Path directory;

    @Test
    void aTaskGoesOnElsewhereWhenItsWorkerIsKilled() throws Exception {
        Path data = Files.createDirectory(directory.resolve("data"), ownerOnly("rwx------"));
        Path credentials = Files.createFile(data.resolve("credentials"), ownerOnly("rw-------"));
        Files.writeString(
                credentials, "[default]\naws_access_key_id = " + KEY + "\naws_secret_access_key = " + SECRET + "\n");
        int port = Node.freePort();
        try (MySqlServer mysql = MySqlServer.start(MySqlServer.Options.full().with("gtid_mode", "ON"));
                KafkaNodes kafka = KafkaNodes.start(directory);
                FlinkNodes flink = FlinkNodes.start(directory, opens());
                ConnectNodes connect = ConnectNodes.start(directory, kafka.clientProperties(), secrets(port))) {
            await(connect::answer);
            await(flink::answer);
            Path clientProperties = directory.resolve("kafka.properties");
            Files.writeString(clientProperties, lines(kafka.clientProperties()));
            try (PlatformProcess platform = PlatformProcess.start(
                    data,
                    List.of(
                            "--port",
                            Integer.toString(port),
                            "--kafka-properties",
                            clientProperties.toString(),
                            "--connect",
                            connect.addresses(),
                            "--flink",
                            flink.gateway().toString(),
                            "--flink-jobmanager",
                            flink.jobManager().toString()))) {
                // Given
                mysql.execute("create database ledger");
                Workload workload = new Workload(mysql, "ledger.items", 60_000, 20261125L);
                workload.createTable();
                String task = LedgerTask.create(platform, mysql);
                CompletableFuture<Void> writes = CompletableFuture.runAsync(workload::run);
                await(() -> LedgerTask.loadedRows(platform, task) > 2_000);

                // When
                String first = connect.runner();
                connect.kill(first);
                await(() -> !List.of("", first).contains(connect.runner()));
                await(() -> "Table completed"
                        .equals(LedgerTask.statistics(platform, task).tableState()));
                long before = workload.transactions();
                await(() -> workload.transactions() > before + 300);
                workload.stop();
                writes.get();

                // Then
                assertThat(LedgerTask.readUntilQuiet(platform, workload).anomalies(workload.committed()))
                        .isEmpty();
                String rows = mysql.query("select count(*) as n from ledger.items")
                        .get(0)
                        .get("n");
                String counted = platform.run(
                        0,
                        "sql",
                        "--json",
                        "SELECT COUNT(*) AS n FROM ledger.items"
                                + " /*+ OPTIONS('scan.bounded.mode' = 'latest-offset') */");
                assertThat(counted.lines().filter(line -> line.startsWith("{")))
                        .last()
                        .asString()
                        .matches(".*\"n\":\"?" + rows + "\"?}");
            }
        }
    }

    private static java.nio.file.attribute.FileAttribute<?> ownerOnly(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    private static Map<String, String> secrets(int port) {
        return Map.of(
                "endpoint",
                "http://127.0.0.1:" + port,
                "region",
                "us-east-1",
                "access.key.id",
                KEY,
                "secret.access.key",
                SECRET);
    }

    private static String lines(Map<String, String> properties) {
        return properties.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                .collect(Collectors.joining());
    }

    /** The same that Flink needs in this process. */
    private static List<String> opens() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-opens"))
                .toList();
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(200))
                .until(condition);
    }
}
