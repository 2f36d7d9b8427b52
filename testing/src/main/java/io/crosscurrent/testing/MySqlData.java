/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Data directories of MySQL: how a fresh one is made, and what an earlier run left on one. */
public final class MySqlData {
    private static final int STOP_LIMIT_SECONDS = 20;

    private MySqlData() {}

    /** A fresh data directory is a copy of one that was initialised once: 0.1 s instead of 5 s. */
    static void prepare(MySqlDistribution distribution, Path data, Consumer<String> progress) throws IOException {
        if (Files.exists(data.resolve(distribution.mark()))) {
            endLeftover(data, progress);
            return;
        }
        Path library = NativeLibraries.ensure(progress);
        Path template =
                MySqlDistribution.cache().resolve("data-" + distribution.name().toLowerCase(java.util.Locale.ROOT));
        if (!Files.exists(template)) {
            progress.accept("preparing an empty MySQL data directory (once, some 5 s)");
            Files.createDirectories(template.getParent());
            Path fresh = Files.createTempDirectory(template.getParent(), "data-new-");
            Path empty = fresh.resolve("data");
            MySqlProcess.runToEnd(distribution.initialisation(empty), library, fresh.resolve("log"));
            try {
                Files.move(empty, template, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                if (!Files.exists(template)) {
                    throw e;
                }
            }
            Directories.delete(fresh);
        }
        Files.createDirectories(data.getParent());
        Directories.copy(template, data);
        Files.deleteIfExists(data.resolve("auto.cnf"));
    }

    /**
     * Ends the server that runs on a data directory: a process that was killed leaves its mysqld behind, which holds the
     * lock on the files.
     */
    public static void endLeftover(Path data, Consumer<String> progress) {
        Path pidFile = data.resolve("mysqld.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        long pid;
        try {
            pid = Long.parseLong(Files.readString(pidFile).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ProcessHandle.of(pid).filter(handle -> runsOn(data, handle.pid())).ifPresent(handle -> {
            progress.accept("ending the MySQL server left by an earlier run (process " + pid + ")");
            handle.destroy();
            try {
                handle.onExit().get(STOP_LIMIT_SECONDS, TimeUnit.SECONDS);
            } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
                handle.destroyForcibly();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static boolean runsOn(Path data, long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"), StandardCharsets.ISO_8859_1)
                    .contains("--datadir=" + data + '\0');
        } catch (IOException e) {
            return false; // it ended meanwhile
        }
    }
}
