/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import io.crosscurrent.bench.contestant.Assignment;
import io.crosscurrent.bench.contestant.Contestant;
import io.crosscurrent.bench.contestant.Crosscurrent;
import io.crosscurrent.bench.contestant.Debezium;
import io.crosscurrent.bench.contestant.Maxwell;
import io.crosscurrent.bench.process.Broker;
import io.crosscurrent.bench.process.Libraries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The program behind {@code bench/run}: for each workload a fresh MySQL server and a fresh broker, then the contestants in
 * turns. Exit codes: 0, 1 when something failed or was incomplete, 2 for a wrong command line.
 */
public final class Benchmark {
    private final Arguments arguments;
    private final Libraries libraries;
    private final List<Contestant> contestants;
    private final Report report;
    private final Path directory;
    private int nextServerId = 7001;

    private Benchmark(Arguments arguments, Libraries libraries) throws IOException {
        this.arguments = arguments;
        this.libraries = libraries;
        this.contestants = chosen(arguments, libraries);
        this.report = new Report(arguments);
        this.directory = Files.createTempDirectory("crosscurrent-bench-");
    }

    public static void main(String[] words) throws IOException, InterruptedException, SQLException {
        if (List.of(words).contains("--help")) {
            System.out.print(Arguments.USAGE);
            return;
        }
        Benchmark benchmark;
        try {
            benchmark = new Benchmark(
                    Arguments.parse(words), new Libraries(Path.of(System.getProperty("bench.home", "bench"))));
        } catch (IllegalArgumentException e) {
            System.err.println("error: " + e.getMessage());
            System.err.print(Arguments.USAGE);
            System.exit(2);
            return;
        }
        System.exit(benchmark.run() ? 0 : 1);
    }

    private static List<Contestant> chosen(Arguments arguments, Libraries libraries) {
        List<Contestant> all = List.of(
                new Crosscurrent(libraries),
                new Debezium(libraries, false),
                new Debezium(libraries, true),
                new Maxwell(libraries));
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

    private boolean run() throws IOException, InterruptedException, SQLException {
        for (Contestant contestant : contestants) {
            report.contestant(contestant.name(), contestant.description());
        }
        for (Workload workload : arguments.work()) {
            run(workload);
        }
        String markdown = report.markdown();
        System.out.println(markdown);
        if (!arguments.output().isEmpty()) {
            Files.writeString(Path.of(arguments.output()), markdown);
        }
        return report.complete();
    }

    private void run(Workload workload) throws IOException, InterruptedException, SQLException {
        Path place = Files.createDirectories(directory.resolve(workload.label()));
        say(workload.label() + ": starting MySQL and Kafka, logs in " + place);
        try (SourceDatabase source = SourceDatabase.start(workload, Benchmark::say);
                Broker broker = Broker.start(libraries, Files.createDirectories(place.resolve("kafka")))) {
            prepare(workload, source);
            if (arguments.limits()) {
                limits(workload, source, broker, place);
            }
            LatencyRun latency = new LatencyRun(source, broker, arguments.seconds());
            ThroughputRun throughput = new ThroughputRun(source, broker);
            for (int run = 1; run <= arguments.runs(); run++) {
                for (Contestant contestant : contestants) {
                    if (contestant.takes(workload)) {
                        Assignment assignment = assignment(contestant, workload, run, source, broker, place);
                        measure(contestant, assignment, latency, throughput);
                    }
                }
            }
        }
    }

    private void prepare(Workload workload, SourceDatabase source) throws SQLException {
        switch (workload) {
            case STREAM -> {
                say("writing " + arguments.rows() + " changes to the log");
                source.change(workload.table(), arguments.rows());
            }
            case LOAD -> {
                say("filling a table with " + arguments.rows() + " rows");
                source.fill(workload.table(), arguments.rows());
            }
            case LATENCY -> say("the table stays empty until the first contestant is up");
        }
    }

    private void limits(Workload workload, SourceDatabase source, Broker broker, Path place)
            throws IOException, InterruptedException {
        switch (workload) {
            case STREAM -> {
                report.limit("mysqlbinlog reads %,.0f changes/s".formatted(Limits.mysqlbinlog(source)));
                report.limit(
                        "Kafka's ProducerPerformance: " + Limits.producer(broker, libraries, place, arguments.rows()));
            }
            case LOAD ->
                report.limit("mysql --quick scans %,.0f rows/s".formatted(Limits.mysqlScan(source, workload.table())));
            case LATENCY -> {}
        }
    }

    private Assignment assignment(
            Contestant contestant, Workload workload, int run, SourceDatabase source, Broker broker, Path place)
            throws IOException {
        String id = contestant.name() + "-" + workload.label() + "-" + run;
        return new Assignment(
                id,
                workload,
                source.port(),
                SourceDatabase.USER,
                source.startPosition(),
                broker.address(),
                nextServerId++,
                Files.createDirectories(place.resolve(id)));
    }

    /** One contestant that fails does not take the figures of the others with it: the report says so and the exit code. */
    private void measure(Contestant contestant, Assignment assignment, LatencyRun latency, ThroughputRun throughput)
            throws InterruptedException {
        say(assignment.id());
        try {
            Measurement measurement = assignment.workload() == Workload.LATENCY
                    ? latency.measure(contestant, assignment)
                    : throughput.measure(contestant, assignment);
            report.add(assignment.workload(), measurement);
            say("  " + summary(assignment.workload(), measurement));
        } catch (IOException | SQLException | RuntimeException e) {
            report.failed(assignment.workload(), contestant.name(), e);
            say("  failed: " + e);
        }
    }

    private static String summary(Workload workload, Measurement m) {
        String quality = "%,d records, %d missing, %d duplicates, %d unexpected"
                .formatted(
                        m.count().records(),
                        m.count().missing(),
                        m.count().duplicates(),
                        m.count().unexpected());
        return workload == Workload.LATENCY
                ? "p50 %.1f ms, p99 %.1f ms, %s".formatted(m.latency(0.5), m.latency(0.99), quality)
                : "%,.0f rows/s, second half %,.0f, CPU %.1f s/million, %s"
                        .formatted(m.rate(), m.secondHalfRate(), m.cpuSecondsAMillion(), quality);
    }

    private static void say(String sentence) {
        System.err.println(sentence);
    }
}
