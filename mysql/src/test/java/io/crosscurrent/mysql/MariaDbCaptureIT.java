/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.crosscurrent.core.source.TaskDefinition.MigrationType;
import io.crosscurrent.testing.MySqlDistribution;
import io.crosscurrent.testing.MySqlServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MariaDbCaptureIT implements CaptureContract {
    private static MySqlServer server;

    @BeforeAll
    static void startServer() {
        assumeTrue(
                MySqlDistribution.MARIADB.available(),
                "SKIPPED: MariaDB is not installed (Debian: apt-get install mariadb-server)");
        server = MySqlServer.start(MySqlServer.Options.mariaDb());
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    public MySqlServer server() {
        return server;
    }

    @Override
    public String deepRecursion() {
        return "set session max_recursive_iterations = 100000; ";
    }

    @Test
    void columnsOfJsonAreTextWhereverTheyAreDefined() throws InterruptedException {
        // Given
        server().execute("create table app.docs (id int primary key, a json)", "insert into app.docs values (1, '{}')");
        RecordingSink sink = new RecordingSink();
        try (RunningSource source = start(sink, MigrationType.FULL_LOAD_AND_CDC, 100)) {
            await().until(() -> source.failure() != null || CaptureContract.loaded(sink, "docs"));
            // When
            server().execute(
                            "alter table app.docs add column b json",
                            "insert into app.docs values (2, '[ 1 ]', '{\"b\": 1}')",
                            "create table app.more_docs (id int primary key, c json not null)",
                            "insert into app.more_docs values (3, 'null')");
            awaitEnd(sink, source);
        }
        // Then
        assertThat(ObservedTable.changes(sink, "docs"))
                .extracting(change -> change.get("data").toString())
                .containsExactly("{\"id\":1,\"a\":\"{}\"}", "{\"id\":2,\"a\":\"[ 1 ]\",\"b\":\"{\\\"b\\\": 1}\"}");
        assertThat(ObservedTable.changes(sink, "more_docs"))
                .extracting(change -> change.get("data").toString())
                .containsExactly("{\"id\":3,\"c\":\"null\"}");
    }
}
