/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.preflight;

import io.crosscurrent.core.source.Finding;
import java.util.List;

/** Whether the server is of a version whose log is understood. */
final class VersionCheck implements Check {
    private static final String NAME = "version";

    @Override
    public List<Finding> examine(ServerFacts facts) {
        String version = facts.version();
        if (version.contains("MariaDB")) {
            return Check.warning(
                    NAME,
                    "The server is MariaDB " + version + ", whose log has events of its own.",
                    "Use full-load tasks only.");
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
