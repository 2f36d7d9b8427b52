/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import io.crosscurrent.bench.contestant.Crosscurrent;
import io.crosscurrent.bench.contestant.Debezium;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Holds our figures against what must be reached: medians, the whole run and its second half apart. */
final class Verdicts {
    private static final String OURS = Crosscurrent.NAME;
    private static final List<String> DEBEZIUM = List.of(Debezium.NAME, Debezium.EXACTLY_ONCE);
    private static final List<String> PEERS = List.of(Debezium.NAME, Debezium.EXACTLY_ONCE, "maxwell", "flink-cdc");
    private static final double SHARE_OF_THE_LIMIT = 0.7;
    private static final double NO_GROWTH = 1.25;
    private static final double BYTES_A_CHANGE = 100;

    private final Arguments arguments;
    private final Results results;
    private final List<Verdict> verdicts = new ArrayList<>();

    /**
     * A target and what became of it.
     *
     * @param ours our figure
     * @param other what it is held against
     * @param ratio of the two
     * @param reached yes, no, the part that reached it, or not measured
     */
    record Verdict(String work, String target, String ours, String other, String ratio, String reached) {
        static final String UNKNOWN = "not measured";
    }

    private Verdicts(Arguments arguments, Results results) {
        this.arguments = arguments;
        this.results = results;
    }

    static List<Verdict> of(Arguments arguments, Results results) {
        Verdicts all = new Verdicts(arguments, results);
        all.throughput(Workload.STREAM, 8, 3, Limits.BINLOG);
        all.leaner(DEBEZIUM, "Debezium", 8);
        all.leaner(PEERS, "the leanest peer", 3);
        all.throughput(Workload.LOAD, 5, 2.5, Limits.SCAN);
        all.throughput(Workload.LOAD8, 5, 2.5, Limits.SCAN);
        all.latency();
        all.tables();
        all.memory();
        all.link();
        all.atMost(Workload.IDLE, OURS, Figure.IDLE_TASK_PERCENT, 1, "an idle task under 1 % of a core");
        return all.verdicts;
    }

    private double median(Workload work, String name, Figure figure) {
        return results.median(work, arguments.size(work), name, figure);
    }

    private double most(Workload work, List<String> names, Figure figure) {
        return measured(work, names, figure).max().orElse(Double.NaN);
    }

    private double least(Workload work, List<String> names, Figure figure) {
        return measured(work, names, figure).min().orElse(Double.NaN);
    }

    private java.util.stream.DoubleStream measured(Workload work, List<String> names, Figure figure) {
        return names.stream().mapToDouble(name -> median(work, name, figure)).filter(value -> !Double.isNaN(value));
    }

    private void throughput(Workload work, double debezium, double peer, String reader) {
        faster(work, DEBEZIUM, "Debezium", debezium);
        faster(work, PEERS, "the fastest peer", peer);
        List<String> limits = List.of(reader, Limits.PRODUCER);
        double limit = limits.stream()
                .mapToDouble(name -> median(work, name, Figure.RATE))
                .min()
                .orElse(Double.NaN); // NaN as well when one of them is missing
        String which = limits.stream()
                .filter(name -> median(work, name, Figure.RATE) == limit)
                .findFirst()
                .orElse("");
        add(
                work.label(),
                "≥ 70 % of the lower limit" + (which.isEmpty() ? "" : " (" + which + ")"),
                halves(work, List.of(OURS), Figure.RATE, Figure.SECOND_HALF_RATE, true),
                Figure.RATE.text(limit) + " rows/s",
                median(work, OURS, Figure.RATE) / limit,
                median(work, OURS, Figure.SECOND_HALF_RATE) / limit,
                "%.2f",
                SHARE_OF_THE_LIMIT);
    }

    private void faster(Workload work, List<String> rivals, String who, double times) {
        add(
                work.label(),
                "≥ %s × %s".formatted(number(times), who),
                halves(work, List.of(OURS), Figure.RATE, Figure.SECOND_HALF_RATE, true),
                halves(work, rivals, Figure.RATE, Figure.SECOND_HALF_RATE, true),
                median(work, OURS, Figure.RATE) / most(work, rivals, Figure.RATE),
                median(work, OURS, Figure.SECOND_HALF_RATE) / most(work, rivals, Figure.SECOND_HALF_RATE),
                "%.1f ×",
                times);
    }

    private void leaner(List<String> rivals, String who, double times) {
        Workload work = Workload.STREAM;
        Figure whole = Figure.CPU_A_MILLION;
        Figure half = Figure.SECOND_HALF_CPU_A_MILLION;
        add(
                work.label(),
                "CPU ≤ 1/%s of %s".formatted(number(times), who),
                halves(work, List.of(OURS), whole, half, false),
                halves(work, rivals, whole, half, false),
                least(work, rivals, whole) / median(work, OURS, whole),
                least(work, rivals, half) / median(work, OURS, half),
                "1/%.1f",
                times);
    }

    /** The best of some names: whole run, second half. */
    private String halves(Workload work, List<String> names, Figure whole, Figure half, boolean more) {
        double first = more ? most(work, names, whole) : least(work, names, whole);
        double second = more ? most(work, names, half) : least(work, names, half);
        return whole.text(first) + "; " + half.text(second) + (more ? " rows/s" : " s/million");
    }

