/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crosscurrent.core.measure.Troubles;
import io.crosscurrent.mysql.AdminLogin;
import io.crosscurrent.mysql.position.BinlogPosition;
import io.crosscurrent.mysql.protocol.MySqlConnection;
import io.crosscurrent.testing.MySqlServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The threads of a replica that commit nothing are not waited for on a server without GTIDs. MySQL 8.0.33, two servers. */
class VisibilityIT {
    private static MySqlServer primary;
    private static MySqlServer replica;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @BeforeAll
    static void start() {
        primary = MySqlServer.start(MySqlServer.Options.full());
        replica = MySqlServer.start(MySqlServer.Options.full().with("server_id", "2"));
    }

    @AfterAll
    static void stop() {
        replica.close();
        primary.close();
    }

    @AfterEach
    void endReplication() {
        threads.shutdownNow();
        replica.execute("stop replica", "reset replica all");
    }

    /** @param delay seconds that the replica keeps behind */
    private static void replicate(int delay) {
        Map<String, String> end = primary.query("show master status").get(0);
        replica.execute("change replication source to source_host = '127.0.0.1', source_port = " + primary.port()
                + ", source_user = '" + primary.adminUser() + "', source_password = '" + primary.adminPassword()
                + "', source_log_file = '" + end.get("File") + "', source_log_pos = " + end.get("Position")
                + ", source_delay = " + delay + ", get_source_public_key = 1; start replica");
    }

    @Test
    void theIdleThreadsOfAReplicaAreNotWaitedFor() {
        replicate(0);
        primary.execute("create database idle", "create table idle.t (id int primary key)");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !replica.query("select 1 from information_schema.tables where table_schema = 'idle'")
                        .isEmpty());
        untilStates(
                "Replica has read all relay log; waiting for more updates", "Waiting for an event from Coordinator");
        seen();
    }

    @Test
    void aReplicaThatKeepsBehindIsNotWaitedForAsLongAsItDoesSo() {
        replicate(3_600);
        primary.execute("create database later");
        untilStates("Waiting until SOURCE_DELAY seconds after source executed event");
        seen();
    }

    @Test
    void aReplicaWhoseSourceIsAwayIsNotWaitedForUntilItComesBack() throws Exception {
        replicate(0);
        untilStates("Waiting for source to send event");
        primary.kill();
        try {
            untilStates("Reconnecting after a failed source event read");
            seen();
            replica.execute("stop replica", "start replica");
            untilStates("Connecting to source");
            seen();
        } finally {
            primary.restart();
        }
    }

    private static void awaitAll() throws InterruptedException {
        try (MySqlConnection connection = AdminLogin.open(replica)) {
            new Visibility(new Troubles()).await(connection, new BinlogPosition("", "mysql-bin.000001", 4, null));
        }
    }

    private void seen() {
        CompletableFuture<Void> visible = visible();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(visible).as("states: " + states()).isCompleted());
    }

    private static void untilStates(String... wanted) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(states()).contains(wanted));
    }

    private static List<String> states() {
        return replica.query("select command, state from information_schema.processlist").stream()
                .map(row -> row.get("state"))
                .toList();
    }

    /** Ends when no session may be in the middle of a commit any more. */
    private CompletableFuture<Void> visible() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                awaitAll();
                done.complete(null);
            } catch (InterruptedException | RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        return done;
    }
}
