/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.expression;

import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * A compiled expression. Values are those of SQLite: null, Long, Double, String and byte[], and BigDecimal where SQLite would
 * have to round. Immutable, safe for use by several threads.
 */
public final class Expression {
    /** A part of an expression. */
    @FunctionalInterface
    interface Node {
        Object value(ExpressionRow row);
    }

    /** Which kind of values a part has by its nature: decides how text and numbers compare, as SQLite's affinity does. */
    enum Affinity {
        NUMERIC,
        TEXT,
        NONE
    }

    /**
     * What names mean.
     *
     * @param columns index of a column by its name, or -1
     * @param numeric whether the column of that index holds numbers
     */
    public record Names(
            String schema, String table, ToIntFunction<String> columns, java.util.function.IntPredicate numeric) {}

    private final Node root;
    private final Set<Integer> columns;

    Expression(Node root, Set<Integer> columns) {
        this.root = root;
        this.columns = Set.copyOf(columns);
    }

    /** @throws ExpressionException saying what is wrong and at which character */
    public static Expression compile(String text, Names names) {
        return new ExpressionParser(text, names).parse();
    }

    /** @throws ExpressionException when the values do not allow it, for example a date that is none */
    public Object value(ExpressionRow row) {
        return root.value(row);
    }

    /** Indexes of the columns it looks at. */
    public Set<Integer> columns() {
        return columns;
    }

    /** Text of a value as SQLite prints it; null stays null. */
    public static String text(Object value) {
        return Values.text(value);
    }

    /** SHA-256 of a text in 64 upper-case hexadecimal digits. */
    public static String hash(String text) {
        return (String) Functions.hash(text);
    }
}
