/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.preflight;

import io.crosscurrent.core.source.Finding;
import io.crosscurrent.mysql.schema.Dialect;
import java.util.List;

/** Whether the server is of a version whose log is understood. */
final class VersionCheck implements Check {
    private static final String NAME = "version";

    private static List<Finding> mariaDb(String version, ServerFacts facts) {
        if (facts.variable("log_bin_compress").equals("ON")) {
            return Check.failed(
                    NAME,
                    "The server is MariaDB " + version + " and log_bin_compress is ON: compressed events are not read.",
                    facts.hosting().set("log_bin_compress", "OFF"));
        }
        return Check.warning(
                NAME,
                "The server is MariaDB " + version
                        + ": its GTIDs are not read, so a task knows places in the log of this" + " very server.",
                "After a failover to another server load the tables again.");
    }

    @Override
    public List<Finding> examine(ServerFacts facts) {
        String version = facts.version();
        if (Dialect.of(version) == Dialect.MARIADB) {
            return mariaDb(version, facts);
        }
        int number = facts.versionNumber();
        if (number < 50700) {
            return Check.failed(NAME, "The server runs MySQL " + version + ".", "Upgrade to MySQL 8.0 or newer.");
        }
        if (number < 80000) {
            return Check.warning(
                    NAME,
                    "The server runs MySQL " + version + ", whose support has ended and which is not tested.",
                    "Upgrade to MySQL 8.0 or newer.");
        }
        return Check.passed(NAME, "MySQL " + version + ".");
    }
}
