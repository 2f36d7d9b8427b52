/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.mapping;

import io.crosscurrent.core.expression.Expression;
import io.crosscurrent.core.expression.ExpressionException;
import io.crosscurrent.core.expression.ExpressionRow;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.table.Column;
import java.util.Set;

/**
 * A member of {@code data} that is not the column as it comes from the source: added, converted or masked. Immutable.
 *
 * @param column name and type in {@code data}
 * @param of index of the source column it stands for, -1 for an added one
 * @param expression what it is made of; null for the source column's own value
 * @param type what the value is made into; null for as it is
 * @param mask of the source column, or null
 * @param where for errors
 */
public record ComputedColumn(Column column, int of, Expression expression, DataType type, Mask mask, String where) {
    /** Indexes of the source columns it needs. */
    public Set<Integer> columns() {
        return expression == null ? Set.of(of) : expression.columns();
    }

    /**
     * @return null, Long, BigDecimal, Double, Boolean, String or byte[]
     * @throws CrosscurrentException {@code mapping.value} when there is no such value
     */
    public Object value(ExpressionRow row) {
        Object raw;
        try {
            raw = expression == null ? row.column(of) : expression.value(row);
        } catch (ExpressionException e) {
            throw failure(e.getMessage());
        }
        if (type == null) {
            return raw;
        }
        try {
            return type.convert(raw);
        } catch (IllegalArgumentException e) {
            String shown = mask == null ? " \"" + shortened(Expression.text(raw)) + "\"" : "";
            throw failure("The value" + shown + " cannot be made into "
                    + type.type().name().toLowerCase(java.util.Locale.ROOT) + ": " + e.getMessage() + ".");
        }
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    private CrosscurrentException failure(String reason) {
        return new CrosscurrentException(
                "mapping.value",
                where + ": " + reason,
                "Correct the rule, or the row at the source, and resume the task.");
    }
}
