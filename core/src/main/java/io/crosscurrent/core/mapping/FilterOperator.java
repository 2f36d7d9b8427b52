/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.mapping;

import java.util.Locale;

/** Operators of filter conditions; in documents lower case. {@code ste} is another spelling of {@code lte}. */
enum FilterOperator {
    LTE(1),
    STE(1),
    GTE(1),
    EQ(1),
    NOTEQ(1),
    BETWEEN(2),
    NOTBETWEEN(2),
    NULL(0),
    NOTNULL(0);

    private final int operands;

    FilterOperator(int operands) {
        this.operands = operands;
    }

    /** 0: none, 1: {@code value}, 2: {@code start-value} and {@code end-value}. */
    int operands() {
        return operands;
    }

    /** Negative operators stand alone in their filter. */
    boolean isNegative() {
        return this == NOTEQ || this == NOTBETWEEN || this == NOTNULL;
    }

    String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The operator of that exact spelling, or null. */
    static FilterOperator of(String spelling) {
        for (FilterOperator operator : values()) {
            if (operator.spelling().equals(spelling)) {
                return operator;
            }
        }
        return null;
    }
}
