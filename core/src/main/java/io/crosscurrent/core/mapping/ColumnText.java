/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.mapping;

/**
 * The plain text of column values of one row image, for filters. Numbers are exact decimal digits, dates and times as in
 * messages, binary values in hexadecimal. Valid until the next row.
 */
public interface ColumnText {
    boolean isNull(int column);

    /** The array that holds the text of every column. */
    byte[] array();

    int offset(int column);

    /** Bytes; meaningless for NULL. */
    int length(int column);
}
