/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.expression;

/** What an expression can look at while one row is written. */
public interface ExpressionRow {
    /** Value of a column: null, Long, BigDecimal, Double, String or byte[]. */
    Object column(int index);

    /** {@code INSERT}, {@code UPDATE} or {@code DELETE}; a loaded row is an INSERT. */
    String operation();

    /** Position in the change stream, "" for a loaded row. */
    String streamPosition();

    /** Time of the commit in microseconds since 1970, or of now for a loaded row. */
    long commitMicros();

    /** Number of the record within its transaction. */
    long recordId();

    /** Whether the row comes from the full load. */
    boolean loaded();
}
