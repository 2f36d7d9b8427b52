/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.schema;

import io.crosscurrent.mysql.schema.SqlToken.Kind;
import io.crosscurrent.mysql.schema.TokenCursor.NotUnderstood;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Column definitions: type with all its synonyms, and the attributes that matter. */
final class ColumnParser {
    private static final long REAL_AS_FLOAT = 1;

    private final TokenCursor in;
    private final boolean realAsFloat;

    private MySqlType type;
    private boolean unsigned;
    private String charset;
    private List<String> members;
    private long length;
    private int precision;
    private int scale;
    private boolean nullable;
    private boolean primaryKey;

    ColumnParser(TokenCursor in, long sqlMode) {
        this.in = in;
        realAsFloat = (sqlMode & REAL_AS_FLOAT) != 0;
    }

    /** From behind the name to the end of the definition: a comma, a parenthesis, FIRST, AFTER or the end. */
    ColumnDefinition read(String name) {
        unsigned = false;
        charset = "";
        members = List.of();
        length = -1;
        precision = 0;
        scale = 0;
        nullable = true;
        primaryKey = false;
        type();
        attributes();
        return new ColumnDefinition(
                name, type, unsigned, charset, members, length, precision, scale, nullable && !primaryKey, primaryKey);
    }

    /** In MariaDB it is another word for text with a check. */
    private void json() {
        if (in.dialect() == Dialect.MARIADB) {
            type = MySqlType.LONGTEXT;
            charset = "utf8mb4";
        } else {
            type = MySqlType.JSON;
        }
    }

    private void type() {
        String word = in.name().toUpperCase(Locale.ROOT);
        switch (word) {
            case "BOOL", "BOOLEAN" -> type = MySqlType.TINYINT;
            case "TINYINT", "INT1" -> integer(MySqlType.TINYINT);
            case "SMALLINT", "INT2" -> integer(MySqlType.SMALLINT);
            case "MEDIUMINT", "INT3", "MIDDLEINT" -> integer(MySqlType.MEDIUMINT);
            case "INT", "INTEGER", "INT4" -> integer(MySqlType.INT);
            case "BIGINT", "INT8" -> integer(MySqlType.BIGINT);
            case "SERIAL" -> {
                type = MySqlType.BIGINT;
                unsigned = true;
                nullable = false;
            }
            case "DECIMAL", "DEC", "NUMERIC", "FIXED" -> {
                type = MySqlType.DECIMAL;
                List<Long> sizes = sizes();
                precision =
                        sizes.isEmpty() || sizes.get(0) == 0 ? 10 : sizes.get(0).intValue();
                scale = sizes.size() > 1 ? sizes.get(1).intValue() : 0;
            }
            case "FLOAT" -> {
                List<Long> sizes = sizes();
                type = sizes.size() == 1 && sizes.get(0) > 24 ? MySqlType.DOUBLE : MySqlType.FLOAT;
            }
            case "FLOAT4" -> real(MySqlType.FLOAT);
            case "DOUBLE" -> {
                in.accept("PRECISION");
                real(MySqlType.DOUBLE);
            }
            case "FLOAT8" -> real(MySqlType.DOUBLE);
            case "REAL" -> real(realAsFloat ? MySqlType.FLOAT : MySqlType.DOUBLE);
            case "BIT" -> sized(MySqlType.BIT);
            case "YEAR" -> integer(MySqlType.YEAR);
            case "DATE" -> type = MySqlType.DATE;
            case "TIME" -> temporal(MySqlType.TIME);
            case "DATETIME" -> temporal(MySqlType.DATETIME);
            case "TIMESTAMP" -> temporal(MySqlType.TIMESTAMP);
            case "JSON" -> json();
            case "BINARY" -> sized(MySqlType.BINARY);
            case "VARBINARY" -> sized(MySqlType.VARBINARY);
            case "TINYBLOB" -> type = MySqlType.TINYBLOB;
            case "BLOB" -> sized(MySqlType.BLOB);
            case "MEDIUMBLOB" -> type = MySqlType.MEDIUMBLOB;
            case "LONGBLOB" -> type = MySqlType.LONGBLOB;
            case "TINYTEXT" -> type = MySqlType.TINYTEXT;
            case "TEXT" -> sized(MySqlType.TEXT);
            case "MEDIUMTEXT" -> type = MySqlType.MEDIUMTEXT;
            case "LONGTEXT" -> type = MySqlType.LONGTEXT;
            case "LONG" -> {
                boolean bytes = in.accept("VARBINARY");
                type = bytes ? MySqlType.MEDIUMBLOB : MySqlType.MEDIUMTEXT;
                if (!bytes && !in.acceptAny("VARCHAR", "VARCHARACTER")) {
                    in.acceptAny("CHAR", "CHARACTER");
                    in.accept("VARYING");
                }
            }
            case "CHAR", "CHARACTER" -> sized(in.accept("VARYING") ? MySqlType.VARCHAR : MySqlType.CHAR);
            case "VARCHAR", "VARCHARACTER" -> sized(MySqlType.VARCHAR);
            case "NCHAR" -> {
                charset = "utf8mb3";
                sized(in.acceptAny("VARCHAR", "VARYING", "VARCHARACTER") ? MySqlType.VARCHAR : MySqlType.CHAR);
            }
            case "NVARCHAR" -> {
                charset = "utf8mb3";
                sized(MySqlType.VARCHAR);
            }
            case "NATIONAL" -> {
                charset = "utf8mb3";
                boolean varying = in.acceptAny("VARCHAR", "VARCHARACTER");
                if (!varying) {
                    in.acceptAny("CHAR", "CHARACTER");
                    varying = in.accept("VARYING");
                }
                sized(varying ? MySqlType.VARCHAR : MySqlType.CHAR);
            }
            case "ENUM" -> labels(MySqlType.ENUM);
            case "SET" -> labels(MySqlType.SET);
            case "GEOMETRY",
                    "POINT",
                    "LINESTRING",
                    "POLYGON",
                    "MULTIPOINT",
                    "MULTILINESTRING",
                    "MULTIPOLYGON",
                    "GEOMETRYCOLLECTION",
                    "GEOMCOLLECTION" -> type = MySqlType.GEOMETRY;
            default -> throw new NotUnderstood("there is no type " + word);
        }
    }

