/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.preflight;

import io.crosscurrent.core.source.Finding;
import io.crosscurrent.core.source.Finding.Level;
import io.crosscurrent.core.source.TaskDefinition.MigrationType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Whether the login may do what a task does. What can be tried was tried, so roles count. */
final class PrivilegesCheck implements Check {
    /** SELECT in the list before ON, by itself or by columns; or a role, which may bring it. */
    private static final Pattern SELECT =
            Pattern.compile("^GRANT (?:.*\\bSELECT\\b.* ON |ALL PRIVILEGES ON |(?!.* ON ).+ TO )");

    @Override
    public List<Finding> examine(ServerFacts facts) {
        List<Finding> findings = new ArrayList<>();
        findings.addAll(privilege(
                facts,
                "replication-client",
                facts.mayReadStatus(),
                "REPLICATION CLIENT",
                "read the position of the log"));
        findings.addAll(privilege(
                facts, "replication-slave", facts.mayReadLog(), "REPLICATION SLAVE", "read the change stream"));
        findings.addAll(process(facts));
        boolean select =
                facts.grants().stream().anyMatch(grant -> SELECT.matcher(grant).find());
        if (!select) {
            findings.addAll(Check.failed(
                    "select", "The login has SELECT on nothing.", "GRANT SELECT ON *.* TO " + facts.account() + ";"));
        } else if (facts.tables().all().isEmpty()) {
            findings.addAll(Check.warning(
                    "select",
                    "The login sees no table.",
                    "GRANT SELECT ON *.* TO " + facts.account() + "; or on the schemas that are to be captured."));
        } else {
            findings.addAll(Check.passed(
                    "select", "The login sees " + facts.tables().all().size() + " tables."));
        }
        return findings;
    }

    /** With GTIDs the server tells what new snapshots see; without, all sessions have to be looked at. */
    private static List<Finding> process(ServerFacts facts) {
        boolean loads = facts.task() == null || facts.task().migrationType() != MigrationType.CDC;
        if (facts.variable("gtid_mode").equals("ON") || !loads || facts.mayReadSessions()) {
            return Check.passed("process", "The login may see what a full load has to wait for.");
        }
        Level level = Names.certainFor(facts);
        return List.of(new Finding(
                "process",
                level,
                "The login lacks PROCESS, which a full load needs where gtid_mode is not ON: to see which transactions are"
                        + " being committed.",
                "GRANT PROCESS ON *.* TO " + facts.account() + "; or "
                        + facts.hosting().set("gtid_mode", "ON")));
    }

    private static List<Finding> privilege(ServerFacts facts, String check, boolean held, String name, String purpose) {
        return held
                ? Check.passed(check, "The login has " + name + ".")
                : Check.failed(
                        check,
                        "The login lacks " + name + ", needed to " + purpose + ".",
                        "GRANT " + name + " ON *.* TO " + facts.account() + ";");
    }
}
