/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.schema;

import java.util.List;
import java.util.Objects;

/**
 * A column as MySQL defines it: what {@link io.crosscurrent.core.table.Column} leaves out and decoding needs.
 *
 * @param charset MySQL character set name for text, ENUM and SET; "" otherwise
 * @param members of ENUM and SET, in order, else empty
 * @param length characters (text), bytes (binary) or bits (BIT)
 * @param precision digits of DECIMAL; fraction digits of TIME, DATETIME, TIMESTAMP
 */
public record MySqlColumn(
        String name,
        MySqlType type,
        boolean unsigned,
        String charset,
        List<String> members,
        long length,
        int precision,
        int scale,
        boolean nullable) {
    public MySqlColumn {
        Objects.requireNonNull(name);
        Objects.requireNonNull(type);
        Objects.requireNonNull(charset);
        members = List.copyOf(members);
    }
}
