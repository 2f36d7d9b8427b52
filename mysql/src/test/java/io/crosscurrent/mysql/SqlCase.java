/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql;

import io.crosscurrent.core.source.TaskDefinition.MigrationType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A case file: SQL in, messages out, in sections that begin with {@code -- } and their name.
 *
 * <ul>
 *   <li>{@code given}: before the task starts.
 *   <li>{@code when}: while it runs; {@code while down}: while it is stopped, then it is started again.
 *   <li>{@code then}: the messages of database {@code app}, in order; {@code then fails with}: a code, and words of the failure.
 *   <li>{@code then with MINIMAL metadata}: what comes instead when the log does not name columns.
 * </ul>
 *
 * The first line says what the case is about; {@code -- task: full-load-and-cdc} loads before it streams.
 */
record SqlCase(String name, MigrationType type, List<Step> steps, List<Expectation> expectations) {
    /** SQL to run; {@code down} while the task is stopped. The first step is what is given. */
    record Step(boolean down, String sql) {}

    /** @param metadata FULL, MINIMAL, or "" for both */
    record Expectation(String metadata, boolean failure, List<String> lines) {
        boolean speaksOf(String mode) {
            return metadata.isEmpty() || metadata.equals(mode);
        }
    }

    static List<SqlCase> in(String folder) {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/cases", folder))) {
            return files.sorted().map(SqlCase::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SqlCase read(Path file) {
        MigrationType type = MigrationType.CDC;
        List<Step> steps = new ArrayList<>();
        List<Expectation> expectations = new ArrayList<>();
        String section = "";
        List<String> lines = new ArrayList<>();
        try {
            List<String> all = new ArrayList<>(Files.readAllLines(file));
            all.add("-- end");
            for (String line : all) {
                if (line.startsWith("-- task: ")) {
                    type = MigrationType.valueOf(line.substring(9).toUpperCase().replace('-', '_'));
                } else if (line.matches("-- (given|when|while down|then.*|end)")) {
                    add(section, lines, steps, expectations);
                    section = line.substring(3);
                    lines = new ArrayList<>();
                } else if (!line.isBlank()) {
                    lines.add(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (steps.size() < 2 || expectations.isEmpty()) {
            throw new IllegalArgumentException(file + " needs the sections given, when and then");
        }
        String name = file.getFileName().toString().replace(".sql", "");
        return new SqlCase(name, type, steps, expectations);
    }

    private static void add(String section, List<String> lines, List<Step> steps, List<Expectation> expectations) {
        String metadata = section.contains("MINIMAL") ? "MINIMAL" : section.contains("FULL") ? "FULL" : "";
        switch (section.startsWith("then") ? "then" : section) {
            case "" -> {}
            case "given", "when", "while down" ->
                steps.add(new Step(section.equals("while down"), String.join("\n", lines)));
            case "then" -> expectations.add(new Expectation(metadata, section.contains("fails with"), lines));
            default -> throw new IllegalArgumentException(section);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
