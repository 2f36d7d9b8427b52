/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.preflight;

import io.crosscurrent.core.source.SourceSettings;
import io.crosscurrent.core.source.TaskDefinition;
import io.crosscurrent.mysql.protocol.MySqlConnection;
import io.crosscurrent.mysql.protocol.MySqlException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the checks judge, read once over one connection.
 *
 * @param task null when an endpoint is tested, before anybody knows its tables
 * @param version as the server names it
 * @param account of the login as in GRANT, {@code 'user'@'host'}
 * @param tls protocol of the connection, for example {@code TLSv1.3}; "" when not encrypted
 * @param variables global variables by name, in lower case
 * @param mayReadStatus whether the login has REPLICATION CLIENT
 * @param mayReadLog whether the login has REPLICATION SLAVE: may list the replicas, or was granted it
 * @param mayReadSessions whether the login has PROCESS
 * @param grants what SHOW GRANTS prints
 * @param replicaStatus what SHOW REPLICA STATUS prints; empty when the server never replicated from another
 * @param replicas what SHOW REPLICAS prints
 * @param binlogDoDb databases that alone are logged, comma separated; "" for all
 * @param binlogIgnoreDb databases that are not logged
 * @param retentionHours of a hosted server, as its own setting says; "" where there is no such setting
 * @param dataBytes of all tables of the server; 0 when it does not say
 */
record ServerFacts(
        SourceSettings settings,
        TaskDefinition task,
        Hosting hosting,
        String version,
        String account,
        String tls,
        Map<String, String> variables,
        boolean mayReadStatus,
        boolean mayReadLog,
        boolean mayReadSessions,
        List<String> grants,
        Map<String, String> replicaStatus,
        List<Map<String, String>> replicas,
        String binlogDoDb,
        String binlogIgnoreDb,
        String retentionHours,
        long dataBytes,
        TableFacts tables) {

    static final String SYSTEM_SCHEMAS = "('mysql', 'sys', 'information_schema', 'performance_schema')";

    /** MariaDB since 10.5 wants another privilege for its list of replicas than for its log: that list proves nothing there. */
    private static final Pattern LOG_GRANT = Pattern.compile("^GRANT .*\\bREPLICATION SLAVE\\b.* ON \\*\\.\\*");

    ServerFacts {
        variables = Map.copyOf(variables);
        grants = List.copyOf(grants);
        replicas = List.copyOf(replicas);
    }

    static ServerFacts read(SourceSettings settings, MySqlConnection connection, TaskDefinition task) {
        Map<String, String> variables = new HashMap<>();
        connection
                .query("SHOW GLOBAL VARIABLES")
                .forEach(row -> variables.put(
                        row.get("Variable_name").toLowerCase(Locale.ROOT),
                        row.get("Value") == null ? "" : row.get("Value")));
        Hosting hosting = Hosting.of(settings, connection.serverVersion(), variables);
        List<Map<String, String>> replicaStatus = Probe.either(connection, "SHOW REPLICA STATUS", "SHOW SLAVE STATUS");
        List<Map<String, String>> logStatus = Probe.either(connection, "SHOW BINARY LOG STATUS", "SHOW MASTER STATUS");
        List<Map<String, String>> replicas = Probe.either(connection, "SHOW REPLICAS", "SHOW SLAVE HOSTS");
        List<String> grants = connection.query("SHOW GRANTS").stream()
                .map(row -> row.values().iterator().next())
                .toList();
        Map<String, String> log = logStatus == null || logStatus.isEmpty() ? Map.of() : logStatus.get(0);
        return new ServerFacts(
                settings,
                task,
                hosting,
                connection.serverVersion(),
                account(one(connection, "SELECT CURRENT_USER() AS v")),
                connection
                        .query("SHOW SESSION STATUS LIKE 'Ssl_version'")
                        .get(0)
                        .get("Value"),
                variables,
                logStatus != null,
                replicas != null || grants.stream().anyMatch(LOG_GRANT.asPredicate()),
                Probe.answers(connection, "SELECT COUNT(*) FROM information_schema.innodb_trx"),
                grants,
                replicaStatus == null || replicaStatus.isEmpty() ? Map.of() : replicaStatus.get(0),
                replicas == null ? List.of() : replicas,
                log.getOrDefault("Binlog_Do_DB", ""),
                log.getOrDefault("Binlog_Ignore_DB", ""),
                hosting == Hosting.RDS || hosting == Hosting.AURORA ? retentionHours(connection) : "",
                dataBytes(connection),
                TableFacts.read(connection, task));
    }

    /** {@code name@host}, where the name may hold an @, as it stands in GRANT. */
    private static String account(String currentUser) {
        int at = currentUser.lastIndexOf('@');
        return "'" + currentUser.substring(0, at).replace("'", "''") + "'@'" + currentUser.substring(at + 1) + "'";
    }

    private static String one(MySqlConnection connection, String sql) {
        return connection.query(sql).get(0).get("v");
    }

    /** Asked from the files: the tables' own statistics would be gathered anew, table by table. */
    private static long dataBytes(MySqlConnection connection) {
        try {
            return Long.parseLong(
                    one(
                            connection,
                            "SELECT CAST(COALESCE(SUM(file_size), 0) AS UNSIGNED) AS v FROM information_schema.innodb_tablespaces"));
        } catch (MySqlException e) {
            // Without PROCESS, and before 8.0, nobody says how much there is.
            return 0;
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
