/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.preflight;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.source.Finding;
import io.crosscurrent.core.source.Finding.Level;
import io.crosscurrent.core.source.SourceSettings;
import io.crosscurrent.core.source.TaskDefinition;
import io.crosscurrent.mysql.protocol.MySqlConnection;
import io.crosscurrent.mysql.protocol.MySqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything about a MySQL server that would make a task fail or lose data. Stateless; each call connects once. */
public final class MySqlPreflight {
    private static final Logger LOG = LoggerFactory.getLogger(MySqlPreflight.class);
    private static final List<Check> CHECKS = List.of(
            new TlsCheck(),
            new VersionCheck(),
            new PrivilegesCheck(),
            new BinlogCheck(),
            new ServerIdCheck(),
            new BinlogFilterCheck(),
            new RequiredVariable(
                    "binlog-format", "binlog_format", "ROW", "statements are logged instead of the rows they changed"),
            new RequiredVariable(
                    "binlog-row-image", "binlog_row_image", "FULL", "the log lacks columns that did not change"),
            new RowMetadataCheck(),
            new RetentionCheck(),
            new GtidCheck(),
            new ReplicaCheck(),
            new TablesCheck(),
            new CascadeCheck());

    /** What makes a task fail for certain; the rest may concern no transaction of its tables. */
    private static final Set<String> CERTAIN = Set.of(
            "binlog",
            "server-id",
            "replica-id",
            "binlog-filter",
            "replication-client",
            "replication-slave",
            "process",
            "select-tables",
            "replica-updates",
            "column-types");

    private MySqlPreflight() {}

    /** Of an endpoint. Never throws for what is wrong with the server: that is a finding. */
    public static List<Finding> check(SourceSettings settings) {
        List<Finding> findings = new ArrayList<>();
        try (MySqlConnection connection = MySqlConnection.open(settings)) {
            findings.add(passed("address", settings + " answers."));
            findings.add(passed("login", "Logged in as " + settings.user() + "."));
            findings.addAll(examine(settings, connection, null));
        } catch (CrosscurrentException e) {
            findings.addAll(refused(settings, findings.isEmpty(), e));
        }
        return List.copyOf(findings);
    }

    /**
     * Of a task that is about to begin, over a connection of its own. What may do no harm is logged.
     *
     * @throws CrosscurrentException {@code source.not_ready}, with everything that makes it fail for certain
     */
    public static void require(SourceSettings settings, TaskDefinition task, MySqlConnection connection) {
        List<Finding> findings;
        try {
            findings = examine(settings, connection, task);
        } catch (MySqlException e) {
            // A question that this server does not answer is no reason not to begin.
            LOG.warn("{} was not examined: {}", settings, e.getMessage());
            return;
        }
        List<Finding> certain = new ArrayList<>();
        for (Finding finding : findings) {
            if (finding.level() == Level.FAILED && CERTAIN.contains(finding.check())) {
                certain.add(finding);
            } else if (finding.level() != Level.PASSED) {
                LOG.warn("{}: {} {}", finding.check(), finding.message(), finding.remedy());
            }
        }
        if (!certain.isEmpty()) {
            throw new CrosscurrentException(
                    "source.not_ready",
                    settings + " is not ready for the task. "
                            + certain.stream().map(Finding::message).collect(Collectors.joining(" ")),
                    certain.stream().map(Finding::remedy).collect(Collectors.joining(" ")));
        }
    }

    static List<Finding> examine(SourceSettings settings, MySqlConnection connection, TaskDefinition task) {
        ServerFacts facts = ServerFacts.read(settings, connection, task);
        return CHECKS.stream().flatMap(check -> check.examine(facts).stream()).toList();
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
