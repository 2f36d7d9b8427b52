/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The command line.
 *
 * @param only names of contestants, in the order they run; empty for all
 * @param rows changes of the stream and rows of the load
 * @param runs times each contestant runs, interleaved
 * @param seconds how long latency is measured
 * @param limits whether the limits of MySQL and Kafka are measured too
 * @param output file of the report; empty for the terminal alone
 */
record Arguments(
        List<String> only, Set<Workload> work, long rows, int runs, int seconds, boolean limits, String output) {
    static final String USAGE =
            """
            Usage: bench/run [--quick] [--only NAME,NAME...] [--work stream,load,latency] [--rows N] [--runs N]
                             [--seconds N] [--no-limits] [--output FILE]
              --quick      50,000 rows, one run, 10 s of latency: does it work at all
              --only       contestants: ours, debezium, debezium-eos, maxwell (default: all)
              --work       workloads (default: all)
              --rows       changes of the stream, rows of the load (default 1000000)
              --runs       runs of each contestant, interleaved (default 3)
              --seconds    duration of the latency measurement (default 30)
              --no-limits  leave out what mysqlbinlog, mysql and Kafka's producer do alone
              --output     file for the report, Markdown
            """;

    static Arguments parse(String... words) {
        List<String> only = new ArrayList<>();
        Set<Workload> work = EnumSet.noneOf(Workload.class);
        long rows = 1_000_000;
        int runs = 3;
        int seconds = 30;
        boolean limits = true;
        String output = "";
        for (int i = 0; i < words.length; i++) {
            switch (words[i]) {
                case "--quick" -> {
                    rows = 50_000;
                    runs = 1;
                    seconds = 10;
                }
                case "--no-limits" -> limits = false;
                case "--only" -> only.addAll(List.of(value(words, i++).split(",")));
                case "--work" -> {
                    for (String name : value(words, i++).split(",")) {
                        work.add(workload(name));
                    }
                }
                case "--rows" -> rows = number(words, i++, 1_000, 100_000_000);
                case "--runs" -> runs = (int) number(words, i++, 1, 99);
                case "--seconds" -> seconds = (int) number(words, i++, 1, 3600);
                case "--output" -> output = value(words, i++);
                default -> throw new IllegalArgumentException("unknown option " + words[i]);
            }
        }
        if (work.isEmpty()) {
            work = EnumSet.allOf(Workload.class);
        }
        return new Arguments(List.copyOf(only), work, rows, runs, seconds, limits, output);
    }

    private static Workload workload(String name) {
        try {
            return Workload.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--work knows stream, load and latency, not " + name, e);
        }
    }

    private static String value(String[] words, int option) {
        if (option + 1 >= words.length) {
            throw new IllegalArgumentException(words[option] + " needs a value");
        }
        return words[option + 1];
    }

    private static long number(String[] words, int option, long least, long most) {
        String text = value(words, option);
        try {
            long number = Long.parseLong(text.replace("_", ""));
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(words[option] + " is no number: " + text, e);
        }
        throw new IllegalArgumentException(words[option] + " must be from " + least + " to " + most + ", not " + text);
    }
}
