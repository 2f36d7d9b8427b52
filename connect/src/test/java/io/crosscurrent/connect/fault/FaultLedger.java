/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Adds a line to a table in a document for each scene played. Without a file it keeps nothing. */
final class FaultLedger {
    private final Path file;
    private final String version;

    /** @param file a document that ends with the table, or null */
    FaultLedger(Path file, String version) {
        this.file = file;
        this.version = version;
    }

    void add(Fault fault, long seed, String database, Scene scene, String result) {
        if (file == null) {
            return;
        }
        String line = "| %s | %d | %s | %d | %d | %d | %s | %s | %s |%n"
                .formatted(
                        fault.name(),
                        seed,
                        database,
                        scene.changes(),
                        scene.records(),
                        scene.restarts(),
                        result,
                        LocalDate.now(ZoneOffset.UTC),
                        version);
        try {
            Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("the ledger " + file + " takes no line", e);
        }
    }
}
