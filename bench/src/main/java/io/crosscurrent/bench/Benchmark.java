/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import io.crosscurrent.bench.contestant.Contestant;
import io.crosscurrent.bench.contestant.Crosscurrent;
import io.crosscurrent.bench.contestant.Debezium;
import io.crosscurrent.bench.contestant.FlinkCdc;
import io.crosscurrent.bench.contestant.Maxwell;
import io.crosscurrent.bench.process.Libraries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The program behind {@code bench/run}: rounds, in each all workloads, in each all contestants and limits one after the
 * other. Exit codes: 0, 1 when something failed or was incomplete, 2 for a wrong command line.
 */
public final class Benchmark {
    static final String COMMIT = System.getProperty("bench.commit", "unknown");

    /** Stands for a contestant when the servers of a work did not come up. */
    private static final String SERVERS = "servers";

    private final Arguments arguments;
    private final Stage stage;
    private final Results results;
    private final long deadline;

    private Benchmark(Arguments arguments, Stage stage, Results results) {
        this.arguments = arguments;
        this.stage = stage;
        this.results = results;
        this.deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(arguments.minutes());
    }

    public static void main(String[] words) throws IOException, InterruptedException {
        if (List.of(words).contains("--help")) {
            System.out.print(Arguments.USAGE);
            return;
        }
        Libraries libraries = new Libraries(Path.of(System.getProperty("bench.home", "bench")));
        Arguments arguments;
        List<Contestant> contestants;
        try {
            arguments = Arguments.parse(words);
            contestants = chosen(arguments, libraries);
        } catch (IllegalArgumentException e) {
            System.err.println("error: " + e.getMessage());
            System.err.print(Arguments.USAGE);
            System.exit(2);
            return;
        }
        Path file = Stage.kept(libraries, arguments).resolve("results.jsonl");
        if (arguments.fresh() && !arguments.reportOnly()) {
            Results.setAside(file);
        }
        Results results = Results.open(file);
        if (!arguments.reportOnly()) {
            Set<String> forgotten = new HashSet<>(arguments.redo());
            forgotten.add(SERVERS); // if they fail again, they will say so again
            results.forget(arguments.work(), forgotten);
        }
        boolean complete;
        try (Stage stage = new Stage(arguments, libraries, contestants)) {
            complete = new Benchmark(arguments, stage, results).run();
        }
        System.exit(complete ? 0 : 1);
    }

    private static List<Contestant> chosen(Arguments arguments, Libraries libraries) {
        List<Contestant> all = List.of(
                new Crosscurrent(libraries),
                new Debezium(libraries, false),
                new Debezium(libraries, true),
                new Maxwell(libraries),
                new FlinkCdc(libraries));
        Set<String> unknown = new LinkedHashSet<>(arguments.only());
        all.forEach(contestant -> unknown.remove(contestant.name()));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("no contestant is called " + String.join(", ", unknown));
        }
        return all.stream()
                .filter(contestant ->
                        arguments.only().isEmpty() || arguments.only().contains(contestant.name()))
                .toList();
    }

    private boolean run() throws IOException, InterruptedException {
        if (!arguments.reportOnly()) {
            Stage.say("logs in " + stage.logs() + ", data and results in " + stage.kept());
            Stage.say("about %.0f minutes to go, the data apart".formatted(outstanding() / 60));
            int rounds = arguments.work().stream()
                    .mapToInt(arguments.repeats()::get)
                    .max()
                    .orElseThrow();
            for (int round = 1; round <= rounds; round++) {
                for (Workload workload : arguments.work()) {
                    if (round <= arguments.repeats().get(workload)) {
                        run(work(workload), round);
                    }
                }
            }
        }
        Report report = new Report(arguments, results, stage);
        String markdown = report.markdown();
        System.out.println(markdown);
        if (!arguments.output().isEmpty()) {
            Path output = Path.of(arguments.output());
            Files.createDirectories(output.toAbsolutePath().getParent());
            Files.writeString(output, markdown);
            Stage.say("written to " + output);
        }
        return report.complete();
    }

    private Work work(Workload workload) {
        return switch (workload) {
            case STREAM, LOAD, LOAD8 -> new DeliveryWork(stage, workload);
            case LATENCY -> new LatencyWork(stage);
            case TABLES -> new TablesWork(stage);
            case LINK -> new LinkWork(stage);
            case MEMORY -> new MemoryWork(stage);
            case IDLE -> new IdleWork(stage);
        };
    }

    /** Seconds of all turns that are not there yet. */
    private double outstanding() {
        double seconds = 0;
        for (Workload workload : arguments.work()) {
            for (Work.Turn turn : work(workload).turns()) {
                for (int run = 1; run <= arguments.repeats().get(workload); run++) {
                    if (!results.has(workload, turn.name(), run, arguments.size(workload))) {
                        seconds += Estimate.seconds(workload, turn.name(), arguments.size(workload));
                    }
                }
            }
        }
        return seconds;
    }

    private void run(Work work, int round) throws IOException, InterruptedException {
        long size = arguments.size(work.workload());
        List<Work.Turn> turns = work.turns().stream()
                .filter(turn -> !results.has(work.workload(), turn.name(), round, size))
                .filter(turn ->
                        System.nanoTime() + Estimate.seconds(work.workload(), turn.name(), size) * 1e9 < deadline)
                .toList();
        if (turns.isEmpty()) {
            return;
        }
        Stage.say("%s, round %d: %,d %s"
                .formatted(work.workload().label(), round, size, work.workload().unit()));
        try (work) {
            work.open();
            for (Work.Turn turn : turns) {
                double seconds = Estimate.seconds(work.workload(), turn.name(), size);
                if (System.nanoTime() + seconds * 1e9 < deadline) {
                    take(work.workload(), turn, round, size);
                }
            }
        } catch (IOException | SQLException | RuntimeException e) {
            e.printStackTrace();
            results.add(result(work.workload(), SERVERS, round, size, Map.of(), text(e)));
        }
    }

    /** One contestant that fails does not take the figures of the others with it: the report says so and the exit code. */
    private void take(Workload workload, Work.Turn turn, int round, long size)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        Result result;
        try {
            result = result(workload, turn.name(), round, size, turn.body().measure(round), "");
        } catch (IOException | SQLException | RuntimeException e) {
            e.printStackTrace();
            result = result(workload, turn.name(), round, size, Map.of(), text(e));
        }
        results.add(result);
        Stage.say("  %s: %s (%.0f s)".formatted(turn.name(), summary(result), (System.nanoTime() - start) / 1e9));
    }

    private static String text(Exception e) {
        return String.valueOf(e.getMessage())
                .lines()
                .findFirst()
                .orElse(e.getClass().getName());
    }

    private static Result result(
            Workload workload, String name, int run, long size, Map<Figure, Double> figures, String failure) {
        String at = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        return new Result(workload, name, run, size, COMMIT, at, figures, failure);
    }

    private static String summary(Result result) {
        if (result.failed()) {
            return "failed: " + result.failure();
        }
        StringBuilder text = new StringBuilder();
        result.figures().forEach((figure, value) -> text.append(text.isEmpty() ? "" : ", ")
                .append(figure.text(value))
                .append(' ')
                .append(figure.title()));
        return text.toString();
    }
}
