/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The shared libraries a MySQL server needs beyond libc. Missing ones are installed when this process may do so (root
 * and apt); otherwise the error names the command.
 */
public final class NativeLibraries {
    private static final List<Path> PLACES = List.of(
            Path.of("/lib/x86_64-linux-gnu"),
            Path.of("/usr/lib/x86_64-linux-gnu"),
            Path.of("/lib64"),
            Path.of("/usr/lib64"),
            Path.of("/usr/lib"),
            Path.of("/usr/local/lib"));

    private NativeLibraries() {}

    /**
     * @param progress told in one sentence when something is installed
     * @return a directory to put on LD_LIBRARY_PATH, or null when none is needed
     * @throws IllegalStateException naming the missing libraries and the command that installs them
     */
    public static synchronized Path ensure(Consumer<String> progress) {
        List<String> packages = new ArrayList<>();
        if (find("libaio.so.1") == null && find("libaio.so.1t64") == null) {
            packages.add("libaio1");
        }
        if (find("libnuma.so.1") == null) {
            packages.add("libnuma1");
        }
        if (!packages.isEmpty()) {
            install(packages, progress);
        }
        return find("libaio.so.1") == null ? renamed() : null;
    }

    private static void install(List<String> packages, Consumer<String> progress) {
        String names = String.join(" ", packages);
        boolean root = "root".equals(System.getProperty("user.name"));
        if (!root || !Files.isExecutable(Path.of("/usr/bin/apt-get"))) {
            throw new IllegalStateException("MySQL needs the system packages " + names
                    + ", which are not installed. Install them: sudo apt-get install -y " + names
                    + " (Red Hat and Fedora: sudo dnf install -y libaio numactl-libs)");
        }
        progress.accept("MySQL needs the system packages " + names + ": installing them with apt-get");
        List<String> command = new ArrayList<>(List.of("apt-get", "-q", "-y", "install"));
        command.addAll(packages);
        try {
            try {
                Commands.run(180, TimeUnit.SECONDS, command.toArray(String[]::new));
            } catch (IOException notListedYet) {
                // A fresh system has no package lists; and since 2024 distributions call the package libaio1t64.
                Commands.run(180, TimeUnit.SECONDS, "apt-get", "-q", "update");
                try {
                    Commands.run(180, TimeUnit.SECONDS, command.toArray(String[]::new));
                } catch (IOException renamed) {
                    command.replaceAll(name -> name.equals("libaio1") ? "libaio1t64" : name);
                    Commands.run(180, TimeUnit.SECONDS, command.toArray(String[]::new));
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("apt-get could not install " + names + ": " + e.getMessage(), e);
        }
    }

    /** Distributions with the 64-bit time transition name the library libaio.so.1t64; MySQL asks for the old name. */
    private static Path renamed() {
        Path library = find("libaio.so.1t64");
        if (library == null) {
            throw new IllegalStateException("libaio.so.1 is still missing after its package was installed");
        }
        Path directory = MySqlDistribution.cache().resolve("lib");
        try {
            Files.createDirectories(directory);
            Path link = directory.resolve("libaio.so.1");
            if (!Files.exists(link)) {
                Files.createSymbolicLink(link, library);
            }
            return directory;
        } catch (IOException e) {
            throw new IllegalStateException("no link to " + library + " could be made in " + directory, e);
        }
    }

    private static Path find(String library) {
        for (Path place : PLACES) {
            Path file = place.resolve(library);
            if (Files.exists(file)) {
                return file;
            }
        }
        return null;
    }
}
