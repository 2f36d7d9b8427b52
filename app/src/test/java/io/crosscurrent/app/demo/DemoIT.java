/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the demo as a user does, from the jars of the distribution. */
class DemoIT {
    private static final Path HOME = Path.of("target", "crosscurrent").toAbsolutePath();

    @TempDir
    private Path directory;

    @Test
    void tellsTheStoryAndTellsItAgainOnWhatTheFirstLeft() throws Exception {
        assumeTrue(
                System.getProperty("os.arch").equals("amd64")
                        && System.getProperty("os.name").equals("Linux"),
                "the MySQL of the demo is for Linux on x86-64");

        String first = demo("first");
        assertThat(first)
                .contains("8 tables, 3,864 rows", "8 tables loaded, 3,864 rows")
                .contains("UPDATE orders SET comments = \"Need expedited delivery\" WHERE orderNumber = 10100;")
                .contains("DELETE FROM orders WHERE orderNumber = 10102;")
                .containsPattern("10100 +Shipped +Need expedited delivery +363 +update ")
                .containsPattern("10102 +\\S.* delete ");
        String afterwards = first.substring(first.indexOf("salesdb.orders: 10100 has its comment"));
        assertThat(afterwards).contains("10100", "10101", "10103").doesNotContain("10102  ");

        assertThat(demo("second")).contains("so that the story can be told again");
    }

    private String demo(String name) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(ProcessHandle.current().info().command().orElseThrow(), "-Xmx1g", "-XX:+UseSerialGC"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-opens"))
                .forEach(command::add);
        command.addAll(
                List.of("-cp", classPath(), "io.crosscurrent.app.Main", "demo", "--once", "--data", data().toString()));
        Path output = directory.resolve(name + ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(8, TimeUnit.MINUTES);
        process.destroy();
        String text = Files.readString(output);
        assertThat(ended).as("the demo ends by itself; it printed%n%s", text).isTrue();
        assertThat(process.exitValue())
                .as("exit code of the demo, which printed%n%s", text)
                .isZero();
        return text;
    }

    private Path data() {
        return directory.resolve("data");
    }

    private static String classPath() throws Exception {
        String jars = Files.readString(HOME.resolve("lib").resolve("platform.classpath"));
        String own = HOME.resolve("lib")
                .resolve("crosscurrent-app-" + version(jars) + ".jar")
                .toString();
        return own + ":"
                + Arrays.stream(jars.strip().split(":"))
                        .map(jar -> HOME.resolve(jar).toString())
                        .collect(Collectors.joining(":"));
    }

    private static String version(String jars) {
        return jars.replaceAll("(?s).*crosscurrent-core-([^:/]+)\\.jar.*", "$1");
    }
}
