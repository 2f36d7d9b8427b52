/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.crosscurrent.core.source.Finding;
import io.crosscurrent.core.source.Finding.Level;
import io.crosscurrent.core.source.SourceSettings;
import io.crosscurrent.testing.MySqlDistribution;
import io.crosscurrent.testing.MySqlServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MySqlPreflightIT {
    private static SourceSettings settings(MySqlServer server, String user, String password, String ssl) {
        return new SourceSettings("mysql", "127.0.0.1", server.port(), user, password, ssl, "", Map.of());
    }

    private static Finding of(List<Finding> findings, String check) {
        return findings.stream()
                .filter(finding -> finding.check().equals(check))
                .findFirst()
                .orElseThrow(() -> new AssertionError(check + " is missing in " + findings));
    }

    @Test
    void aServerThatIsSetUpWellPassesEverything() {
        try (MySqlServer server = MySqlServer.start(
                MySqlServer.Options.full().with("gtid_mode", "ON").with("binlog_row_metadata", "FULL"))) {
            server.execute(
                    "create database shop",
                    "create table shop.orders (id int primary key)",
                    "create user 'capture'@'%' identified by 'pw'",
                    "create role reading",
                    "grant select, replication slave, replication client on *.* to reading",
                    "grant reading to 'capture'@'%'",
                    "set default role reading to 'capture'@'%'");

            List<Finding> findings = MySqlPreflight.check(settings(server, "capture", "pw", "require"));

            assertThat(findings).allSatisfy(finding -> {
                assertThat(finding.level()).as(finding.toString()).isEqualTo(Level.PASSED);
                assertThat(finding.remedy()).isEmpty();
            });
            assertThat(findings).extracting(Finding::check).contains("address", "login", "tls", "binlog", "gtid-mode");
            assertThat(MySqlPreflight.schemas(settings(server, "capture", "pw", "none")))
                    .containsExactly("shop");
        }
    }

    @Test
    void mariaDbIsReadByPlaceAndNotCompressed() {
        assumeTrue(
                MySqlDistribution.MARIADB.available(),
                "SKIPPED: MariaDB is not installed (Debian: apt-get install mariadb-server)");
        try (MySqlServer server = MySqlServer.start(MySqlServer.Options.mariaDb())) {
            List<Finding> findings =
                    MySqlPreflight.check(settings(server, server.adminUser(), server.adminPassword(), "none"));
            assertThat(of(findings, "version").level()).isEqualTo(Level.WARNING);
            assertThat(of(findings, "version").message()).contains("MariaDB", "places in the log");
            assertThat(findings).noneMatch(finding -> finding.level() == Level.FAILED);

            server.execute("set global log_bin_compress = ON");
            findings = MySqlPreflight.check(settings(server, server.adminUser(), server.adminPassword(), "none"));
            assertThat(of(findings, "version").level()).isEqualTo(Level.FAILED);
            assertThat(of(findings, "version").remedy()).contains("log_bin_compress = OFF");
        }
    }

    @Test
    void anOlderServerIsAskedInItsOwnWords() {
        try (MySqlServer server = MySqlServer.start(MySqlServer.Options.small())) {
            List<Finding> findings =
                    MySqlPreflight.check(settings(server, server.adminUser(), server.adminPassword(), "none"));

            assertThat(of(findings, "replication-slave").level()).isEqualTo(Level.PASSED);
            assertThat(of(findings, "replication-client").level()).isEqualTo(Level.PASSED);
            assertThat(findings).noneMatch(finding -> finding.level() == Level.FAILED);
        }
    }
}
