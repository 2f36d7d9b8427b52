/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.preflight;

import io.crosscurrent.core.source.Finding;
import java.util.List;

/** Whether positions can be found again on another server after a failover. */
final class GtidCheck implements Check {
    private static final String NAME = "gtid-mode";

    @Override
    public List<Finding> examine(ServerFacts facts) {
        String mode = facts.variable("gtid_mode");
        return switch (mode) {
            case "ON" -> Check.passed(NAME, "gtid_mode is ON: a task goes on after a failover.");
            case "ON_PERMISSIVE", "OFF_PERMISSIVE" ->
                Check.warning(
                        NAME,
                        "gtid_mode is " + mode + ": between two modes, transactions with and without GTID mix.",
                        facts.hosting().set("gtid_mode", "ON"));
            default ->
                Check.passed(
                        NAME,
                        "gtid_mode is " + (mode.isEmpty() ? "absent" : mode)
                                + ": positions are file and offset, which no other server shares.");
        };
    }
}
