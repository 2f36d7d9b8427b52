/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import io.crosscurrent.bench.contestant.Contestant;
import io.crosscurrent.bench.contestant.Crosscurrent;
import io.crosscurrent.bench.contestant.ProducerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes results as Markdown: verdicts first, then every workload; medians, in brackets the least and the most. */
final class Report {
    static {
        Locale.setDefault(Locale.ROOT);
    }

    private static final List<Figure> DELIVERY = List.of(
            Figure.RATE,
            Figure.SECOND_HALF_RATE,
            Figure.FIRST_SECONDS,
            Figure.CPU_A_MILLION,
            Figure.SECOND_HALF_CPU_A_MILLION,
            Figure.MYSQLD_CPU_A_MILLION,
            Figure.BROKER_CPU_A_MILLION,
            Figure.PEAK_BYTES,
            Figure.RECEIVED_A_ROW,
            Figure.VALUE_A_ROW,
            Figure.TOPIC_A_ROW,
            Figure.MISSING,
            Figure.SURPLUS);

    private final Arguments arguments;
    private final Results results;
    private final Stage stage;

    Report(Arguments arguments, Results results, Stage stage) {
        this.arguments = arguments;
        this.results = results;
        this.stage = stage;
    }

    private List<Result> all() {
        return Arrays.stream(Workload.values())
                .flatMap(work -> results.of(work, arguments.size(work)).stream())
                .toList();
    }

    /** Whether no turn failed and ours delivered everything at least once. */
    boolean complete() {
        return all().stream()
                .noneMatch(result -> result.failed()
                        || result.name().split(" ")[0].equals(Crosscurrent.NAME) && result.figure(Figure.MISSING) > 0);
    }

    String markdown() throws IOException, InterruptedException {
        StringBuilder out = new StringBuilder("# Change capture side by side\n\n");
        out.append("Written by `bench/run").append(arguments.quick() ? " --quick" : " --full");
        out.append(
                "`, which anyone can run; how each figure is taken stands in [bench/README.md](../bench/README.md).\n\n");
        verdicts(out);
        out.append("\n## Set-up\n\n").append(setUp()).append("\n\n");
        for (Contestant contestant : stage.contestants()) {
            out.append("- **")
                    .append(contestant.name())
                    .append("**: ")
                    .append(contestant.description())
                    .append('\n');
        }
        for (Workload work : Workload.values()) {
            List<Result> measured = results.of(work, arguments.size(work));
            if (!measured.isEmpty()) {
                out.append("\n## ").append(title(work)).append("\n\n");
                table(out, figures(work), measured);
            }
        }
        failures(out);
        bounds(out);
        return out.toString();
    }

    private void verdicts(StringBuilder out) {
        out.append("## What must be reached\n\n");
        out.append(
                "Two figures are the whole run, from the order on, and its second half, when the JIT has settled.\n\n");
        out.append("| work | target | ours | held against | ratio | reached |\n|---|---|---|---|---|---|\n");
        for (Verdicts.Verdict verdict : Verdicts.of(arguments, results)) {
            out.append("| ")
                    .append(String.join(
                            " | ",
                            verdict.work(),
                            verdict.target(),
                            verdict.ours(),
                            verdict.other(),
                            verdict.ratio(),
                            verdict.reached().equals("no") ? "**no**" : verdict.reached()))
                    .append(" |\n");
        }
        out.append('\n').append(Verdicts.exactness(arguments, results)).append('\n');
    }

    private String title(Workload work) {
        long size = arguments.size(work);
        return switch (work) {
            case STREAM ->
                "Change stream: %,d changes in the log before the start, 60 %% inserts, 30 %% updates, 10 %% deletes"
                        .formatted(size);
            case LOAD -> "Full load: %,d rows in one table".formatted(size);
            case LOAD8 -> "Full load: %,d rows in eight tables at once".formatted(size);
            case LATENCY -> "Latency: commit to read_committed reader, 500 transactions/s for %d s".formatted(size);
            case TABLES -> "%,d tables of ten rows: start and load, restart to the first change".formatted(size);
            case LINK -> "The link: %,d changes, compressed protocol or compressed log".formatted(size);
            case MEMORY -> "Memory: one transaction of %,d rows, heap %s".formatted(size, MemoryWork.HEAP);
            case IDLE -> "Idle: nothing happens for %d s".formatted(size);
        };
    }

