/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench.contestant;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * One table, or many of the same shape, in the database {@code bench}.
 *
 * @param name of the single table, or the beginning of the names of many: a word that no other table begins with
 * @param count of tables; the names of many end with a number from 1 on
 */
public record TableSet(String name, int count) {
    public TableSet {
        if (count < 1) {
            throw new IllegalArgumentException("a set of " + count + " tables");
        }
    }

    public static TableSet single(String name) {
        return new TableSet(name, 1);
    }

    public boolean many() {
        return count > 1;
    }

    public List<String> names() {
        return many() ? IntStream.rangeClosed(1, count).mapToObj(this::name).toList() : List.of(name);
    }

    private String name(int number) {
        return String.format(Locale.ROOT, "%s%05d", name, number);
    }

    /** A pattern of the names alone, for Java's regular expressions. */
    String expression() {
        return many() ? name + "[0-9]+" : name;
    }

    /** The same as SQL's LIKE has it. */
    String like() {
        return many() ? name + "%" : name;
    }
}
