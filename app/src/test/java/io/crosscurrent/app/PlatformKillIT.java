/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.testing.MySqlServer;
import io.crosscurrent.testing.history.HistoryCheck;
import io.crosscurrent.testing.history.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The platform is killed with SIGKILL in load and in streaming, under writes: nothing may be lost or doubled. */
class PlatformKillIT {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"ON", "OFF"})
    void losesAndDoublesNothingWhenKilledInLoadAndStream(String gtidMode) throws Exception {
        try (MySqlServer mysql = MySqlServer.start(
                        MySqlServer.Options.full().with("gtid_mode", gtidMode).with("binlog_row_metadata", "FULL"));
                PlatformProcess platform = PlatformProcess.start(directory.resolve("data"))) {
            // Given
            mysql.execute("create database ledger");
            Workload workload = new Workload(mysql, "ledger.items", 60_000, 20261124L);
            workload.createTable();
            String task = LedgerTask.createByCommands(platform, mysql);
            CompletableFuture<Void> writes = CompletableFuture.runAsync(workload::run);

            // When
            await(() -> LedgerTask.loadedRows(platform, task) > 2_000);
            platform.kill();
            platform.start();
            await(() -> "Table completed"
                    .equals(LedgerTask.statistics(platform, task).tableState()));
            for (int kill = 0; kill < 2; kill++) {
                long before = workload.transactions();
                await(() -> workload.transactions() > before + 300);
                platform.kill();
                platform.start();
            }
            long more = workload.transactions();
            await(() -> workload.transactions() > more + 300);
            workload.stop();
            writes.get();

            // Then
            HistoryCheck check = LedgerTask.readUntilQuiet(platform, workload);
            assertThat(check.anomalies(workload.committed())).isEmpty();
        }
    }

    private static void await(BooleanSupplier condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(condition::getAsBoolean);
    }
}
