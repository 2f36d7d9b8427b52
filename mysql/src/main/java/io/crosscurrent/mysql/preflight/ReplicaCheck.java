/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.preflight;

import io.crosscurrent.core.source.Finding;
import java.util.List;

/** Whether a replica writes what it replicates into its own log. */
final class ReplicaCheck implements Check {
    private static final String NAME = "replica-updates";

    @Override
    public List<Finding> examine(ServerFacts facts) {
        if (!facts.replica()) {
            return List.of();
        }
        String variable =
                facts.variables().containsKey("log_replica_updates") ? "log_replica_updates" : "log_slave_updates";
        if (facts.variable(variable).equals("ON")) {
            return Check.passed(NAME, "The server is a replica, and " + variable + " is ON.");
        }
        return Check.failed(
                NAME,
                "The server is a replica, and " + variable + " is OFF: what it replicates is not in its log.",
                facts.hosting().setAtStart(variable, "ON"));
    }
}
