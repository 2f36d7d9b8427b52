/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.preflight;

import io.crosscurrent.core.source.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Whether the login may do what a task does. The replication privileges were tried, so roles count. */
final class PrivilegesCheck implements Check {
    /** SELECT in the list before ON, by itself or by columns; or a role, which may bring it. */
    private static final Pattern SELECT =
            Pattern.compile("^GRANT (?:.*\\bSELECT\\b.* ON |ALL PRIVILEGES ON |(?!.* ON ).+ TO )");

    @Override
    public List<Finding> examine(ServerFacts facts) {
        String user = "'" + facts.settings().user() + "'@'%'";
        List<Finding> findings = new ArrayList<>();
        findings.addAll(privilege(
                "replication-client",
                facts.mayReadStatus(),
                "REPLICATION CLIENT",
                "read the position of the log",
                user));
        findings.addAll(privilege(
                "replication-slave", facts.mayReadLog(), "REPLICATION SLAVE", "read the change stream", user));
        boolean select =
                facts.grants().stream().anyMatch(grant -> SELECT.matcher(grant).find());
        if (!select) {
            findings.addAll(
                    Check.failed("select", "The login has SELECT on nothing.", "GRANT SELECT ON *.* TO " + user + ";"));
        } else if (facts.visibleTables() == 0) {
            findings.addAll(Check.warning(
                    "select",
                    "The login sees no table.",
                    "GRANT SELECT ON *.* TO " + user + "; or on the schemas that are to be captured."));
        } else {
            findings.addAll(Check.passed("select", "The login sees " + facts.visibleTables() + " tables."));
        }
        return findings;
    }

    private static List<Finding> privilege(String check, boolean held, String name, String purpose, String user) {
        return held
                ? Check.passed(check, "The login has " + name + ".")
                : Check.failed(
                        check,
                        "The login lacks " + name + ", needed to " + purpose + ".",
                        "GRANT " + name + " ON *.* TO " + user + ";");
    }
}
