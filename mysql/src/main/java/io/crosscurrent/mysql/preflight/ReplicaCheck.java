/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.preflight;

import io.crosscurrent.core.source.Finding;
import io.crosscurrent.core.source.Finding.Level;
import java.util.List;
import java.util.Map;

/** Whether a replica writes what it replicates into its own log. */
final class ReplicaCheck implements Check {
    private static final String NAME = "replica-updates";

    @Override
    public List<Finding> examine(ServerFacts facts) {
        if (facts.replicaStatus().isEmpty()) {
            return List.of();
        }
        String variable =
                facts.variables().containsKey("log_replica_updates") ? "log_replica_updates" : "log_slave_updates";
        if (facts.variable(variable).equals("ON")) {
            return Check.passed(NAME, "The server is a replica, and " + variable + " is ON.");
        }
        // One that was promoted may still know its former source.
        boolean running = running(facts.replicaStatus());
        return List.of(new Finding(
                NAME,
                running ? Level.FAILED : Level.WARNING,
                (running ? "The server is a replica, and " : "The server is a replica that is stopped, and ") + variable
                        + " is OFF: what it replicates is not in its log.",
                facts.hosting().setAtStart(variable, "ON")
                        + (running ? "" : " If it is no replica any more: RESET REPLICA ALL;")));
    }

    private static boolean running(Map<String, String> status) {
        return List.of("Replica_IO_Running", "Replica_SQL_Running", "Slave_IO_Running", "Slave_SQL_Running").stream()
                .anyMatch(thread -> !status.getOrDefault(thread, "No").equals("No"));
    }
}
