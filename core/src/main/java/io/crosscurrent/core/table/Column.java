/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.table;

import java.util.Objects;

/**
 * One column of a source table.
 *
 * @param name in the spelling of the source
 * @param type see {@link ColumnType}
 * @param length characters for text, bytes for binary, 0 where it has no meaning
 * @param precision digits of a DECIMAL, fraction digits (0 to 6) of TIME, DATETIME and TIMESTAMP, else 0
 * @param scale digits after the point of a DECIMAL, else 0
 * @param nullable whether the source allows NULL
 */
public record Column(String name, ColumnType type, long length, int precision, int scale, boolean nullable) {
    public Column {
        Objects.requireNonNull(name);
        Objects.requireNonNull(type);
    }
}
