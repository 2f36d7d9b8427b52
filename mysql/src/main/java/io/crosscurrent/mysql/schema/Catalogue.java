/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.schema;

import io.crosscurrent.core.table.TableId;
import io.crosscurrent.mysql.protocol.MySqlConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the server's information_schema says of tables now. Reads many tables with three queries a database. Invisible and generated
 * columns are included, because they stand in row images. Used by the thread that owns the connection.
 */
public final class Catalogue {
    /** Above so many tables of one database, all its columns are read: cheaper than a long list of names. */
    private static final int NAMED_TABLES = 500;

    private final Function<String, List<Map<String, String>>> queries;

    public Catalogue(MySqlConnection connection) {
        this(connection::query);
    }

    /** @param queries runs a SELECT and returns its rows as text by column label */
    public Catalogue(Function<String, List<Map<String, String>>> queries) {
        this.queries = queries;
    }

    /**
     * How large a table is, by the optimizer's estimate, which may be old.
     *
     * @param averageRowBytes of a stored row
     */
    public record Size(long rows, long averageRowBytes) {
        /** Of a table nothing is known of. */
        public static final Size UNKNOWN = new Size(0, 0);
    }

    /** A table and how large it is. */
    public record Sized(MySqlTable table, Size size) {}

    /** All base tables but those of the system, by name. Asks for no sizes: for them the server may open each table. */
    public List<TableId> tables() {
        return queries
                .apply("SELECT table_schema AS s, table_name AS t FROM information_schema.tables"
                        + " WHERE table_type = 'BASE TABLE'"
                        + " AND table_schema NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema')"
                        + " ORDER BY table_schema, table_name")
                .stream()
                .map(row -> new TableId(row.get("s"), row.get("t")))
                .toList();
    }

    /** Default collation by database. */
    public Map<String, String> databases() {
        Map<String, String> collations = new TreeMap<>();
        for (Map<String, String> row : queries.apply(
                "SELECT schema_name AS s, default_collation_name AS c FROM information_schema.schemata")) {
            collations.put(row.get("s"), row.get("c"));
        }
        return collations;
    }

    /** The current version of those of the tables that exist. */
    public Map<TableId, MySqlTable> read(Collection<TableId> wanted) {
        return read(wanted, "", (table, row) -> table);
    }

    /** As {@link #read}, with their sizes: for those the server may open each table. */
    public Map<TableId, Sized> readSized(Collection<TableId> wanted) {
        return read(
                wanted,
                ", table_rows AS r, avg_row_length AS b",
                (table, row) -> new Sized(table, new Size(number(row.get("r")), number(row.get("b")))));
    }

    /**
     * @param facts further columns to ask for of each table
     * @param result made of each table and its row with these columns
     */
    private <T> Map<TableId, T> read(
            Collection<TableId> wanted, String facts, BiFunction<MySqlTable, Map<String, String>, T> result) {
        Map<TableId, T> found = new HashMap<>();
        bySchema(wanted).forEach((schema, names) -> {
            Map<String, Map<String, String>> rows = new HashMap<>();
            for (Map<String, String> row : queries.apply("SELECT table_name AS t, table_collation AS c" + facts
                    + " FROM information_schema.tables" + where(schema, names))) {
                rows.put(row.get("t"), row);
            }
            for (MySqlTable table : readSchema(schema, names, rows)) {
                found.put(
                        table.id(),
                        result.apply(table, rows.getOrDefault(table.id().name(), Map.of())));
            }
        });
        return found;
    }

    /** Collations of the columns that have one, by name of the column. */
    public Map<TableId, Map<String, String>> collations(Collection<TableId> wanted) {
        Map<TableId, Map<String, String>> found = new HashMap<>();
        bySchema(wanted).forEach((schema, names) -> {
            for (Map<String, String> row : queries.apply("SELECT table_name AS t, column_name AS n, collation_name AS c"
                    + " FROM information_schema.columns" + where(schema, names)
                    + " AND collation_name IS NOT NULL")) {
                found.computeIfAbsent(new TableId(schema, row.get("t")), id -> new HashMap<>())
                        .put(row.get("n"), row.get("c"));
            }
        });
        return found;
    }

