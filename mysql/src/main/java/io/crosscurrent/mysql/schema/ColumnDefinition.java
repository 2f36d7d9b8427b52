/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.schema;

import java.util.List;

/**
 * A column as a statement defines it, before the defaults of its table are known.
 *
 * @param length as written: characters, bytes or bits; -1 when not given
 * @param charset named for the column, or ""
 * @param primaryKey whether the column itself says so
 */
public record ColumnDefinition(
        String name,
        MySqlType type,
        boolean unsigned,
        String charset,
        List<String> members,
        long length,
        int precision,
        int scale,
        boolean nullable,
        boolean primaryKey) {
    private static final long[] CAPACITY = {255, 65_535, 16_777_215, 4_294_967_295L};
    private static final MySqlType[] TEXTS = {
        MySqlType.TINYTEXT, MySqlType.TEXT, MySqlType.MEDIUMTEXT, MySqlType.LONGTEXT
    };
    private static final MySqlType[] BLOBS = {
        MySqlType.TINYBLOB, MySqlType.BLOB, MySqlType.MEDIUMBLOB, MySqlType.LONGBLOB
    };

    public ColumnDefinition {
        members = List.copyOf(members);
    }

    /** The column in a table whose default character set is {@code tableCharset}, "" when that is not known. */
    MySqlColumn in(String tableCharset) {
        if (!type.isText() && !type.isLabel()) {
            return new MySqlColumn(name, sized(), unsigned, "", List.of(), binaryLength(), precision, scale, nullable);
        }
        String effective = charset.isEmpty() ? tableCharset : charset;
        if (type.isLabel()) {
            int longest = members.stream()
                    .mapToInt(ColumnDefinition::characters)
                    .max()
                    .orElse(0);
            int all = members.stream().mapToInt(ColumnDefinition::characters).sum() + Math.max(0, members.size() - 1);
            long size = type == MySqlType.ENUM ? longest : all;
            return new MySqlColumn(name, type, false, effective, members, size, 0, 0, nullable);
        }
        if (effective.equals("binary")) {
            MySqlType bytes = bytes(type);
            ColumnDefinition binary = new ColumnDefinition(
                    name, bytes, false, "", members, length, precision, scale, nullable, primaryKey);
            return binary.in("");
        }
        if (effective.isEmpty()) {
            long size = length < 0 ? defaultLength() : length;
            return new MySqlColumn(name, type, false, "", List.of(), size, 0, 0, nullable);
        }
        return text(name, type, length, CharacterSet.of(effective), nullable);
    }

    /** A text column with the type that holds {@code length} characters; -1 for as many as the type itself. */
    static MySqlColumn text(String name, MySqlType type, long length, CharacterSet charset, boolean nullable) {
        MySqlType actual = type;
        long size = length;
        boolean large = type != MySqlType.CHAR && type != MySqlType.VARCHAR;
        if (!large && size < 0) {
            size = 1;
        }
        long bytes = size * charset.maxBytes();
        // Without strict mode a VARCHAR that is too long becomes a text by its characters, not by their bytes.
        long needed = large ? bytes : size;
        if (large && size > 0 || type == MySqlType.VARCHAR && bytes > CAPACITY[1]) {
            int smallest = 0;
            while (needed > CAPACITY[smallest] && smallest < 3) {
                smallest++;
            }
            actual = TEXTS[smallest];
            large = true;
        }
        if (large) {
            size = CAPACITY[index(TEXTS, actual)] / charset.minBytes();
        }
        return new MySqlColumn(name, actual, false, charset.name(), List.of(), size, 0, 0, nullable);
    }

    /** The same column after its table was converted: text may need a larger type to hold as many characters. */
    static MySqlColumn converted(MySqlColumn column, CharacterSet to) {
        if (column.type().isLabel()) {
            boolean plain =
                    column.members().stream().allMatch(member -> member.chars().allMatch(c -> c < 0x80));
            boolean same = column.charset().equals(to.name());
            if (!same
                    && !(plain
                            && to.minBytes() == 1
                            && CharacterSet.of(column.charset()).minBytes() == 1)) {
                // The server keeps the bytes of the members and reads them as the new character set.
                throw new TokenCursor.NotUnderstood("members of " + column.name() + " were converted to " + to);
            }
            return column.charset(to.name());
        }
        if (!column.type().isText() || column.charset().isEmpty()) {
            return column;
        }
        CharacterSet from = CharacterSet.of(column.charset());
        int index = index(TEXTS, column.type());
        if (index < 0) {
            return to.name().equals("binary")
                    ? column
                    : text(column.name(), column.type(), column.length(), to, column.nullable());
        }
        boolean grows = to.maxBytes() > from.maxBytes();
        long characters = CAPACITY[index] / from.maxBytes();
        return grows
                ? text(column.name(), column.type(), characters, to, column.nullable())
                : text(column.name(), column.type(), -1, to, column.nullable());
    }

    private MySqlType sized() {
        if (type == MySqlType.BLOB && length > 0) {
            int smallest = 0;
            while (length > CAPACITY[smallest] && smallest < 3) {
                smallest++;
            }
            return BLOBS[smallest];
        }
        return type;
    }

    private long binaryLength() {
        MySqlType actual = sized();
        int blob = index(BLOBS, actual);
        if (blob >= 0) {
            return CAPACITY[blob];
        }
        return switch (actual) {
            case BINARY, VARBINARY, BIT -> length < 0 ? 1 : length;
            default -> 0;
        };
    }

    private long defaultLength() {
        int text = index(TEXTS, type);
        return text >= 0 ? CAPACITY[text] : 1;
    }

    private static MySqlType bytes(MySqlType text) {
        return switch (text) {
            case CHAR -> MySqlType.BINARY;
            case VARCHAR -> MySqlType.VARBINARY;
            default -> BLOBS[index(TEXTS, text)];
        };
    }

    private static int index(MySqlType[] types, MySqlType type) {
        return java.util.Arrays.asList(types).indexOf(type);
    }

    private static int characters(String text) {
        return text.codePointCount(0, text.length());
    }
}
