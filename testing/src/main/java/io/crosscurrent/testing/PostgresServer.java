/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real PostgreSQL of the system's packages (Debian: {@code postgresql}) on a loopback port, in a data directory of its own.
 * It does not run as root: then the user {@code postgres} of the package does.
 */
public final class PostgresServer implements AutoCloseable {
    public static final String USER = "admin";
    public static final String PASSWORD = "admin-pw";
    private static final Path PACKAGES = Path.of("/usr/lib/postgresql");

    private final Path programs;
    private final Path directory;
    private final int port;
    private Process process;

    private PostgresServer(Path programs, Path directory, int port) {
        this.programs = programs;
        this.directory = directory;
        this.port = port;
    }

    /** Where the newest installed version has its programs; empty when none is installed. */
    public static Optional<Path> programs() {
        if (!Files.isDirectory(PACKAGES)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(PACKAGES)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(programs -> Files.isExecutable(programs.resolve("initdb")))
                    .max(Comparator.comparing(Path::toString));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param settings further ones, for example {@code wal_level=logical}
     * @throws IllegalStateException when no PostgreSQL is installed
     */
    public static PostgresServer start(String... settings) {
        Path programs = programs().orElseThrow(() -> new IllegalStateException("no PostgreSQL in " + PACKAGES));
        try {
            Path directory = Files.createTempDirectory("crosscurrent-postgres-");
            int port;
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = socket.getLocalPort();
            }
            PostgresServer server = new PostgresServer(programs, directory, port);
            server.prepare();
            server.run(settings);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void prepare() throws IOException {
        Path password = directory.resolve("password");
        Files.writeString(password, PASSWORD);
        if (root()) {
            Commands.run(10, TimeUnit.SECONDS, "chown", "-R", "postgres", directory.toString());
        }
        Commands.run(
                60,
                TimeUnit.SECONDS,
                command(
                                "initdb",
                                "--pgdata=" + directory.resolve("data"),
                                "--username=" + USER,
                                "--pwfile=" + password,
                                "--auth=scram-sha-256",
                                "--no-sync")
                        .toArray(String[]::new));
    }

    private void run(String... settings) throws IOException {
        List<String> options = new ArrayList<>();
        List.of(settings).forEach(each -> options.addAll(List.of("-c", each)));
        List<String> command = new ArrayList<>(command(
                "postgres",
                "-D",
                directory.resolve("data").toString(),
                "-p",
                Integer.toString(port),
                "-h",
                "127.0.0.1",
                "-k",
                directory.toString(),
                "-c",
                "fsync=off"));
        command.addAll(options);
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Files.createTempFile("postgres", ".log").toFile())
                .start();
        Commands.run(
                60,
                TimeUnit.SECONDS,
                "sh",
                "-c",
                "until '%s' -q -h 127.0.0.1 -p %d; do sleep 0.1; done".formatted(programs.resolve("pg_isready"), port));
    }

    private List<String> command(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (root()) {
            command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    public int port() {
        return port;
    }

    /** Of its database {@code postgres}. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** Ends it at once, with its connections, and deletes its data. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(20, TimeUnit.SECONDS);
            Directories.delete(directory);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
