/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.shape;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Primary keys. Each makes a key of a whole number, so that a workload can count its rows; the order of the keys need not
 * be that of the numbers. The columns begin with {@code id}, and no other column does.
 */
public enum KeyKind {
    NUMERIC(List.of("id"), "id bigint not null") {
        @Override
        List<String> literals(long number) {
            return List.of(Long.toString(number));
        }

        @Override
        public String text(long number) {
            return Long.toString(number);
        }
    },
    COMPOSITE(List.of("id_region", "id_number"), "id_region smallint not null, id_number int unsigned not null") {
        @Override
        List<String> literals(long number) {
            return List.of(Long.toString(region(number)), Long.toString(number));
        }

        @Override
        public String text(long number) {
            return region(number) + "/" + number;
        }

        private long region(long number) {
            return number % 5 - 2;
        }
    },
    /** The collation holds upper and lower case for the same; so a server finds rows that a comparison of bytes misses. */
    TEXT(List.of("id_code"), "id_code varchar(40) character set utf8mb4 collate utf8mb4_0900_ai_ci not null") {
        @Override
        List<String> literals(long number) {
            return List.of("'" + text(number) + "'");
        }

        @Override
        public String text(long number) {
            long plain = number % OTHER_CASE;
            String text = PREFIXES[(int) (plain % PREFIXES.length)] + number / (2 * OTHER_CASE) + "." + plain;
            return number / OTHER_CASE % 2 == 0 ? text : text.toUpperCase(Locale.ROOT);
        }
    },
    BINARY(List.of("id_token"), "id_token binary(16) not null") {
        @Override
        List<String> literals(long number) {
            return List.of("x'" + text(number) + "'");
        }

        @Override
        public String text(long number) {
            // Ends in zeros, which the log leaves out.
            return "%016X%016X".formatted(number * 0x9E3779B97F4A7C15L, (number % 3) << 48);
        }
    };

    /**
     * {@link #TEXT} spells the keys of {@code number} and {@code number + OTHER_CASE} in different cases, so that the server
     * holds them for the same: only one of the two may be there. Numbers below an odd multiple of this are such seconds.
     */
    public static final long OTHER_CASE = 5_000_000;

    private static final String[] PREFIXES = {"Zebra-", "apple-", "Apple_", "éclair-", "zEBRA+", "ñ", "ß-"};

    private final String[] columns;
    private final String definition;

    KeyKind(List<String> columns, String definition) {
        this.columns = columns.toArray(String[]::new);
        this.definition = definition;
    }

    abstract List<String> literals(long number);

    /** The key as {@link #text(UnaryOperator)} makes it of a row's values. */
    public abstract String text(long number);

    public List<String> columns() {
        return List.of(columns);
    }

    /** Definitions of the columns, without the key itself. */
    public String definition() {
        return definition;
    }

    /** Values of the key's columns in SQL. */
    public String values(long number) {
        return String.join(", ", literals(number));
    }

    /** A condition that one row fulfils. */
    public String condition(long number) {
        return condition("", number);
    }

    /** A condition that one row fulfils. @param alias of the table with its dot, or empty */
    public String condition(String alias, long number) {
        return equal(alias, number, " and ");
    }

    /** Assignments that give a row this key. @param alias of the table with its dot, or empty */
    public String assignment(String alias, long number) {
        return equal(alias, number, ", ");
    }

    private String equal(String alias, long number, String between) {
        List<String> literals = literals(number);
        StringBuilder sql = new StringBuilder();
        for (int i = 0; i < columns.length; i++) {
            sql.append(i == 0 ? "" : between)
                    .append(alias)
                    .append(columns[i])
                    .append(" = ")
                    .append(literals.get(i));
        }
        return sql.toString();
    }

    /** A condition that several rows fulfil. */
    public String condition(Collection<Long> numbers) {
        return "(" + String.join(", ", columns) + ") in ("
                + numbers.stream().map(number -> "(" + values(number) + ")").collect(Collectors.joining(", ")) + ")";
    }

    /** The column whose value is the number itself; empty when none is. */
    public Optional<String> numberColumn() {
        return switch (this) {
            case NUMERIC -> Optional.of("id");
            case COMPOSITE -> Optional.of("id_number");
            case TEXT, BINARY -> Optional.empty();
        };
    }

    /** The key of a row. @param values text of a column's value; binary ones in hexadecimal digits */
    public String text(UnaryOperator<String> values) {
        String text = String.join("/", columns().stream().map(values).toList());
        return this == BINARY ? text.toUpperCase(Locale.ROOT) : text;
    }

    /** The kind a row has by the names of its columns. @throws IllegalArgumentException when it has none */
    public static KeyKind of(Set<String> names) {
        for (KeyKind kind : values()) {
            if (names.containsAll(kind.columns())) {
                return kind;
            }
        }
        throw new IllegalArgumentException("a row without a key of the workload: " + names);
    }
}
