/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The command line.
 *
 * @param quick whether it is the small form
 * @param only names of contestants; empty for all
 * @param sizes of the workloads, each in its unit
 * @param repeats times each contestant runs, interleaved
 * @param minutes no turn begins that would end later than this
 * @param limits whether the limits of MySQL and Kafka are measured too
 * @param fresh whether earlier results are set aside
 * @param redo contestants whose earlier results of the chosen works are forgotten
 * @param reportOnly whether nothing is measured
 * @param output file of the report; empty for the terminal alone
 */
record Arguments(
        boolean quick,
        List<String> only,
        Set<Workload> work,
        Map<Workload, Long> sizes,
        Map<Workload, Integer> repeats,
        int minutes,
        boolean limits,
        boolean fresh,
        Set<String> redo,
        boolean reportOnly,
        String output) {
    private static final long LARGEST = 100_000_000;
    static final String USAGE =
            """
            Usage: bench/run [--full | --quick] [--only NAME,...] [--work NAME,...] [--size N | --size NAME=N,...]
                             [--repeats N | --repeats NAME=N,...] [--minutes N] [--no-limits] [--fresh]
                             [--redo NAME,...] [--report] [--output FILE]
              --full       everything in its full size (default); goes on where it was broken off
              --quick      stream, load, latency, tables and link, small, once, ours and debezium-eos: some four minutes
              --only       contestants: ours, debezium, debezium-eos, maxwell, flink-cdc (default: all)
              --work       workloads: stream, load, load8, latency, tables, link, memory, idle (default: all)
              --size       changes, rows, tables or seconds of the workloads: --size stream=2000000,latency=30
              --repeats    turns of each contestant, interleaved (default 3; 1 for tables, memory and idle)
              --minutes    begin nothing that would end later; the next run goes on
              --no-limits  leave out what mysqlbinlog, mysql and Kafka's producer do alone
              --fresh      set earlier results aside
              --redo       measure these contestants again, in the works chosen
              --report     measure nothing, write the report of what there is
              --output     file for the report, Markdown (default: docs/benchmarks.md for --full, else none)
            """;

    static Arguments parse(String... words) {
        Parser parser = new Parser(words);
        return parser.arguments();
    }

    long size(Workload workload) {
        return sizes.get(workload);
    }

    /** The words of the command line, taken one after the other. */
    private static final class Parser {
        private final String[] words;
        private int at;
        private final List<String> only = new ArrayList<>();
        private final Set<Workload> work = EnumSet.noneOf(Workload.class);
        private final Map<Workload, Long> sizes = new EnumMap<>(Workload.class);
        private final Map<Workload, Integer> repeats = new EnumMap<>(Workload.class);
        private int minutes = 24 * 60;
        private boolean limits = true;
        private boolean fresh;
        private final List<String> redo = new ArrayList<>();
        private boolean reportOnly;
        private String output;

        Parser(String[] words) {
            this.words = words;
        }

        Arguments arguments() {
            boolean quick = List.of(words).contains("--quick");
            for (Workload workload : Workload.values()) {
                sizes.put(workload, quick ? workload.quickSize() : workload.fullSize());
                repeats.put(workload, quick ? 1 : workload.fullRepeats());
            }
            if (quick) {
                only.addAll(List.of("ours", "debezium-eos"));
            }
            boolean chosen = false;
            for (at = 0; at < words.length; at++) {
                switch (words[at]) {
                    case "--quick", "--full" -> {}
                    case "--only" -> {
                        if (!chosen) {
                            only.clear();
                        }
                        chosen = true;
                        only.addAll(List.of(value().split(",")));
                    }
                    case "--work" -> List.of(value().split(",")).forEach(name -> work.add(Workload.named(name)));
                    case "--size" -> sized(1, LARGEST).forEach(sizes::put);
                    case "--repeats" ->
                        sized(1, 99).forEach((key, number) -> repeats.put(key, Math.toIntExact(number)));
                    case "--minutes" -> minutes = (int) number("--minutes", value(), 1, minutes);
                    case "--no-limits" -> limits = false;
                    case "--fresh" -> fresh = true;
                    case "--redo" -> redo.addAll(List.of(value().split(",")));
                    case "--report" -> reportOnly = true;
                    case "--output" -> output = value();
                    default -> throw new IllegalArgumentException("unknown option " + words[at]);
                }
            }
            if (work.isEmpty()) {
                work.addAll(quick ? Workload.EVERYDAY : EnumSet.allOf(Workload.class));
            }
            if (output == null) {
                output = List.of(words).contains("--full") ? "docs/benchmarks.md" : "";
            }
            return new Arguments(
                    quick,
                    List.copyOf(only),
                    work,
                    sizes,
                    repeats,
                    minutes,
                    limits,
                    fresh || quick,
                    Set.copyOf(redo),
                    reportOnly,
                    output);
        }

        private String value() {
            String option = words[at++];
            if (at >= words.length) {
                throw new IllegalArgumentException(option + " needs a value");
            }
            return words[at];
        }

        /** {@code 5}, for all workloads, or {@code stream=5,load=6}. */
        private Map<Workload, Long> sized(long least, long most) {
            String option = words[at];
            String text = value();
            Map<Workload, Long> numbers = new EnumMap<>(Workload.class);
            if (!text.contains("=")) {
                long number = number(option, text, least, most);
                for (Workload workload : Workload.values()) {
                    numbers.put(workload, number);
                }
                return numbers;
            }
            for (String part : text.split(",")) {
                String[] pair = part.split("=", 2);
                if (pair.length < 2) {
                    throw new IllegalArgumentException(option + " mixes numbers with and without a name: " + text);
                }
                numbers.put(Workload.named(pair[0]), number(option, pair[1], least, most));
            }
            return numbers;
        }

        private static long number(String option, String text, long least, long most) {
            try {
                long number = Long.parseLong(text.replace("_", ""));
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(option + " is no number: " + text, e);
            }
            throw new IllegalArgumentException(option + " must be from " + least + " to " + most + ", not " + text);
        }
    }
}
