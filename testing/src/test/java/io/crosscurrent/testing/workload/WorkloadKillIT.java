/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.testing.MySqlServer;
import io.crosscurrent.testing.history.Change;
import io.crosscurrent.testing.history.RowId;
import io.crosscurrent.testing.history.SourceTable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The history is what the checker believes in: it has to be right also when the database was killed in mid commit. */
class WorkloadKillIT {
    @Test
    void knowsWhatWasCommittedWhenTheDatabaseIsKilledAndComesBack() throws Exception {
        WorkloadOptions options = WorkloadOptions.seeded(11)
                .rows(600)
                .transactionsPerSecond(0)
                .large(2_000, 60)
                .schemaChangeEvery(15);
        try (MySqlServer server = MySqlServer.start(MySqlServer.Options.full());
                Workload workload = new Workload(server, options)) {
            // Given
            workload.create();
            workload.schemaChanges(true);
            workload.swaps(true);
            workload.start();

            // When
            for (int kill = 0; kill < 4; kill++) {
                more(workload, 150);
                server.kill();
                server.restart();
            }
            more(workload, 150);
            workload.pause();
            int resting = workload.transactions();
            workload.resume();
            more(workload, 20);
            workload.stop();

            // Then
            assertThat(workload.transactions()).isGreaterThan(resting);
            assertThat(printed(workload.source())).isEqualTo(believed(workload));
        }
    }

    private static void more(Workload workload, int transactions) {
        int enough = workload.transactions() + transactions;
        Awaitility.await().atMost(Duration.ofSeconds(120)).until(() -> {
            workload.check();
            return workload.transactions() > enough;
        });
    }

    private static Map<RowId, String> printed(List<SourceTable> source) {
        Map<RowId, String> versions = new TreeMap<>();
        source.forEach(table -> table.rows()
                .forEach((key, values) -> versions.put(new RowId(table.name(), key), values.get("version"))));
        return versions;
    }

    private static Map<RowId, String> believed(Workload workload) {
        Map<RowId, String> versions = new TreeMap<>();
        for (RowId row : workload.history().rows()) {
            List<Change> changes = workload.history().of(row);
            Change last = changes.get(changes.size() - 1);
            if (!Set.of("delete", "vanish").contains(last.event().operation())) {
                versions.put(row, Long.toString(last.event().version()));
            }
        }
        return versions;
    }
}
