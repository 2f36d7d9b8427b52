/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.table;

/**
 * What a column holds, in terms every source and every encoding share. Lengths, precision and scale stand in
 * {@link Column}. The comment says which {@link io.crosscurrent.core.row.RowWriter} method carries a value.
 */
public enum ColumnType {
    /** {@code booleanValue}. MySQL: BIT(1). */
    BOOLEAN,
    /** {@code longValue}. MySQL: TINYINT. */
    INT8,
    /** {@code longValue}. MySQL: SMALLINT, YEAR. */
    INT16,
    /** {@code longValue}. MySQL: MEDIUMINT, INT. */
    INT32,
    /** {@code longValue}. MySQL: BIGINT. */
    INT64,
    /** {@code longValue}. */
    UINT8,
    /** {@code longValue}. */
    UINT16,
    /** {@code longValue}. */
    UINT32,
    /** {@code unsignedLongValue}. MySQL: BIGINT UNSIGNED. */
    UINT64,
    /** {@code decimalText}. */
    DECIMAL,
    /** {@code floatValue}. */
    FLOAT,
    /** {@code doubleValue}. */
    DOUBLE,
    /** {@code utf8}. CHAR, VARCHAR, TINYTEXT, TEXT, ENUM, SET. */
    STRING,
    /** {@code utf8}. Large text that DMS treats as a LOB: MEDIUMTEXT, LONGTEXT. */
    TEXT,
    /** {@code utf8}: the JSON text exactly as the database prints it. */
    JSON,
    /** {@code bytes}. BINARY, VARBINARY, TINYBLOB, BLOB, BIT(n>1). */
    BYTES,
    /** {@code bytes}. Large binary that DMS treats as a LOB: MEDIUMBLOB, LONGBLOB, geometry. */
    BLOB,
    /** {@code date}. */
    DATE,
    /** {@code time}: may be negative and beyond 24 hours. */
    TIME,
    /** {@code dateTime}, no zone. MySQL: DATETIME. */
    DATETIME,
    /** {@code dateTime} in UTC. MySQL: TIMESTAMP. */
    TIMESTAMP
}
