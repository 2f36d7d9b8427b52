/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.flink.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.crosscurrent.core.table.ColumnType;
import io.crosscurrent.flink.SqlClient;
import io.crosscurrent.flink.TestPlatform;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plug-in jars, as Maven's package phase leaves them, in a Flink without us on its class path. */
class PluginJarIT {
    private static final long MAX_SECONDS = 120;

    @TempDir
    static Path directory;

    @Test
    void theyBringNothingThatFlinkOrTheConnectorHas() throws IOException {
        for (String classifier : List.of("plugin", "sql-plugin")) {
            try (JarFile jar = new JarFile(jar(classifier).toFile())) {
                assertThat(jar.stream().map(entry -> entry.getName()))
                        .as(classifier)
                        .contains("META-INF/services/org.apache.flink.table.factories.Factory")
                        .contains("io/crosscurrent/core/registry/RegistryCodec.class")
                        .contains("io/crosscurrent/flink/shaded/jackson/core/JsonFactory.class")
                        .noneMatch(name -> name.startsWith("com/") || name.startsWith("org/"));
            }
        }
    }

    @Test
    void addJarIsEnoughToReadACapturedTable() throws Exception {
        Path jar = jar("plugin");
        try (TestPlatform platform = new TestPlatform(directory.resolve("kafka"))) {
            // Given
            platform.registryTopic();
            platform.topic("plugin", 1);
            platform.register(TestPlatform.captured(
                    "plugin", "t", "plugin", List.of(TestPlatform.column("id", ColumnType.INT64)), "id"));
            platform.send("plugin", TestPlatform.message("plugin", "t", "load", 1, "{\"id\": 9007199254740993}"));
            Path statements = Files.write(
                    directory.resolve("statements.sql"),
                    List.of(
                            "ADD JAR '" + jar + "'",
                            "CREATE CATALOG c WITH ('type' = 'crosscurrent', "
                                    + SqlClient.options(platform.kafka().clientProperties()) + ")",
                            "SELECT * FROM c.`plugin`.t " + SqlClient.TO_THE_END));
            // When
            String output = run(statements);
            // Then
            assertThat(output).contains("row +I[9007199254740993]");
        }
    }

    private static String run(Path statements) throws Exception {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(PluginJarIT::isFlinks)
                .collect(Collectors.joining(File.pathSeparator));
        Path output = directory.resolve("output.txt");
        Process flink = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "--add-opens=java.base/java.util=ALL-UNNAMED",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-cp",
                        classPath,
                        PlainFlink.class.getName(),
                        statements.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(flink.waitFor(MAX_SECONDS, TimeUnit.SECONDS))
                    .as("Flink ended")
                    .isTrue();
        } finally {
            flink.destroyForcibly();
        }
        return Files.readString(output);
    }

    private static boolean isFlinks(String entry) {
        String name = Path.of(entry).getFileName().toString();
        boolean ours = name.startsWith("crosscurrent-") || name.equals("classes");
        return !ours && !name.startsWith("jackson-");
    }

    private static Path jar(String classifier) throws IOException {
        Path target = Path.of("target").toAbsolutePath();
        try (Stream<Path> files = Files.list(target)) {
            List<Path> jars = files.filter(file -> file.getFileName()
                            .toString()
                            .matches("crosscurrent-flink-[\\d.]+(-SNAPSHOT)?-" + classifier + "\\.jar"))
                    .toList();
            assumeTrue(jars.size() == 1, "SKIPPED: no " + classifier + " jar in " + target + "; run mvn verify");
            return jars.get(0);
        }
    }
}
