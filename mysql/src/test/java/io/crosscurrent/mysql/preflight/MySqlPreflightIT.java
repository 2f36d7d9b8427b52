/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.core.source.Finding;
import io.crosscurrent.core.source.Finding.Level;
import io.crosscurrent.core.source.SourceSettings;
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
    void everyFaultIsFoundWithTheStatementThatMendsIt() {
        try (MySqlServer server = MySqlServer.start(MySqlServer.Options.full()
                .with("binlog_format", "MIXED")
                .with("binlog_row_image", "MINIMAL")
                .with("binlog_row_value_options", "PARTIAL_JSON")
                .with("binlog_expire_logs_seconds", "3600"))) {
            server.execute(
                    "create database shop",
                    "create table shop.parent (id int primary key)",
                    "create table shop.child (id int primary key, p int, foreign key (p) references shop.parent (id) on delete"
                            + " cascade)",
                    "create user 'nobody'@'%' identified by 'pw'");

            List<Finding> findings =
                    MySqlPreflight.check(settings(server, server.adminUser(), server.adminPassword(), "none"));

            assertThat(of(findings, "binlog-format").level()).isEqualTo(Level.FAILED);
            assertThat(of(findings, "binlog-format").message()).contains("MIXED");
            assertThat(of(findings, "binlog-format").remedy()).contains("SET PERSIST binlog_format = ROW;");
            assertThat(of(findings, "binlog-row-image").remedy()).contains("SET PERSIST binlog_row_image = FULL;");
            assertThat(of(findings, "partial-json").remedy()).contains("SET PERSIST binlog_row_value_options = '';");
            assertThat(of(findings, "binlog-row-metadata").level()).isEqualTo(Level.WARNING);
            assertThat(of(findings, "binlog-retention").remedy())
                    .contains("SET PERSIST binlog_expire_logs_seconds = 604800;");
            assertThat(of(findings, "cascades").message()).contains("shop.child");
            assertThat(of(findings, "version").level()).isEqualTo(Level.PASSED);

            for (String check : List.of(
                    "binlog-format", "binlog-row-image", "partial-json", "binlog-row-metadata", "binlog-retention")) {
                String statement = of(findings, check).remedy();
                server.execute(statement.substring(0, statement.indexOf(';')));
            }
            assertThat(MySqlPreflight.check(settings(server, server.adminUser(), server.adminPassword(), "none")))
                    .filteredOn(finding -> finding.level() != Level.PASSED)
                    .extracting(Finding::check)
                    .containsExactly("cascades");

            List<Finding> poor = MySqlPreflight.check(settings(server, "nobody", "pw", "none"));
            assertThat(of(poor, "replication-client").remedy())
                    .contains("GRANT REPLICATION CLIENT ON *.* TO 'nobody'@'%';");
            assertThat(of(poor, "replication-slave").level()).isEqualTo(Level.FAILED);
            assertThat(of(poor, "select").level()).isEqualTo(Level.FAILED);

            List<Finding> denied = MySqlPreflight.check(settings(server, "nobody", "wrongwrong", "none"));
            assertThat(of(denied, "address").level()).isEqualTo(Level.PASSED);
            assertThat(of(denied, "login").level()).isEqualTo(Level.FAILED);
            assertThat(denied.toString()).doesNotContain("wrongwrong");

            assertThat(of(MySqlPreflight.check(settings(server, "nobody", "pw", "verify-ca")), "tls")
                            .level())
                    .isEqualTo(Level.FAILED);
            SourceSettings closed = new SourceSettings("mysql", "127.0.0.1", 1, "u", "p", "none", "", Map.of());
            assertThat(of(MySqlPreflight.check(closed), "address").level()).isEqualTo(Level.FAILED);
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
