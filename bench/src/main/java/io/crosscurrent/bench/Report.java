/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Collects measurements and writes them as Markdown: medians, in brackets the least and the most. */
final class Report {
    private final Arguments arguments;
    private final List<String> descriptions = new ArrayList<>();
    private final List<String> limits = new ArrayList<>();
    private final Map<Workload, Map<String, List<Measurement>>> measurements = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();

    Report(Arguments arguments) {
        this.arguments = arguments;
    }

    private record Column(String title, ToDoubleFunction<Measurement> value, String format) {}

    private static final List<Column> THROUGHPUT = List.of(
            new Column("rows/s", Measurement::rate, "%,.0f"),
            new Column("rows/s, second half", Measurement::secondHalfRate, "%,.0f"),
            new Column("first record, s", Measurement::firstSeconds, "%.1f"),
            new Column("CPU s/million", Measurement::cpuSecondsAMillion, "%.1f"),
            new Column("CPU s/million, second half", Measurement::secondHalfCpuSecondsAMillion, "%.1f"),
            new Column("peak RSS, MB", m -> m.peakBytes() / 1e6, "%.0f"),
            new Column("bytes from MySQL/row", Measurement::receivedBytesARow, "%.0f"),
            new Column(
                    "value bytes/row",
                    m -> m.count().valueBytes() / (double) Math.max(1, m.count().records()),
                    "%.0f"));
    private static final List<Column> LATENCY = List.of(
            new Column("p50, ms", m -> m.latency(0.5), "%.1f"),
            new Column("p90, ms", m -> m.latency(0.9), "%.1f"),
            new Column("p99, ms", m -> m.latency(0.99), "%.1f"),
            new Column("most, ms", m -> m.latency(1), "%.1f"),
            new Column("CPU s/million", Measurement::cpuSecondsAMillion, "%.1f"),
            new Column("peak RSS, MB", m -> m.peakBytes() / 1e6, "%.0f"));

    void contestant(String name, String description) {
        descriptions.add("- **" + name + "**: " + description);
    }

    void limit(String sentence) {
        limits.add("- " + sentence);
    }

    void failed(Workload workload, String contestant, Throwable cause) {
        failures.add("- " + contestant + ", " + workload.label() + ": "
                + String.valueOf(cause.getMessage()).lines().findFirst().orElse(""));
    }

    void add(Workload workload, Measurement measurement) {
        measurements
                .computeIfAbsent(workload, key -> new LinkedHashMap<>())
                .computeIfAbsent(measurement.contestant(), key -> new ArrayList<>())
                .add(measurement);
    }

    /** Whether every run delivered everything at least once. */
    boolean complete() {
        return failures.isEmpty()
                && measurements.values().stream()
                        .flatMap(byName -> byName.values().stream())
                        .flatMap(List::stream)
                        .allMatch(measurement -> measurement.count().missing() == 0);
    }

    String markdown() throws IOException {
        StringBuilder out = new StringBuilder("# Change capture side by side\n\n");
        out.append(machine()).append("\n\n## Contestants\n").append(String.join("\n", descriptions));
        measurements.forEach((workload, byName) -> {
            boolean latency = workload == Workload.LATENCY;
            out.append("\n\n## ").append(title(workload)).append("\n\n");
            table(out, latency ? LATENCY : THROUGHPUT, byName);
        });
        if (!limits.isEmpty()) {
            out.append("\n\n## Limits, in the same run\n").append(String.join("\n", limits));
        }
        if (!failures.isEmpty()) {
            out.append("\n\n## Runs that failed\n").append(String.join("\n", failures));
        }
        return out.append('\n').toString();
    }

    private String title(Workload workload) {
        return switch (workload) {
            case STREAM -> "Change stream, %,d changes in the log before the start".formatted(arguments.rows());
            case LOAD -> "Full load, %,d rows".formatted(arguments.rows());
            case LATENCY ->
                "Latency, commit to read_committed reader, 500 transactions/s for %d s".formatted(arguments.seconds());
        };
    }

    private static void table(StringBuilder out, List<Column> columns, Map<String, List<Measurement>> byName) {
        out.append("| contestant | runs |");
        columns.forEach(column -> out.append(' ').append(column.title()).append(" |"));
        out.append(" missing | duplicates |\n|---|---|").append("---|".repeat(columns.size() + 2));
        byName.forEach((name, runs) -> {
            out.append("\n| ").append(name).append(" | ").append(runs.size()).append(" |");
            for (Column column : columns) {
                out.append(' ')
                        .append(spread(column.format(), runs.stream().mapToDouble(column.value())))
                        .append(" |");
            }
            long missing = runs.stream().mapToLong(run -> run.count().missing()).sum();
            long twice = runs.stream()
                    .mapToLong(run -> run.count().duplicates() + run.count().unexpected())
                    .sum();
            out.append(' ').append(missing).append(" | ").append(twice).append(" |");
        });
    }

    static String spread(String format, java.util.stream.DoubleStream values) {
        double[] sorted = values.filter(value -> !Double.isNaN(value)).sorted().toArray();
        if (sorted.length == 0) {
            return "–";
        }
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        String text = format.formatted(median);
        return sorted.length == 1
                ? text
                : text + " (" + format.formatted(sorted[0]) + "–" + format.formatted(sorted[sorted.length - 1]) + ")";
    }

    private String machine() throws IOException {
        String processor = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 2))
                .findFirst()
                .orElse("unknown processor");
        String memory = Files.readAllLines(Path.of("/proc/meminfo")).get(0).replaceAll("\\D", "");
        return Arrays.stream(new String[] {
                    "%s, %d cores, %.0f GB, %s %s, JDK %s, commit %s."
                            .formatted(
                                    processor,
                                    Runtime.getRuntime().availableProcessors(),
                                    Long.parseLong(memory) / 1e6,
                                    System.getProperty("os.name"),
                                    System.getProperty("os.version"),
                                    System.getProperty("java.version"),
                                    System.getProperty("bench.commit", "unknown")),
                    "Each contestant in its own process with a heap of 1 GB and G1; MySQL 8.0.33 with GTIDs and full row",
                    "metadata; one Kafka broker in its own process; producers with lz4, acks=all, batches of 256 KB, linger",
                    "5 ms; one topic of one partition. %d run(s) each, interleaved; median (least–most)."
                            .formatted(arguments.runs()),
                    "Everything ran on this one machine, so processor seconds say more than rows a second."
                })
                .collect(Collectors.joining("\n"));
    }

    static {
        Locale.setDefault(Locale.ROOT);
    }
}
