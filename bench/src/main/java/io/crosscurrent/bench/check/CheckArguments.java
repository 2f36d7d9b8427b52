/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The command line.
 *
 * @param seconds how long the worker runs on after the last kill
 * @param output file of the report; empty for the terminal alone
 */
record CheckArguments(
        List<CheckedProduct> against,
        List<Long> seeds,
        int kills,
        int seconds,
        int rows,
        int transactionsPerSecond,
        SchemaChanges schemaChanges,
        String output) {
    /** When tables change as a whole. */
    enum SchemaChanges {
        ALWAYS,
        STREAM,
        NEVER
    }

    static final String USAGE =
            """
            Usage: bench/check [--against NAME,NAME...] [--seeds N,N...] [--kills N] [--seconds N] [--rows N] [--rate N]
                               [--ddl always|stream|never] [--output FILE]
              --against  ours, debezium, debezium-eos (default: all)
              --seeds    one run of each product for each (default 1,2,3)
              --kills    times the Connect worker is killed in a run (default 4)
              --seconds  how long it runs on after the last kill (default 10)
              --rows     of each shared table before the load (default 6000)
              --rate     transactions/s of all writers together (default 150)
              --ddl      when tables change as a whole: always, once they are loaded, or never (default always)
              --output   file for the report, Markdown
            """;

    static CheckArguments parse(String... words) {
        List<CheckedProduct> against = new ArrayList<>(List.of(CheckedProduct.values()));
        List<Long> seeds = new ArrayList<>(List.of(1L, 2L, 3L));
        int kills = 4;
        int seconds = 10;
        int rows = 6_000;
        int rate = 150;
        SchemaChanges schemaChanges = SchemaChanges.ALWAYS;
        String output = "";
        for (int i = 0; i < words.length; i++) {
            switch (words[i]) {
                case "--against" -> against = products(value(words, i++));
                case "--seeds" ->
                    seeds = Arrays.stream(value(words, i++).split(","))
                            .map(word -> number("--seeds", word, 0, Long.MAX_VALUE / 2_000_000))
                            .toList();
                case "--kills" -> kills = (int) number("--kills", value(words, i++), 0, 1000);
                case "--seconds" -> seconds = (int) number("--seconds", value(words, i++), 0, 86_400);
                case "--rows" -> rows = (int) number("--rows", value(words, i++), 10, 1_000_000);
                case "--rate" -> rate = (int) number("--rate", value(words, i++), 1, 100_000);
                case "--ddl" -> schemaChanges = schemaChanges(value(words, i++));
                case "--output" -> output = value(words, i++);
                default -> throw new IllegalArgumentException("unknown option " + words[i]);
            }
        }
        return new CheckArguments(
                List.copyOf(against), List.copyOf(seeds), kills, seconds, rows, rate, schemaChanges, output);
    }

    private static SchemaChanges schemaChanges(String word) {
        return Arrays.stream(SchemaChanges.values())
                .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--ddl knows always, stream and never, not " + word));
    }

    private static List<CheckedProduct> products(String names) {
        return Arrays.stream(names.split(","))
                .map(name -> Arrays.stream(CheckedProduct.values())
                        .filter(product -> product.label().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "--against knows ours, debezium and debezium-eos, not " + name)))
                .toList();
    }

    private static String value(String[] words, int option) {
        if (option + 1 >= words.length) {
            throw new IllegalArgumentException(words[option] + " needs a value");
        }
        return words[option + 1];
    }

    private static long number(String option, String text, long least, long most) {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " is no number: " + text, e);
        }
        throw new IllegalArgumentException(option + " must be from " + least + " to " + most + ", not " + text);
    }
}
