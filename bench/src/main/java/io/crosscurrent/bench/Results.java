/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The results so far, a file of JSON lines: a run that was broken off goes on behind the last line, and the report is made
 * of nothing else. A later line of the same turn replaces an earlier one.
 */
final class Results {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final List<Result> results = new ArrayList<>();

    private Results(Path file) {
        this.file = file;
    }

    static Results open(Path file) throws IOException {
        Results opened = new Results(file);
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                opened.take(JSON.readValue(line, Result.class));
            }
        }
        return opened;
    }

    /** Moves the results of earlier runs out of the way. */
    static void setAside(Path file) throws IOException {
        if (Files.exists(file)) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".old"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Forgets those of some contestants and their variants, so that they are measured again. */
    void forget(Set<Workload> works, Set<String> names) throws IOException {
        results.removeIf(result ->
                works.contains(result.work()) && names.contains(result.name().split(" ")[0]));
        StringBuilder lines = new StringBuilder();
        for (Result result : results) {
            lines.append(JSON.writeValueAsString(result)).append('\n');
        }
        Files.writeString(file, lines);
    }

    void add(Result result) throws IOException {
        take(result);
        Files.writeString(
                file, JSON.writeValueAsString(result) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void take(Result result) {
        results.removeIf(same(result.work(), result.name(), result.run(), result.size()));
        results.add(result);
    }

    private static Predicate<Result> same(Workload work, String name, int run, long size) {
        return result ->
                result.work() == work && result.name().equals(name) && result.run() == run && result.size() == size;
    }

    /** Whether this turn was taken, with success. */
    boolean has(Workload work, String name, int run, long size) {
        return results.stream().anyMatch(same(work, name, run, size).and(result -> !result.failed()));
    }

    /** All of a workload of one size, in the order they were taken. */
    List<Result> of(Workload work, long size) {
        return results.stream()
                .filter(result -> result.work() == work && result.size() == size)
                .toList();
    }

    /** Those of one name that did not fail. */
    List<Result> of(Workload work, long size, String name) {
        return of(work, size).stream()
                .filter(result -> result.name().equals(name) && !result.failed())
                .toList();
    }

    /** The middle of a figure over the runs of one name; NaN without any. */
    double median(Workload work, long size, String name, Figure figure) {
        double[] sorted = of(work, size, name).stream()
                .mapToDouble(result -> result.figure(figure))
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        return median(sorted);
    }

    /** Of ascending values; NaN without any. */
    static double median(double[] sorted) {
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1
                ? sorted[middle]
                : Arrays.stream(sorted, middle - 1, middle + 1).sum() / 2;
    }
}
