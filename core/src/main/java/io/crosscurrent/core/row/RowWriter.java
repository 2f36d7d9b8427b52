/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.row;

/**
 * Takes the values of one row image, pushed by a source straight from its network buffer. There is no row object.
 *
 * <p>For every column with {@link #wants} the source calls exactly one value method, in ascending column order; other
 * columns it may skip without decoding. Byte ranges are valid during the call only. Used by one thread at a time.
 * Column indexes are those of {@link io.crosscurrent.core.table.Table#columns()}.
 */
public interface RowWriter {
    /** Whether the value of this column is needed in the image being written. */
    boolean wants(int column);

    void nullValue(int column);

    void booleanValue(int column, boolean value);

    void longValue(int column, long value);

    /** {@code bits} is a 64-bit unsigned number. */
    void unsignedLongValue(int column, long bits);

    void floatValue(int column, float value);

    void doubleValue(int column, double value);

    /** ASCII decimal number with exactly the scale of the column, for example {@code -81.00}; never an exponent. */
    void decimalText(int column, byte[] ascii, int offset, int length);

    /** Valid UTF-8. The source converts from the character set of the column. */
    void utf8(int column, byte[] bytes, int offset, int length);

    void bytes(int column, byte[] bytes, int offset, int length);

    /** Calendar fields as stored: month and day may be 0 (MySQL zero and partial-zero dates). */
    void date(int column, int year, int month, int day);

    /** {@code hours} may exceed 23; all parts are non-negative, the sign stands apart. */
    void time(int column, boolean negative, int hours, int minutes, int seconds, int micros);

    /** DATETIME as stored, TIMESTAMP in UTC. Month and day may be 0. Fraction digits: the column's precision. */
    void dateTime(int column, int year, int month, int day, int hour, int minute, int second, int micros);
}
