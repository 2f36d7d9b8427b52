/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.schema;

import io.crosscurrent.core.failure.CrosscurrentException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The column types of MySQL 8, by the type they have in a table map event after the real type of strings is resolved. */
public enum MySqlType {
    TINYINT,
    SMALLINT,
    MEDIUMINT,
    INT,
    BIGINT,
    DECIMAL,
    FLOAT,
    DOUBLE,
    BIT,
    YEAR,
    DATE,
    TIME,
    DATETIME,
    TIMESTAMP,
    CHAR,
    VARCHAR,
    BINARY,
    VARBINARY,
    TINYTEXT,
    TEXT,
    MEDIUMTEXT,
    LONGTEXT,
    TINYBLOB,
    BLOB,
    MEDIUMBLOB,
    LONGBLOB,
    ENUM,
    SET,
    JSON,
    GEOMETRY;

    private static final Map<String, MySqlType> NAMED =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(MySqlType::name, type -> type));

    /**
     * The type of that name in lower case, as the catalogue spells it.
     *
     * @throws CrosscurrentException {@code source.unsupported_column_type}
     */
    static MySqlType named(String name) {
        MySqlType type = NAMED.get(name.toUpperCase(Locale.ROOT));
        if (type != null) {
            return type;
        }
        throw new CrosscurrentException(
                "source.unsupported_column_type",
                "A column has the type " + name + ", which Crosscurrent does not know.",
                "Exclude the table from the task, or change the column to a type of MySQL 8.0.");
    }

    /** Text in a character set: all but ENUM and SET. */
    public boolean isText() {
        return switch (this) {
            case CHAR, VARCHAR, TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT -> true;
            default -> false;
        };
    }

    /** Strings of bytes without a character set. */
    public boolean isBinary() {
        return switch (this) {
            case BINARY, VARBINARY, TINYBLOB, BLOB, MEDIUMBLOB, LONGBLOB -> true;
            default -> false;
        };
    }

    /** ENUM and SET: ordinals of labels. */
    public boolean isLabel() {
        return this == ENUM || this == SET;
    }
}