    private void add(
            String work,
            String target,
            String ours,
            String other,
            double whole,
            double half,
            String format,
            double least) {
        String reached;
        if (Double.isNaN(whole)) {
            reached = Verdict.UNKNOWN;
        } else if (whole >= least && !(half < least)) {
            reached = "yes";
        } else if (half >= least) {
            reached = "second half only";
        } else {
            reached = whole >= least ? "whole run only" : "no";
        }
        String ratio = Double.isNaN(whole)
                ? "–"
                : format.formatted(whole) + "; " + (Double.isNaN(half) ? "–" : format.formatted(half));
        verdicts.add(new Verdict(work, target, ours, other, ratio, reached));
    }

    private void latency() {
        atMost(Workload.LATENCY, OURS, Figure.P50, 15, "p50 ≤ 15 ms");
        atMost(Workload.LATENCY, OURS, Figure.P99, 50, "p99 ≤ 50 ms");
        for (Figure figure : List.of(Figure.P50, Figure.P99)) {
            times(
                    Workload.LATENCY,
                    figure,
                    OURS,
                    Debezium.EXACTLY_ONCE,
                    3,
                    figure.name().toLowerCase(java.util.Locale.ROOT) + " ≤ 1/3 of Debezium's, exactly once");
        }
    }

    private void tables() {
        times(
                Workload.TABLES,
                Figure.START_SECONDS,
                OURS,
                Debezium.EXACTLY_ONCE,
                5,
                "start and load ≤ 1/5 of Debezium's");
        times(Workload.TABLES, Figure.RESTART_SECONDS, OURS, Debezium.EXACTLY_ONCE, 5, "restart ≤ 1/5 of Debezium's");
        noGrowth(
                Workload.TABLES,
                Figure.RESTART_SECONDS,
                TablesWork.FEW,
                "restart as fast as with " + TablesWork.FEW_TABLES + " tables");
    }

    private void memory() {
        noGrowth(
                Workload.MEMORY,
                Figure.PEAK_BYTES,
                MemoryWork.TENTH,
                "no more memory than for a tenth of the transaction");
    }

    private void link() {
        List<String> variants = Stream.concat(LinkWork.PROTOCOLS.stream(), Stream.of(LinkWork.COMPRESSED_LOG))
                .map(variant -> OURS + " " + variant)
                .toList();
        for (String variant : variants) {
            atMost(
                    Workload.LINK,
                    variant,
                    Figure.RECEIVED_A_ROW,
                    BYTES_A_CHANGE,
                    "≤ 100 bytes a change, " + variant.substring(5));
        }
    }

    private void atMost(Workload work, String name, Figure figure, double most, String target) {
        double ours = median(work, name, figure);
        String reached = Double.isNaN(ours) ? Verdict.UNKNOWN : ours <= most ? "yes" : "no";
        verdicts.add(new Verdict(work.label(), target, figure.text(ours) + " " + unit(figure), "", "", reached));
    }

    private void times(Workload work, Figure figure, String name, String rival, double times, String target) {
        double ours = median(work, name, figure);
        double other = median(work, rival, figure);
        double ratio = other / ours;
        String reached = Double.isNaN(ratio) ? Verdict.UNKNOWN : ratio >= times ? "yes" : "no";
        String against = Double.isNaN(other) ? failure(work, rival) : figure.text(other) + " " + unit(figure);
        verdicts.add(new Verdict(
                work.label(),
                target,
                figure.text(ours) + " " + unit(figure),
                against,
                Double.isNaN(ratio) ? "–" : "1/%.1f".formatted(ratio),
                reached));
    }

    private String failure(Workload work, String name) {
        return results.of(work, arguments.size(work)).stream()
                .filter(result -> result.name().equals(name) && result.failed())
                .map(Result::failure)
                .findFirst()
                .orElse("–");
    }

    private void noGrowth(Workload work, Figure figure, String smaller, String target) {
        double ours = median(work, OURS, figure);
        double other = median(work, smaller, figure);
        double ratio = ours / other;
        String reached = Double.isNaN(ratio) ? Verdict.UNKNOWN : ratio <= NO_GROWTH ? "yes" : "no";
        verdicts.add(new Verdict(
                work.label(),
                target,
                figure.text(ours) + " " + unit(figure),
                figure.text(other) + " " + unit(figure),
                Double.isNaN(ratio) ? "–" : "%.2f ×".formatted(ratio),
                reached));
    }

    private static String unit(Figure figure) {
        return switch (figure) {
            case P50, P90, P99, MOST -> "ms";
            case START_SECONDS, RESTART_SECONDS -> "s";
            case PEAK_BYTES -> "MB";
            case IDLE_PERCENT, IDLE_WORKER_PERCENT, IDLE_TASK_PERCENT -> "%";
            case RECEIVED_A_ROW -> "bytes";
            default -> throw new IllegalArgumentException(figure + " is no figure of a target");
        };
    }

    private static String number(double number) {
        return number == Math.rint(number) ? "%.0f".formatted(number) : Double.toString(number);
    }

    /** Whether nothing of ours was lost or came twice, in any turn. */
    static String exactness(Arguments arguments, Results results) {
        double[] wrong = new double[3];
        Arrays.stream(Workload.values())
                .flatMap(work -> results.of(work, arguments.size(work)).stream())
                .filter(result -> result.name().split(" ")[0].equals(OURS) && !result.failed())
                .forEach(result -> {
                    wrong[0] += orZero(result.figure(Figure.RECORDS));
                    wrong[1] += orZero(result.figure(Figure.MISSING));
                    wrong[2] += orZero(result.figure(Figure.SURPLUS));
                });
        return "Of the %,.0f changes and rows that ours had to bring in all turns, %,.0f are missing, %,.0f came twice or were not asked for."
                .formatted(wrong[0] + wrong[1] - wrong[2], wrong[1], wrong[2]);
    }

    private static double orZero(double value) {
        return Double.isNaN(value) ? 0 : value;
    }
}
