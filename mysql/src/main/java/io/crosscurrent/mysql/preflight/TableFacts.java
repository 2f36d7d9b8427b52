/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.preflight;

import io.crosscurrent.core.mapping.TableMappings;
import io.crosscurrent.core.source.TaskDefinition;
import io.crosscurrent.core.table.TableId;
import io.crosscurrent.mysql.protocol.MySqlConnection;
import io.crosscurrent.mysql.schema.CharacterSet;
import io.crosscurrent.mysql.schema.MySqlType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What stands out among the tables of a task; before there is one, among all that the login sees. One query for each kind of
 * fact, whatever the number of tables.
 *
 * @param all tables, in the order of their names
 * @param keyless those without primary key
 * @param engines of those that are not in InnoDB
 * @param unknownColumns columns of types or character sets that cannot be carried, with what they are
 * @param cascades those whose rows a foreign key changes without writing it to the log
 * @param views that the rules select
 * @param unreadable of a task: tables whose rows the login may not read; of a role's grants the first tables only
 */
record TableFacts(
        List<TableId> all,
        List<TableId> keyless,
        Map<TableId, String> engines,
        Map<String, String> unknownColumns,
        List<TableId> cascades,
        List<TableId> views,
        List<TableId> unreadable) {
    private static final int TRIED_TABLES = 100;
    private static final String TYPES = Arrays.stream(MySqlType.values())
            .map(type -> "'" + type.name().toLowerCase(java.util.Locale.ROOT) + "'")
            .collect(Collectors.joining(", "));
    /** Names of geometry's kinds, which the catalogue shows instead of it. */
    private static final String GEOMETRIES = "'point', 'linestring', 'polygon', 'multipoint', 'multilinestring',"
            + " 'multipolygon', 'geomcollection', 'geometrycollection'";

    /** @param task null before there is one */
    static TableFacts read(MySqlConnection connection, TaskDefinition task) {
        Map<TableId, String> engines = new LinkedHashMap<>();
        List<TableId> views = new ArrayList<>();
        for (Map<String, String> row : connection.query("SELECT table_schema AS s, table_name AS t, table_type AS y,"
                + " engine AS e FROM information_schema.tables" + visible("table_schema")
                + " AND table_type IN ('BASE TABLE', 'VIEW') ORDER BY table_schema, table_name")) {
            TableId id = id(row);
            if (row.get("y").equals("VIEW")) {
                if (task != null && task.mappings().selects(id, TableMappings.Kind.VIEW)) {
                    views.add(id);
                }
            } else if (task == null || task.mappings().selects(id)) {
                engines.put(id, row.get("e") == null ? "" : row.get("e"));
            }
        }
        Set<TableId> keyed = ids(connection, "information_schema.table_constraints", "constraint_type = 'PRIMARY KEY'");
        List<TableId> all = List.copyOf(engines.keySet());
        return new TableFacts(
                all,
                all.stream().filter(id -> !keyed.contains(id)).toList(),
                others(engines),
                unknownColumns(connection, engines.keySet()),
                cascades(connection, engines.keySet()),
                views,
                task == null ? List.of() : unreadable(connection, all));
    }

    private static Map<TableId, String> others(Map<TableId, String> engines) {
        Map<TableId, String> others = new LinkedHashMap<>(engines);
        others.values().removeIf("InnoDB"::equals);
        return others;
    }

    private static Map<String, String> unknownColumns(MySqlConnection connection, Set<TableId> tables) {
        Map<String, String> unknown = new TreeMap<>();
        columns(
                connection,
                "data_type",
                "data_type NOT IN (" + TYPES + ", " + GEOMETRIES + ")",
                tables,
                type -> "has the type " + type,
                unknown);
        String unreadable = connection
                .query("SELECT DISTINCT character_set_name AS c FROM information_schema.columns"
                        + visible("table_schema") + " AND character_set_name IS NOT NULL")
                .stream()
                .map(row -> row.get("c"))
                .filter(name -> !CharacterSet.known(name))
                .map(name -> "'" + name + "'")
                .collect(Collectors.joining(", "));
        if (!unreadable.isEmpty()) {
            columns(
                    connection,
                    "character_set_name",
                    "character_set_name IN (" + unreadable + ")",
                    tables,
                    charset -> "has the character set " + charset,
                    unknown);
        }
        return unknown;
    }

    private static void columns(
            MySqlConnection connection,
            String shown,
            String condition,
            Set<TableId> tables,
            Function<String, String> said,
            Map<String, String> into) {
        for (Map<String, String> row : connection.query("SELECT table_schema AS s, table_name AS t, column_name AS c, "
                + shown + " AS v FROM information_schema.columns" + visible("table_schema") + " AND " + condition)) {
            if (tables.contains(id(row))) {
                into.put(id(row) + "." + row.get("c"), said.apply(row.get("v")));
            }
        }
    }

    private static List<TableId> cascades(MySqlConnection connection, Set<TableId> tables) {
        return connection
                .query("SELECT DISTINCT constraint_schema AS s, table_name AS t"
                        + " FROM information_schema.referential_constraints" + visible("constraint_schema")
                        + " AND (delete_rule IN ('CASCADE', 'SET NULL') OR update_rule IN ('CASCADE', 'SET NULL'))"
                        + " ORDER BY 1, 2")
                .stream()
                .map(TableFacts::id)
                .filter(tables::contains)
                .toList();
    }

    /** What grants on everything, on schemas or on tables do not cover may come by roles, patterns or columns: that is tried. */
    private static List<TableId> unreadable(MySqlConnection connection, List<TableId> tables) {
        String mine =
                "privilege_type = 'SELECT' AND grantee = CONCAT('\\'', REPLACE(CURRENT_USER(), '@', '\\'@\\''), '\\'')";
        if (!connection
                .query("SELECT 1 AS one FROM information_schema.user_privileges WHERE " + mine)
                .isEmpty()) {
            return List.of();
        }
        Set<String> schemas =
                connection
                        .query("SELECT table_schema AS s FROM information_schema.schema_privileges WHERE " + mine)
                        .stream()
                        .map(row -> row.get("s"))
                        .collect(Collectors.toSet());
        Set<TableId> granted = ids(connection, "information_schema.table_privileges", mine);
        return tables.stream()
                .filter(id -> !schemas.contains(id.schema()) && !granted.contains(id))
                .limit(TRIED_TABLES)
                .filter(id -> !Probe.answers(connection, "SELECT * FROM " + quoted(id) + " LIMIT 0"))
                .toList();
    }

    private static Set<TableId> ids(MySqlConnection connection, String from, String condition) {
        return new HashSet<>(
                connection
                        .query("SELECT table_schema AS s, table_name AS t FROM " + from + " WHERE " + condition)
                        .stream()
                        .map(TableFacts::id)
                        .toList());
    }

    private static String visible(String column) {
        return " WHERE " + column + " NOT IN " + ServerFacts.SYSTEM_SCHEMAS;
    }

    private static TableId id(Map<String, String> row) {
        return new TableId(row.get("s"), row.get("t"));
    }

    static String quoted(TableId id) {
        return "`" + id.schema().replace("`", "``") + "`.`" + id.name().replace("`", "``") + "`";
    }
}
