/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect.fault;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A file system in memory, small enough to fill. Linux, and only for whoever may mount. */
final class SmallDisk implements AutoCloseable {
    private static final int MEGABYTES = 400;
    private static final int PIECE_BYTES = 1 << 20;
    private static final int LAST_PIECE_BYTES = 512;
    private static final int LIMIT_SECONDS = 20;

    private final Path directory;
    private final Path ballast;

    private SmallDisk(Path directory) {
        this.directory = directory;
        this.ballast = directory.resolve("ballast");
    }

    /** Skips the test, and says so, where this user may mount nothing. */
    static void assumePossible(String name) {
        boolean possible;
        try {
            Path probe = Files.createTempDirectory("crosscurrent-disk-");
            possible = run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", probe.toString());
            if (possible) {
                run("umount", probe.toString());
            }
            Files.delete(probe);
        } catch (IOException e) {
            possible = false;
        }
        if (!possible) {
            System.err.println("SKIPPED: \"" + name + "\" needs the right to mount a file system (root on Linux)");
        }
        assumeTrue(possible, "this user may not mount a file system");
    }

    /** @param directory made if it is not there; what it held is hidden meanwhile */
    static SmallDisk mount(Path directory) {
        try {
            Files.createDirectories(directory);
            if (!run("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "tmpfs", directory.toString())) {
                throw new IllegalStateException("nothing could be mounted at " + directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SmallDisk(directory);
    }

    /** Takes all the room there is. */
    void fill() {
        for (int piece : List.of(PIECE_BYTES, LAST_PIECE_BYTES)) {
            byte[] bytes = new byte[piece];
            Arrays.fill(bytes, (byte) 'b');
            try (OutputStream out =
                    Files.newOutputStream(ballast, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                while (true) {
                    out.write(bytes);
                }
            } catch (IOException full) {
                if (!String.valueOf(full.getMessage()).contains("No space left")) {
                    throw new UncheckedIOException(full);
                }
            }
        }
    }

    /** Gives it back. */
    void free() {
        try {
            Files.delete(ballast);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean run(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        try {
            if (!run("umount", directory.toString())) {
                throw new IllegalStateException(directory + " could not be unmounted");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
