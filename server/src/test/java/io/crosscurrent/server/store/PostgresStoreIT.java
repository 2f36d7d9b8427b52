/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.testing.PostgresServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresStoreIT implements StoreContract {
    @TempDir
    static Path directory;

    private static PostgresServer server;
    private static Store store;

    @BeforeAll
    static void start() {
        assumeTrue(
                PostgresServer.programs().isPresent(),
                "SKIPPED: the store on PostgreSQL needs the package postgresql (sudo apt-get install -y postgresql)");
        server = PostgresServer.start();
        store = Store.at(address(PostgresServer.PASSWORD), directory);
    }

    @AfterAll
    static void stop() {
        if (store != null) {
            store.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private static StoreAddress address(String password) {
        return new StoreAddress(server.url(), PostgresServer.USER, password);
    }

    @Override
    public Store store() {
        return store;
    }

    @Test
    void aSecondControlPlaneIsRefused() {
        assertThatThrownBy(() -> Store.at(address(PostgresServer.PASSWORD), directory))
                .isInstanceOfSatisfying(
                        CrosscurrentException.class, e -> assertThat(e.code()).isEqualTo("store.in_use"));
    }

    @Test
    void aLoginThatIsRefusedIsToldWithoutItsPassword() {
        assertThatThrownBy(() -> Store.at(address("not-the-password"), directory))
                .isInstanceOfSatisfying(CrosscurrentException.class, e -> {
                    assertThat(e.code()).isEqualTo("store.unavailable");
                    assertThat(e.oneLine()).contains("admin").doesNotContain("not-the-password");
                });
    }

    @Test
    void anotherKindOfDatabaseIsRefused() {
        assertThatThrownBy(() -> new StoreAddress("jdbc:mysql://localhost/x?password=secret", "u", "p"))
                .isInstanceOfSatisfying(CrosscurrentException.class, e -> assertThat(e.oneLine())
                        .contains("jdbc:mysql://localhost/x")
                        .doesNotContain("secret"));
    }
}
