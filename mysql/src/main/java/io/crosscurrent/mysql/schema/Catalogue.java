/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.schema;

import io.crosscurrent.core.table.TableId;
import io.crosscurrent.mysql.protocol.MySqlConnection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the server's information_schema says of tables now. Reads many tables with two queries a database. Invisible and generated
 * columns are included, because they stand in row images. Used by the thread that owns the connection.
 */
public final class Catalogue {
    /** Above so many tables of one database, all its columns are read: cheaper than a long list of names. */
    private static final int NAMED_TABLES = 50;

    private final Function<String, List<Map<String, String>>> queries;

    public Catalogue(MySqlConnection connection) {
        this(connection::query);
    }

    /** @param queries runs a SELECT and returns its rows as text by column label */
    public Catalogue(Function<String, List<Map<String, String>>> queries) {
        this.queries = queries;
    }

    /**
     * A base table that the login can see.
     *
     * @param rows the optimizer's estimate
     * @param engine for example {@code InnoDB}
     */
    public record Listed(TableId id, long rows, String engine) {}

    /** All base tables but those of the system, by name. */
    public List<Listed> tables() {
        return queries
                .apply("SELECT table_schema AS s, table_name AS t, table_rows AS r, engine AS e"
                        + " FROM information_schema.tables WHERE table_type = 'BASE TABLE'"
                        + " AND table_schema NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema')"
                        + " ORDER BY table_schema, table_name")
                .stream()
                .map(row -> new Listed(
                        new TableId(row.get("s"), row.get("t")),
                        row.get("r") == null ? 0 : Long.parseLong(row.get("r")),
                        row.get("e") == null ? "" : row.get("e")))
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
        Map<String, Set<String>> bySchema = new TreeMap<>();
        wanted.forEach(id ->
                bySchema.computeIfAbsent(id.schema(), s -> new HashSet<>()).add(id.name()));
        Map<TableId, MySqlTable> tables = new HashMap<>();
        bySchema.forEach((schema, names) -> readSchema(schema, names, tables));
        return tables;
    }

    private void readSchema(String schema, Set<String> names, Map<TableId, MySqlTable> into) {
        String where = " WHERE table_schema = " + quoted(schema);
        if (names.size() <= NAMED_TABLES) {
            where += names.stream()
                    .map(Catalogue::quoted)
                    .collect(Collectors.joining(", ", " AND table_name IN (", ")"));
        }
        Map<String, String> collations = new HashMap<>();
        for (Map<String, String> row :
                queries.apply("SELECT table_name AS t, table_collation AS c FROM information_schema.tables" + where)) {
            collations.put(row.get("t"), row.get("c"));
        }
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
        columns.forEach((table, list) -> {
            List<String> order = list.stream().map(MySqlColumn::name).toList();
            List<Integer> key = keys.getOrDefault(table, List.of()).stream()
                    .map(order::indexOf)
                    .toList();
            String collation = collations.get(table);
            TableId id = new TableId(schema, table);
            into.put(id, MySqlTable.of(id, list, key, collation == null ? "" : collation));
        });
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

    /** A string literal, right under every sql_mode: hexadecimal. */
    private static String quoted(String text) {
        return text.isEmpty()
                ? "''"
                : "CONVERT(0x"
                        + java.util.HexFormat.of().formatHex(text.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        + " USING utf8mb4)";
    }
}
