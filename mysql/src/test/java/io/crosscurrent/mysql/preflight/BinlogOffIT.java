/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.core.source.Finding;
import io.crosscurrent.core.source.Finding.Level;
import io.crosscurrent.mysql.AdminLogin;
import io.crosscurrent.testing.MySqlServer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What only a start of the server decides: a replica without log of what it replicates, no log. */
class BinlogOffIT {
    private static List<Finding> check(MySqlServer server) {
        return MySqlPreflight.check(AdminLogin.settings(server));
    }

    @Test
    void aReplicaThatLogsNothingOfItsSourceIsNamed() {
        try (MySqlServer server = MySqlServer.start(MySqlServer.Options.full()
                .with("log_replica_updates", "OFF")
                .with("gtid_mode", "ON")
                .with("skip_replica_start", "ON"))) {
            assertThat(check(server)).noneMatch(finding -> finding.check().equals("replica-updates"));
            server.execute("change replication source to source_host = '127.0.0.1', source_port = 1,"
                    + " source_user = 'u', source_password = 'p'");

            assertThat(replicaUpdates(server)).satisfies(finding -> {
                assertThat(finding.level()).isEqualTo(Level.WARNING);
                assertThat(finding.remedy()).contains("RESET REPLICA ALL;");
            });
            server.execute("start replica");
            assertThat(replicaUpdates(server)).satisfies(finding -> {
                assertThat(finding.level()).isEqualTo(Level.FAILED);
                assertThat(finding.remedy()).contains("log_replica_updates = ON", "my.cnf");
            });
            server.execute("stop replica", "reset replica all");
            assertThat(check(server)).noneMatch(finding -> finding.check().equals("replica-updates"));
        }
    }

    private static Finding replicaUpdates(MySqlServer server) {
        return check(server).stream()
                .filter(finding -> finding.check().equals("replica-updates"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aServerWithoutLogIsNamed() {
        try (MySqlServer server = MySqlServer.start(
                MySqlServer.Options.full().with("log_bin", "OFF").with("disable_log_bin", "ON"))) {
            assertThat(check(server))
                    .filteredOn(finding -> finding.check().equals("binlog"))
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.level()).isEqualTo(Level.FAILED);
                        assertThat(finding.remedy()).contains("log_bin", "my.cnf");
                    });
        }
    }
}
