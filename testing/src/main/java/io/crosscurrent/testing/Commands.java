/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end, with a time limit. */
final class Commands {
    private Commands() {}

    /** @throws IOException with the program's output when it fails, or does not end in time */
    static String run(long limit, TimeUnit unit, String... command) throws IOException {
        Path output = Files.createTempFile("command", ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(limit, unit);
            String text = Files.readString(output, StandardCharsets.ISO_8859_1);
            if (!ended) {
                process.destroyForcibly();
                throw new IOException(List.of(command) + " did not end within " + limit + " " + unit + "\n" + text);
            }
            if (process.exitValue() != 0) {
                throw new IOException(List.of(command) + " ended with " + process.exitValue() + "\n" + text);
            }
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while running " + List.of(command), e);
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
