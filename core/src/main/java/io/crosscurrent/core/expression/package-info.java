/**
 * Expressions of transformation rules: SQLite's grammar over the columns of a row, compiled once and evaluated per row.
 */
package io.crosscurrent.core.expression;
