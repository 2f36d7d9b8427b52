/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.preflight;

import io.crosscurrent.core.source.Finding;
import java.util.List;

/** Whether positions can be found again on another server after a failover. Informs only. */
final class GtidCheck implements Check {
    @Override
    public List<Finding> examine(ServerFacts facts) {
        String mode = facts.variable("gtid_mode");
        return Check.passed(
                "gtid-mode",
                mode.equals("ON")
                        ? "gtid_mode is ON: a task goes on after a failover."
                        : "gtid_mode is " + (mode.isEmpty() ? "absent" : mode)
                                + ": positions are file and offset, which no other server shares.");
    }
}
