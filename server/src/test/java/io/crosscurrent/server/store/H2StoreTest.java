/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.server.aws.PojoCodec;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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

    @Test
    void aThreadInterruptedInTheStoreDoesNotCloseItForTheOthers() throws Exception {
        try (Store mine = Store.inDirectory(directory.resolve("interrupted"))) {
            mine.resources().insert(new Resource("kind", "1", "name", "made", "", PojoCodec.object()));
            for (int i = 0; i < 20; i++) {
                CountDownLatch writes = new CountDownLatch(3);
                Thread writer = new Thread(() -> write(mine, writes));
                writer.start();
                writes.await();
                writer.interrupt();
                writer.join();
                assertThat(mine.resources().update("kind", "1", row -> row.at("after", "")))
                        .isPresent();
            }
        }
    }

    private static void write(Store store, CountDownLatch writes) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                store.resources().update("kind", "1", row -> row.at("at " + System.nanoTime(), ""));
                writes.countDown();
            }
        } catch (CrosscurrentException refused) {
            // waiting for a connection ends when the thread is interrupted
            assertThat(refused.code()).isEqualTo("store.failed");
        }
    }
}
