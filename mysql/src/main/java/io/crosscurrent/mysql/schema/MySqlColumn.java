/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.schema;

import io.crosscurrent.core.table.Column;
import io.crosscurrent.core.table.ColumnType;
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

    /** How the rest of Crosscurrent sees the column, as {@link ColumnType} lists it. */
    public Column shared() {
        ColumnType shared =
                switch (type) {
                    case TINYINT -> unsigned ? ColumnType.UINT8 : ColumnType.INT8;
                    case SMALLINT -> unsigned ? ColumnType.UINT16 : ColumnType.INT16;
                    case MEDIUMINT, INT -> unsigned ? ColumnType.UINT32 : ColumnType.INT32;
                    case BIGINT -> unsigned ? ColumnType.UINT64 : ColumnType.INT64;
                    case DECIMAL -> ColumnType.DECIMAL;
                    case FLOAT -> ColumnType.FLOAT;
                    case DOUBLE -> ColumnType.DOUBLE;
                    case BIT -> length == 1 ? ColumnType.BOOLEAN : ColumnType.BYTES;
                    case YEAR -> ColumnType.INT16;
                    case DATE -> ColumnType.DATE;
                    case TIME -> ColumnType.TIME;
                    case DATETIME -> ColumnType.DATETIME;
                    case TIMESTAMP -> ColumnType.TIMESTAMP;
                    case CHAR, VARCHAR, TINYTEXT, TEXT, ENUM, SET -> ColumnType.STRING;
                    case MEDIUMTEXT, LONGTEXT -> ColumnType.TEXT;
                    case BINARY, VARBINARY, TINYBLOB, BLOB -> ColumnType.BYTES;
                    case MEDIUMBLOB, LONGBLOB, GEOMETRY -> ColumnType.BLOB;
                    case JSON -> ColumnType.JSON;
                };
        long sharedLength = type != MySqlType.BIT ? length : length == 1 ? 0 : (length + 7) / 8;
        return new Column(name, shared, sharedLength, precision, scale, nullable);
    }

    /** The same column with another character set. */
    public MySqlColumn charset(String other) {
        return new MySqlColumn(name, type, unsigned, other, members, length, precision, scale, nullable);
    }

    /** The same column under another name. */
    MySqlColumn named(String other) {
        return new MySqlColumn(other, type, unsigned, charset, members, length, precision, scale, nullable);
    }

    /** The same column without NULL, as part of a primary key. */
    MySqlColumn notNull() {
        return new MySqlColumn(name, type, unsigned, charset, members, length, precision, scale, false);
    }
}