    private static List<Figure> figures(Workload work) {
        return switch (work) {
            case STREAM, LOAD, LOAD8, MEMORY -> DELIVERY;
            case LATENCY ->
                List.of(
                        Figure.P50,
                        Figure.P90,
                        Figure.P99,
                        Figure.MOST,
                        Figure.CPU_A_MILLION,
                        Figure.MYSQLD_CPU_A_MILLION,
                        Figure.BROKER_CPU_A_MILLION,
                        Figure.PEAK_BYTES,
                        Figure.MISSING);
            case TABLES ->
                List.of(
                        Figure.START_SECONDS,
                        Figure.CPU_SECONDS,
                        Figure.MYSQLD_CPU_SECONDS,
                        Figure.BROKER_CPU_SECONDS,
                        Figure.RESTART_SECONDS,
                        Figure.PEAK_BYTES,
                        Figure.MISSING,
                        Figure.SURPLUS);
            case LINK -> {
                List<Figure> figures = new ArrayList<>(DELIVERY);
                figures.add(Figure.LOG_A_ROW);
                yield figures;
            }
            case IDLE ->
                List.of(Figure.IDLE_PERCENT, Figure.IDLE_WORKER_PERCENT, Figure.IDLE_TASK_PERCENT, Figure.PEAK_BYTES);
        };
    }

    private static void table(StringBuilder out, List<Figure> figures, List<Result> measured) {
        Set<String> names = new LinkedHashSet<>();
        measured.stream().filter(result -> !result.failed()).forEach(result -> names.add(result.name()));
        out.append("| | turns |");
        figures.forEach(figure -> out.append(' ').append(figure.title()).append(" |"));
        out.append("\n|---|---|").append("---|".repeat(figures.size())).append('\n');
        for (String name : names) {
            List<Result> turns = measured.stream()
                    .filter(result -> result.name().equals(name) && !result.failed())
                    .toList();
            out.append("| ").append(name).append(" | ").append(turns.size()).append(" |");
            for (Figure figure : figures) {
                out.append(' ').append(spread(figure, turns)).append(" |");
            }
            out.append('\n');
        }
    }

    static String spread(Figure figure, List<Result> turns) {
        double[] sorted = turns.stream()
                .mapToDouble(turn -> turn.figure(figure))
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        String middle = figure.text(Results.median(sorted));
        if (sorted.length < 2) {
            return middle;
        }
        String least = figure.text(sorted[0]);
        String most = figure.text(sorted[sorted.length - 1]);
        return least.equals(most) ? middle : middle + " (" + least + "–" + most + ")";
    }

    private void failures(StringBuilder out) {
        List<Result> failed = all().stream().filter(Result::failed).toList();
        if (!failed.isEmpty()) {
            out.append("\n## Turns that failed\n\n");
            for (Result result : failed) {
                out.append("- %s, %s, turn %d: %s%n"
                        .formatted(result.name(), result.work().label(), result.run(), result.failure()));
            }
        }
    }

    /** Written by hand: a measurement does not know why. */
    private void bounds(StringBuilder out) throws IOException {
        Path file = stage.libraries().home().resolve("bounds.md");
        if (!arguments.quick() && Files.exists(file)) {
            out.append("\n## What bounds it\n\n").append(Files.readString(file));
        }
    }

    private String setUp() throws IOException {
        String processor = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 2))
                .findFirst()
                .orElse("unknown processor");
        String memory = Files.readAllLines(Path.of("/proc/meminfo")).get(0).replaceAll("\\D", "");
        Set<String> commits = new TreeSet<>();
        Set<String> days = new TreeSet<>();
        for (Result result : all()) {
            commits.add(result.commit());
            days.add(result.at().substring(0, 10));
        }
        return """
                %s, %d cores, %.0f GB, %s %s, JDK %s; commit %s; %s.
                Each contestant in a process of its own with a heap of 1 GB and G1, all with one MySQL 8.0.33 (GTIDs, full row
                metadata) and one Kafka broker in its own process; one topic of one partition; producers with %s.
                The broker gets %,d records to write and to read before the first turn, because whoever came first would pay for
                its warm-up. Turns are interleaved: every contestant once, then all again. Median (least–most). Everything ran on
                this one machine, so processor seconds say more than rows a second."""
                .formatted(
                        processor,
                        Runtime.getRuntime().availableProcessors(),
                        Long.parseLong(memory) / 1e6,
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("java.version"),
                        commits.isEmpty() ? Benchmark.COMMIT : String.join(", ", commits),
                        String.join(", ", days),
                        new TreeMap<>(ProducerSettings.ALL)
                                .entrySet().stream()
                                        .map(setting -> setting.getKey() + "=" + setting.getValue())
                                        .collect(Collectors.joining(", ")),
                        WarmUp.RECORDS);
    }
}
