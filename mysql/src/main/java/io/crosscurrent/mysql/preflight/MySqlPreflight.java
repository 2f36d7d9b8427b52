/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.preflight;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.source.Finding;
import io.crosscurrent.core.source.Finding.Level;
import io.crosscurrent.core.source.SourceSettings;
import io.crosscurrent.mysql.protocol.MySqlConnection;
import java.util.ArrayList;
import java.util.List;

/** Everything about a MySQL server that would make a task fail or lose data. Stateless; each call connects once. */
public final class MySqlPreflight {
    private static final List<Check> CHECKS = List.of(
            new TlsCheck(),
            new VersionCheck(),
            new PrivilegesCheck(),
            new BinlogCheck(),
            new RequiredVariable(
                    "binlog-format", "binlog_format", "ROW", "statements are logged instead of the rows they changed"),
            new RequiredVariable(
                    "binlog-row-image", "binlog_row_image", "FULL", "the log lacks columns that did not change"),
            new RequiredVariable(
                    "partial-json",
                    "binlog_row_value_options",
                    "",
                    "updates of JSON columns are logged as differences, from which the document cannot be told"),
            new RowMetadataCheck(),
            new RetentionCheck(),
            new GtidCheck(),
            new ReplicaCheck(),
            new CascadeCheck());

    private MySqlPreflight() {}

    /** Never throws for what is wrong with the server: that is a finding. */
    public static List<Finding> check(SourceSettings settings) {
        List<Finding> findings = new ArrayList<>();
        try (MySqlConnection connection = MySqlConnection.open(settings)) {
            findings.add(passed("address", settings + " answers."));
            findings.add(passed("login", "Logged in as " + settings.user() + "."));
            ServerFacts facts = ServerFacts.read(settings, connection);
            CHECKS.forEach(check -> findings.addAll(check.examine(facts)));
        } catch (CrosscurrentException e) {
            findings.addAll(refused(settings, findings.isEmpty(), e));
        }
        return List.copyOf(findings);
    }

    /** The names of the schemas the login can see, without the system's own. */
    public static List<String> schemas(SourceSettings settings) {
        try (MySqlConnection connection = MySqlConnection.open(settings)) {
            return connection
                    .query("SELECT schema_name AS name FROM information_schema.schemata WHERE schema_name NOT IN "
                            + ServerFacts.SYSTEM_SCHEMAS + " ORDER BY schema_name")
                    .stream()
                    .map(row -> row.get("name"))
                    .toList();
        }
    }

    private static List<Finding> refused(SourceSettings settings, boolean opening, CrosscurrentException e) {
        Finding failure = new Finding(opening ? stage(e.code()) : "server", Level.FAILED, e.getMessage(), e.remedy());
        return opening && !failure.check().equals("address")
                ? List.of(passed("address", settings + " answers."), failure)
                : List.of(failure);
    }

    private static String stage(String code) {
        return switch (code) {
            case "source.unreachable", "source.connection_lost", "source.timeout" -> "address";
            case "source.tls", "source.tls_required" -> "tls";
            case "source.invalid_setting" -> "settings";
            default -> "login";
        };
    }

    private static Finding passed(String check, String message) {
        return new Finding(check, Level.PASSED, message, "");
    }
}
