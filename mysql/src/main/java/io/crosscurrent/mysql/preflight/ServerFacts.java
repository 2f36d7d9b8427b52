/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.preflight;

import io.crosscurrent.core.source.SourceSettings;
import io.crosscurrent.mysql.protocol.MySqlConnection;
import io.crosscurrent.mysql.protocol.MySqlException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the checks judge, read once over one connection.
 *
 * @param version as the server names it
 * @param tls protocol of the connection, for example {@code TLSv1.3}; "" when not encrypted
 * @param variables global variables by name, in lower case
 * @param mayReadStatus whether the login has REPLICATION CLIENT
 * @param mayReadLog whether the login has REPLICATION SLAVE
 * @param grants what SHOW GRANTS prints
 * @param visibleTables tables the login can see, without the system's own
 * @param replica whether the server replicates from another
 * @param retentionHours of a hosted server, as its own setting says; "" where there is no such setting
 * @param cascades foreign keys that change rows without writing them to the log, {@code schema.table}, at most 20
 */
record ServerFacts(
        SourceSettings settings,
        Hosting hosting,
        String version,
        String tls,
        Map<String, String> variables,
        boolean mayReadStatus,
        boolean mayReadLog,
        List<String> grants,
        long visibleTables,
        boolean replica,
        String retentionHours,
        List<String> cascades) {

    private static final int SYNTAX_ERROR = 1064;
    static final String SYSTEM_SCHEMAS = "('mysql', 'sys', 'information_schema', 'performance_schema')";

    ServerFacts {
        variables = Map.copyOf(variables);
        grants = List.copyOf(grants);
        cascades = List.copyOf(cascades);
    }

    static ServerFacts read(SourceSettings settings, MySqlConnection connection) {
        Map<String, String> variables = new HashMap<>();
        connection
                .query("SHOW GLOBAL VARIABLES")
                .forEach(row -> variables.put(
                        row.get("Variable_name").toLowerCase(Locale.ROOT),
                        row.get("Value") == null ? "" : row.get("Value")));
        Hosting hosting = Hosting.of(settings, variables);
        List<Map<String, String>> replicaStatus = either(connection, "SHOW REPLICA STATUS", "SHOW SLAVE STATUS");
        return new ServerFacts(
                settings,
                hosting,
                connection.serverVersion(),
                connection
                        .query("SHOW SESSION STATUS LIKE 'Ssl_version'")
                        .get(0)
                        .get("Value"),
                variables,
                replicaStatus != null && either(connection, "SHOW BINARY LOG STATUS", "SHOW MASTER STATUS") != null,
                either(connection, "SHOW REPLICAS", "SHOW SLAVE HOSTS") != null,
                connection.query("SHOW GRANTS").stream()
                        .map(row -> row.values().iterator().next())
                        .toList(),
                Long.parseLong(connection
                        .query("SELECT COUNT(*) AS tables_seen FROM information_schema.tables"
                                + " WHERE table_type = 'BASE TABLE' AND table_schema NOT IN " + SYSTEM_SCHEMAS)
                        .get(0)
                        .get("tables_seen")),
                replicaStatus != null && !replicaStatus.isEmpty(),
                hosting == Hosting.RDS || hosting == Hosting.AURORA ? retentionHours(connection) : "",
                cascades(connection));
    }

    private static List<String> cascades(MySqlConnection connection) {
        return connection
                .query("SELECT DISTINCT CONCAT(constraint_schema, '.', table_name) AS name"
                        + " FROM information_schema.referential_constraints"
                        + " WHERE (delete_rule IN ('CASCADE', 'SET NULL') OR update_rule IN ('CASCADE', 'SET NULL'))"
                        + " AND constraint_schema NOT IN " + SYSTEM_SCHEMAS + " LIMIT 20")
                .stream()
                .map(row -> row.get("name"))
                .toList();
    }

    /** The newer spelling, else the older. @return null when the login may not */
    private static List<Map<String, String>> either(MySqlConnection connection, String newer, String older) {
        try {
            return connection.query(newer);
        } catch (MySqlException e) {
            if (e.errorNumber() == SYNTAX_ERROR && older != null) {
                return either(connection, older, null);
            }
            if (e.code().equals("source.privilege_missing")) {
                return null;
            }
            throw e;
        }
    }

    private static String retentionHours(MySqlConnection connection) {
        try {
            return connection.query("CALL mysql.rds_show_configuration").stream()
                    .filter(row -> "binlog retention hours".equals(row.get("name")))
                    .map(row -> row.get("value") == null ? "NULL" : row.get("value"))
                    .findFirst()
                    .orElse("");
        } catch (MySqlException e) {
            return "";
        }
    }

    /** A variable in upper case; "" when the server does not have it. */
    String variable(String name) {
        return variables.getOrDefault(name, "").toUpperCase(Locale.ROOT);
    }

    /** Major, minor and patch as one number: 80033 for 8.0.33. */
    int versionNumber() {
        String[] parts = version.split("[^0-9]+");
        int number = 0;
        for (int i = 0; i < 3; i++) {
            number = number * 100 + (i < parts.length && !parts[i].isEmpty() ? Integer.parseInt(parts[i]) : 0);
        }
        return number;
    }
}
