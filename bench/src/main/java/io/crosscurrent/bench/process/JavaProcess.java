/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Java program in a process of its own: same heap, same collector, same logging for everybody. */
public final class JavaProcess implements AutoCloseable {
    private static final int STOP_LIMIT_SECONDS = 20;

    private final Process process;
    private final Path log;
    private final String name;

    private JavaProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts one.
     *
     * @param directory where its log goes
     */
    public static JavaProcess start(Libraries libraries, Path directory, JavaProgram program) throws IOException {
        Path log = directory.resolve(program.name() + ".log");
        String logging =
                libraries.home().resolve("contestants/log4j2.properties").toString();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + program.heap(),
                "-XX:+UseG1GC",
                "-Dlog4j.configurationFile=" + logging,
                "-Dlog4j2.configurationFile=" + logging));
        command.addAll(program.options());
        command.addAll(List.of("-cp", String.join(":", program.classPath()), program.main()));
        command.addAll(program.arguments());
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new JavaProcess(program.name(), process, log);
    }

    public long pid() {
        return process.pid();
    }

    /** @throws IllegalStateException with the end of its log when it has ended */
    public void check() {
        if (!process.isAlive()) {
            throw new IllegalStateException(name + " ended with " + process.exitValue() + ":\n" + tail());
        }
    }

    /** Waits for it to end by itself. */
    public void awaitEnd(long seconds) throws InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw new IllegalStateException(name + " did not end within " + seconds + " s:\n" + tail());
        }
        if (process.exitValue() != 0) {
            check();
        }
    }

    /** SIGKILL; returns when it is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** The end of what it printed. */
    public String tail() {
        try {
            String text = Files.readString(log);
            return text.substring(Math.max(0, text.length() - 4000));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