    private static Map<String, Set<String>> bySchema(Collection<TableId> tables) {
        Map<String, Set<String>> names = new TreeMap<>();
        tables.forEach(
                id -> names.computeIfAbsent(id.schema(), s -> new HashSet<>()).add(id.name()));
        return names;
    }

    private static String where(String schema, Set<String> names) {
        String where = " WHERE table_schema = " + quoted(schema);
        if (names.size() <= NAMED_TABLES) {
            where += names.stream()
                    .map(Catalogue::quoted)
                    .collect(Collectors.joining(", ", " AND table_name IN (", ")"));
        }
        return where;
    }

    private List<MySqlTable> readSchema(String schema, Set<String> names, Map<String, Map<String, String>> facts) {
        String where = where(schema, names);
        Map<String, List<MySqlColumn>> columns = new LinkedHashMap<>();
        for (Map<String, String> row :
                queries.apply("SELECT table_name AS t, column_name AS n, is_nullable AS nullable,"
                        + " data_type AS d, column_type AS ct, character_maximum_length AS len, numeric_precision AS prec,"
                        + " numeric_scale AS scale, datetime_precision AS dt, character_set_name AS cs"
                        + " FROM information_schema.columns" + where + " ORDER BY table_name, ordinal_position")) {
            if (names.contains(row.get("t"))) {
                columns.computeIfAbsent(row.get("t"), t -> new ArrayList<>()).add(column(row));
            }
        }
        Map<String, List<String>> keys = new HashMap<>();
        for (Map<String, String> row : queries.apply("SELECT table_name AS t, column_name AS n"
                + " FROM information_schema.statistics" + where
                + " AND index_name = 'PRIMARY' ORDER BY table_name, seq_in_index")) {
            keys.computeIfAbsent(row.get("t"), t -> new ArrayList<>()).add(row.get("n"));
        }
        List<MySqlTable> tables = new ArrayList<>();
        columns.forEach((table, list) -> {
            List<String> order = list.stream().map(MySqlColumn::name).toList();
            List<Integer> key = keys.getOrDefault(table, List.of()).stream()
                    .map(order::indexOf)
                    .toList();
            String collation = facts.getOrDefault(table, Map.of()).get("c");
            tables.add(MySqlTable.of(new TableId(schema, table), list, key, collation == null ? "" : collation));
        });
        return tables;
    }

    private static MySqlColumn column(Map<String, String> row) {
        String declared = row.get("ct");
        MySqlType type = type(row.get("d"));
        boolean label = type == MySqlType.ENUM || type == MySqlType.SET;
        boolean exact = type == MySqlType.DECIMAL;
        long length = type == MySqlType.BIT ? number(row.get("prec")) : number(row.get("len"));
        int precision = (int) (exact ? number(row.get("prec")) : number(row.get("dt")));
        return new MySqlColumn(
                row.get("n"),
                type,
                declared.contains(" unsigned") && !label,
                charset(type, row.get("cs")),
                label ? Members.parse(declared, CharacterSet.of(charset(type, row.get("cs")))) : List.of(),
                type == MySqlType.JSON || type == MySqlType.GEOMETRY ? 0 : length,
                precision,
                exact ? (int) number(row.get("scale")) : 0,
                row.get("nullable").equals("YES"));
    }

    /** The catalogue has NULL for an ENUM of bytes. */
    private static String charset(MySqlType type, String name) {
        if (!type.isText() && !type.isLabel()) {
            return "";
        }
        return name == null ? "binary" : CharacterSet.of(name).name();
    }

    private static long number(String text) {
        return text == null ? 0 : Long.parseLong(text);
    }

    private static MySqlType type(String name) {
        return switch (name) {
            case "point",
                    "linestring",
                    "polygon",
                    "multipoint",
                    "multilinestring",
                    "multipolygon",
                    "geometrycollection",
                    "geomcollection" -> MySqlType.GEOMETRY;
            default -> MySqlType.named(name);
        };
    }

    /**
     * A name as a literal to compare with the catalogue's, right under every sql_mode: hexadecimal. In the character set of the catalogue, which holds no other
     * names: compared with another one, the server would read the whole catalogue.
     */
    public static String quoted(String text) {
        return text.isEmpty() ? "''" : "_utf8mb3 0x" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
