/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.mapping;

import java.util.ArrayList;
import java.util.List;

/**
 * Text with {@code ${column}} placeholders: {@code literals.get(0)}, first column, {@code literals.get(1)}, and so on.
 * NULL renders as empty text.
 *
 * @param literals one more than columns
 * @param columns names of source columns
 */
public record ValueTemplate(List<String> literals, List<String> columns) {
    public ValueTemplate {
        literals = List.copyOf(literals);
        columns = List.copyOf(columns);
        if (literals.size() != columns.size() + 1) {
            throw new IllegalArgumentException(literals.size() + " literals around " + columns.size() + " columns");
        }
    }

    /** @throws IllegalArgumentException when a placeholder is empty or not closed */
    static ValueTemplate parse(String text) {
        List<String> literals = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        int from = 0;
        while (true) {
            int open = text.indexOf("${", from);
            if (open < 0) {
                literals.add(text.substring(from));
                return new ValueTemplate(literals, columns);
            }
            int close = text.indexOf('}', open);
            if (close < 0) {
                throw new IllegalArgumentException(
                        "the placeholder at character " + (open + 1) + " of \"" + text + "\" is not closed");
            }
            if (close == open + 2) {
                throw new IllegalArgumentException(
                        "the placeholder at character " + (open + 1) + " of \"" + text + "\" names no column");
            }
            literals.add(text.substring(from, open));
            columns.add(text.substring(open + 2, close));
            from = close + 1;
        }
    }

    static ValueTemplate ofColumn(String column) {
        return new ValueTemplate(List.of("", ""), List.of(column));
    }

    /** Whether it is one placeholder and nothing else, so that NULL can stay NULL. */
    public boolean isSingleColumn() {
        return columns.size() == 1
                && literals.get(0).isEmpty()
                && literals.get(1).isEmpty();
    }

    /** Whether it has no placeholder. */
    public boolean isConstant() {
        return columns.isEmpty();
    }
}
