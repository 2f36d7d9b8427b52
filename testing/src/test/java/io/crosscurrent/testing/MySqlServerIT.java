/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MySqlServerIT {

    @ParameterizedTest
    @EnumSource(MySqlDistribution.class)
    void answersQueriesWithGtidsOn(MySqlDistribution distribution) {
        // Given
        MySqlServer.Options options =
                distribution == MySqlDistribution.FULL ? MySqlServer.Options.full() : MySqlServer.Options.small();
        try (MySqlServer server = MySqlServer.start(options.with("gtid_mode", "ON"))) {
            // When
            server.execute("create database d", "create table d.t (id int primary key)", "insert into d.t values (1)");
            // Then
            assertThat(server.query("select count(*) n from d.t").get(0)).containsEntry("n", "1");
            assertThat(server.query("select @@gtid_executed g").get(0).get("g")).endsWith(":1-3");
        }
    }

    @Test
    void keepsRowsOverAKillAndARestart(@TempDir Path directory) throws Exception {
        // Given
        try (MySqlServer server = MySqlServer.start(MySqlServer.Options.small().in(directory.resolve("data")))) {
            server.execute("create database d", "create table d.t (id int primary key)", "insert into d.t values (7)");
            // When
            server.kill();
            server.restart();
            // Then
            assertThat(server.query("select id from d.t")).hasSize(1);
        }
    }

    @Test
    void doesNotTakeAnotherServerOnItsPortForItself() {
        // Given
        try (MySqlServer first = MySqlServer.start(MySqlServer.Options.small())) {
            // Then
            assertThatThrownBy(
                            () -> MySqlServer.start(MySqlServer.Options.small().on(first.port())))
                    .hasMessageContaining("ended at once on port " + first.port())
                    .hasMessageContaining("Address already in use");
        }
    }
}
