/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.preflight;

import io.crosscurrent.core.source.Finding;
import java.util.List;

/** Whether there is a binary log at all, and a server id, without which nobody may read it. */
final class BinlogCheck implements Check {
    @Override
    public List<Finding> examine(ServerFacts facts) {
        if (!facts.variable("log_bin").equals("ON")) {
            return Check.failed(
                    "binlog",
                    "log_bin is OFF: the server writes no change log.",
                    facts.hosting().enableBinlog());
        }
        if (facts.variable("server_id").equals("0")) {
            return Check.failed(
                    "server-id",
                    "server_id is 0: the server lets nobody read its log.",
                    facts.hosting().set("server_id", "1"));
        }
        return List.of(
                new Finding("binlog", Finding.Level.PASSED, "log_bin is ON.", ""),
                new Finding(
                        "server-id", Finding.Level.PASSED, "server_id is " + facts.variable("server_id") + ".", ""));
    }
}
