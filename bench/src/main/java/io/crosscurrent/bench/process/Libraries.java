/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The jars of a contestant, fetched by Maven when they are first asked for. */
public final class Libraries {
    private static final long LIMIT_MINUTES = 10;

    private final Path home;

    /** @param home the directory of this module */
    public Libraries(Path home) {
        this.home = home;
    }

    public Path home() {
        return home;
    }

    /** A directory with the jars that {@code contestants/<name>/pom.xml} names, and theirs. */
    public Path of(String name) throws IOException, InterruptedException {
        Path pom = home.resolve("contestants").resolve(name).resolve("pom.xml");
        Path target = home.resolve("target").resolve("contestants").resolve(name);
        Path library = target.resolve("lib");
        Path fetched = target.resolve("fetched-pom.xml");
        if (Files.exists(fetched) && Files.readString(fetched).equals(Files.readString(pom))) {
            return library;
        }
        Files.createDirectories(target);
        empty(library);
        Path log = target.resolve("fetch.log");
        Process maven = new ProcessBuilder(
                        System.getenv().getOrDefault("BENCH_MAVEN", "mvn"),
                        "-q",
                        "-B",
                        "-f",
                        pom.toString(),
                        "dependency:copy-dependencies",
                        "-DincludeScope=runtime",
                        "-DoutputDirectory=" + library)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!maven.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES) || maven.exitValue() != 0) {
            maven.destroyForcibly();
            throw new IllegalStateException("Maven could not fetch " + name + ":\n" + Files.readString(log));
        }
        Files.copy(pom, fetched, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        return library;
    }

    /** The version of an artifact in a directory of jars, as its file name says. */
    public static String version(Path library, String artifact) throws IOException {
        try (Stream<Path> files = Files.list(library)) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches(java.util.regex.Pattern.quote(artifact) + "-\\d.*\\.jar"))
                    .toList();
            if (names.size() != 1) {
                throw new IllegalStateException(library + " should hold one " + artifact + ", it has " + names);
            }
            return names.get(0).substring(artifact.length() + 1, names.get(0).length() - ".jar".length());
        }
    }

    /** All jars of a directory as a class path without wildcards, as a compiler wants it. */
    public static String jars(Path library) throws IOException {
        try (Stream<Path> files = Files.list(library)) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith(".jar"))
                    .collect(Collectors.joining(":"));
        }
    }

    private static void empty(Path library) throws IOException {
        if (Files.isDirectory(library)) {
            try (Stream<Path> files = Files.list(library)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
