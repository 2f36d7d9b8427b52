/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.store;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class H2StoreTest implements StoreContract {
    @TempDir
    static Path directory;

    private static Store store;

    @BeforeAll
    static void open() {
        store = Store.inDirectory(directory);
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Override
    public Store store() {
        return store;
    }
}
