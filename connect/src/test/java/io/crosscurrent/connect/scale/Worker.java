/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect.scale;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** {@link WorkerProgram} as a process, with a heap of its own size. One thread. */
final class Worker implements AutoCloseable {
    /** {@code USER_HZ}, fixed in the kernel's interface. */
    private static final double TICKS_A_SECOND = 100;

    private final Process process;
    private final BufferedReader answers;
    private final OutputStream commands;
    private final Path log;

    private Worker(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.commands = process.getOutputStream();
    }

    /** Returns when the worker takes connectors. */
    static Worker start(
            Path directory,
            String heap,
            Map<String, String> kafka,
            Map<String, String> worker,
            Map<String, String> connector)
            throws IOException {
        Files.createDirectories(directory);
        Path log = directory.resolve("worker.log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                WorkerProgram.class.getName()));
        command.addAll(2, extra());
        command.add(write(directory.resolve("kafka.properties"), kafka));
        command.add(write(directory.resolve("worker.properties"), worker));
        command.add(write(directory.resolve("connector.properties"), connector));
        Worker started = new Worker(
                new ProcessBuilder(command).redirectError(log.toFile()).start(), log);
        started.await("ready");
        return started;
    }

    private static List<String> extra() {
        String options = System.getProperty("crosscurrent.scale.jvm", "");
        return options.isEmpty() ? List.of() : List.of(options.split(" "));
    }

    private static String write(Path file, Map<String, String> values) throws IOException {
        Properties properties = new Properties();
        properties.putAll(values);
        try (Writer out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
        return file.toString();
    }

    void put() throws IOException {
        command("put");
    }

    void stop() throws IOException {
        command("stop");
    }

    void resume() throws IOException {
        command("resume");
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** What it logged. */
    String log() throws IOException {
        return Files.readString(log);
    }

    /** Seconds of processor time, user and system, since it started. */
    double cpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid()), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_A_SECOND;
    }

    /** The most memory the process ever held. */
    long peakResidentBytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid()), "status"))) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            }
        }
        throw new IOException("the worker has ended:\n" + log());
    }

    private void command(String name) throws IOException {
        commands.write((name + "\n").getBytes(StandardCharsets.UTF_8));
        commands.flush();
        await(name);
    }

    private void await(String answer) throws IOException {
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.equals("> " + answer)) {
                return;
            }
        }
        throw new IOException("the worker ended before it answered \"" + answer + "\":\n" + log());
    }

    @Override
    public void close() throws IOException {
        commands.close();
        try {
            if (!process.waitFor(40, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
