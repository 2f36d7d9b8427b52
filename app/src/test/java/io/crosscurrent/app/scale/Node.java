/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Java program of somebody else's cluster, in a process of its own. */
final class Node implements AutoCloseable {
    private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();

    private final Process process;
    private final Path log;

    private Node(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** @param name of its log in the directory */
    static Node start(
            Path directory,
            String name,
            String classPath,
            List<String> options,
            Map<String, String> environment,
            String main,
            List<String> arguments)
            throws IOException {
        Path log = directory.resolve(name + ".log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", classPath, main));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return new Node(builder.start(), log);
    }

    /** What the distribution brings of others, without a class of ours. */
    static String othersClasses() throws IOException {
        return jars(REPOSITORY.resolve("app/target/crosscurrent/lib"), "(?!crosscurrent-).*\\.jar");
    }

    /** A jar of ours as it is given to users of other clusters. */
    static Path plugin(String module) throws IOException {
        String pattern = "crosscurrent-" + module + "-\\d.*(?<!sql)-plugin\\.jar";
        return Path.of(jars(REPOSITORY.resolve(module).resolve("target"), pattern));
    }

    private static String jars(Path directory, String pattern) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            String found = files.filter(file -> file.getFileName().toString().matches(pattern))
                    .map(Path::toString)
                    .collect(Collectors.joining(":"));
            assertThat(found).as("jars like %s in %s", pattern, directory).isNotEmpty();
            return found;
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Waits for a program that ends by itself. */
    void awaitEnd() throws IOException, InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s ended", log).isTrue();
        assertThat(process.exitValue()).as(tail()).isZero();
    }

    void checkRunning() throws IOException {
        assertThat(process.isAlive())
                .as("a node runs; %s ends with: %s", log, tail())
                .isTrue();
    }

    private String tail() throws IOException {
        String text = Files.readString(log);
        return text.substring(Math.max(0, text.length() - 3_000));
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
