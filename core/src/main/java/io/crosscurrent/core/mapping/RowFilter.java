/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.mapping;

import java.util.List;

/**
 * The filters of a selection rule, compiled for one table version: every clause must hold, and a clause holds when one
 * of its conditions does. Comparisons with NULL hold for no row, as in SQL. Safe for use by several threads.
 */
public record RowFilter(List<Clause> clauses) {
    /** Takes every row. */
    public static final RowFilter ALL = new RowFilter(List.of());

    public RowFilter {
        clauses = List.copyOf(clauses);
    }

    /** Columns whose text {@link #test} reads. */
    public List<Integer> columns() {
        return clauses.stream().map(Clause::column).distinct().toList();
    }

    /** Whether the row is taken. */
    public boolean test(ColumnText row) {
        for (int i = 0; i < clauses.size(); i++) {
            if (!clauses.get(i).test(row)) {
                return false;
            }
        }
        return true;
    }

    /** Conditions on one column, joined by OR. */
    public record Clause(int column, ValueComparison comparison, List<Condition> conditions) {
        public Clause {
            conditions = List.copyOf(conditions);
        }

        boolean test(ColumnText row) {
            for (int i = 0; i < conditions.size(); i++) {
                if (conditions.get(i).test(this, row)) {
                    return true;
                }
            }
            return false;
        }

        private int compare(ColumnText row, byte[] constant) {
            return comparison.compare(row.array(), row.offset(column), row.length(column), constant);
        }
    }

    /** One operator with its constants in the text form of the column; unused ones are empty. */
    record Condition(FilterOperator operator, byte[] start, byte[] end) {
        boolean test(Clause clause, ColumnText row) {
            boolean isNull = row.isNull(clause.column());
            if (operator == FilterOperator.NULL || operator == FilterOperator.NOTNULL) {
                return isNull == (operator == FilterOperator.NULL);
            }
            if (isNull) {
                return false;
            }
            int order = clause.compare(row, start);
            return switch (operator) {
                case LTE, STE -> order <= 0;
                case GTE -> order >= 0;
                case EQ -> order == 0;
                case NOTEQ -> order != 0;
                case BETWEEN -> order >= 0 && clause.compare(row, end) <= 0;
                case NOTBETWEEN -> order < 0 || clause.compare(row, end) > 0;
                case NULL, NOTNULL -> throw new AssertionError(operator);
            };
        }
    }
}