    private List<Long> sizes() {
        List<Long> sizes = new ArrayList<>();
        if (in.acceptSymbol('(')) {
            do {
                sizes.add(in.number());
            } while (in.acceptSymbol(','));
            in.expectSymbol(')');
        }
        return sizes;
    }

    private void integer(MySqlType integer) {
        type = integer;
        sizes();
    }

    private void real(MySqlType real) {
        type = real;
        sizes();
    }

    private void sized(MySqlType sized) {
        type = sized;
        List<Long> sizes = sizes();
        length = sizes.isEmpty() ? -1 : sizes.get(0);
    }

    private void temporal(MySqlType temporal) {
        type = temporal;
        List<Long> sizes = sizes();
        precision = sizes.isEmpty() ? 0 : sizes.get(0).intValue();
    }

    /** The server cuts spaces at the end of members. */
    private void labels(MySqlType label) {
        type = label;
        members = new ArrayList<>();
        in.expectSymbol('(');
        do {
            if (in.peek().kind() == Kind.WORD && in.peek().text().startsWith("_")) {
                throw new NotUnderstood("members with a character set of their own");
            }
            SqlToken member = in.next();
            if (member.kind() != Kind.STRING) {
                throw new NotUnderstood("a member is expected, there is " + member.text());
            }
            members.add(member.text().replaceFirst(" +$", ""));
        } while (in.acceptSymbol(','));
        in.expectSymbol(')');
    }

    private void attributes() {
        while (!in.atEnd() && !in.peek().isSymbol(',') && !in.peek().isSymbol(')')) {
            SqlToken next = in.peek();
            // Partitioning follows the last column of an ALTER TABLE without a comma.
            if (next.isWord("FIRST") || next.isWord("AFTER") || next.isWord("PARTITION") || next.isWord("REMOVE")) {
                return;
            }
            attribute();
        }
    }

    private void attribute() {
        if (in.acceptAny("UNSIGNED", "ZEROFILL")) {
            unsigned = true;
        } else if (in.accept("CHARACTER", "SET") || in.accept("CHAR", "SET") || in.accept("CHARSET")) {
            charset =
                    CharacterSet.of(in.nameOrString().toLowerCase(Locale.ROOT)).name();
        } else if (in.accept("COLLATE")) {
            String of = Collations.charsetOf(in.nameOrString());
            if (of == null) {
                throw new NotUnderstood("an unknown collation");
            }
            charset = of;
        } else if (in.accept("ASCII")) {
            charset = "latin1";
        } else if (in.accept("UNICODE")) {
            charset = "ucs2";
        } else if (in.accept("BYTE")) {
            charset = "binary";
        } else if (in.accept("NOT", "NULL")) {
            nullable = false;
        } else if (in.accept("NULL")) {
            nullable = true;
        } else if (in.accept("DEFAULT")) {
            defaultValue();
        } else if (in.accept("ON", "UPDATE")) {
            in.skip();
            parenthesis();
        } else if (in.acceptAny("COMMENT", "COLUMN_FORMAT", "STORAGE", "SRID", "CONSTRAINT")) {
            // The name of a constraint may be left out.
            if (!in.peek().isWord("CHECK")) {
                in.skip();
            }
        } else if (in.accept("UNIQUE")) {
            in.accept("KEY");
        } else if (in.accept("PRIMARY")) {
            in.accept("KEY");
            primaryKey = true;
        } else if (in.accept("KEY")) {
            primaryKey = true;
        } else if (in.accept("SERIAL", "DEFAULT", "VALUE")) {
            nullable = false;
        } else if (in.accept("REFERENCES")) {
            references();
        } else {
            in.skip();
        }
    }

    private void defaultValue() {
        if (in.peek().isSymbol('-') || in.peek().isSymbol('+')) {
            in.next();
        }
        SqlToken value = in.peek();
        in.skip();
        if (value.kind() == Kind.WORD
                && value.text().startsWith("_")
                && in.peek().kind() == Kind.STRING) {
            in.next();
        }
        if (in.acceptSymbol('.')) {
            in.next();
        }
        parenthesis();
    }

    private void parenthesis() {
        if (in.peek().isSymbol('(')) {
            in.skip();
        }
    }

    private void references() {
        in.table();
        parenthesis();
        while (true) {
            if (in.accept("MATCH")) {
                in.next();
            } else if (in.accept("ON", "DELETE") || in.accept("ON", "UPDATE")) {
                if (!in.accept("SET", "NULL") && !in.accept("SET", "DEFAULT") && !in.accept("NO", "ACTION")) {
                    in.next();
                }
            } else {
                return;
            }
        }
    }
}
