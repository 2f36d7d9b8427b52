/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A MySQL server program on this machine, unpacked once per user into a cache directory; or MariaDB's. */
public enum MySqlDistribution {
    /** 8.0.12, the server alone, 16 MB: enough for the demo. No compressed transactions, no invisible columns. */
    SMALL("8.0.12"),
    /** 8.0.33 with client programs, unpacked by the build of this module when tests are not skipped. */
    FULL("8.0.33.1"),
    /** That of the system's packages (Debian: {@code mariadb-server}), where it is installed. */
    MARIADB("");

    private static final Path MARIADB_PROGRAMS = Path.of("/usr");

    private static final String ARCHIVE = "/mysql-Linux-amd64.tar.gz";
    private final String version;

    MySqlDistribution(String version) {
        this.version = version;
    }

    /** Whether it is there, or comes by being asked for. */
    public boolean available() {
        return this != MARIADB || Files.isExecutable(server());
    }

    /** The program. */
    Path server() {
        return this == MARIADB ? home().resolve("sbin/mariadbd") : home().resolve("bin/mysqld");
    }

    /** The command that makes a data directory, where it does not exist yet. */
    List<String> initialisation(Path directory) {
        List<String> command = new ArrayList<>();
        if (this == MARIADB) {
            command.addAll(List.of(
                    home().resolve("bin/mariadb-install-db").toString(),
                    "--no-defaults",
                    "--skip-test-db",
                    "--auth-root-authentication-method=normal",
                    "--datadir=" + directory));
            if ("root".equals(System.getProperty("user.name"))) {
                command.add("--user=root");
            }
        } else {
            command.addAll(MySqlProcess.command(this, directory));
            command.add("--initialize-insecure");
        }
        return command;
    }

    /** A file that every data directory has. */
    String mark() {
        return this == MARIADB ? "ibdata1" : "mysql.ibd";
    }

    /** Variables that it does not know, or that mean something else to it. */
    Set<String> foreign() {
        return this == MARIADB ? Set.of("mysqlx", "secure_file_priv") : Set.of();
    }

    /** The directory with {@code bin} and {@code share}, unpacked if it was not yet. */
    Path home() {
        if (this == MARIADB) {
            return MARIADB_PROGRAMS;
        }
        Path home = cache().resolve("mysql-" + version);
        Path server = home.resolve("bin").resolve("mysqld");
        try {
            if (this == SMALL && !Files.isExecutable(server)) {
                unpackSmall(home);
            }
            if (!Files.exists(server)) {
                throw new IllegalStateException(
                        "No MySQL " + version + " at " + home + ". Fetch it with: mvn -pl testing process-resources");
            }
            makeProgramsExecutable(home.resolve("bin"));
            return home;
        } catch (IOException e) {
            throw new IllegalStateException("MySQL " + version + " could not be unpacked into " + home, e);
        }
    }

    /** Where unpacked servers and prepared data directories are kept. */
    static Path cache() {
        String configured = System.getProperty("crosscurrent.cache");
        return configured != null
                ? Path.of(configured)
                : Path.of(System.getProperty("user.home"), ".cache", "crosscurrent");
    }

    private static void unpackSmall(Path home) throws IOException {
        Files.createDirectories(home.getParent());
        // Another process may unpack at the same moment: each works in its own place, the first to rename wins.
        Path unpacked = Files.createTempDirectory(home.getParent(), "mysql-unpack-");
        Path archive = Files.createTempFile("mysql", ".tar.gz");
        try (InputStream in = MySqlDistribution.class.getResourceAsStream(ARCHIVE)) {
            if (in == null) {
                throw new IOException("the archive " + ARCHIVE + " is not on the class path");
            }
            Files.copy(in, archive, StandardCopyOption.REPLACE_EXISTING);
            Commands.run(120, TimeUnit.SECONDS, "tar", "-xzf", archive.toString(), "-C", unpacked.toString());
            try {
                Files.move(unpacked, home, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                if (!Files.isExecutable(home.resolve("bin").resolve("mysqld"))) {
                    throw e;
                }
            }
        } finally {
            Files.deleteIfExists(archive);
            Directories.delete(unpacked);
        }
    }

    private static void makeProgramsExecutable(Path bin) throws IOException {
        try (var programs = Files.list(bin)) {
            for (Path program : programs.toList()) {
                if (!Files.isExecutable(program) && !program.toFile().setExecutable(true)) {
                    throw new IOException(program + " cannot be made executable");
                }
            }
        }
    }
}
