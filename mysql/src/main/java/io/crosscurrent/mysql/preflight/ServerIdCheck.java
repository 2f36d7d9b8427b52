/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.preflight;

import io.crosscurrent.core.source.Finding;
import java.util.List;
import java.util.Map;

/** Whether the replica id that a task was given is free. Without one it takes a random one. */
final class ServerIdCheck implements Check {
    private static final String NAME = "replica-id";

    @Override
    public List<Finding> examine(ServerFacts facts) {
        long wanted = facts.task() == null ? 0 : facts.task().serverId();
        if (wanted == 0) {
            return List.of();
        }
        String id = Long.toString(wanted);
        String remedy =
                "Set server.id to 0, which takes a free one, or to an id that SHOW REPLICAS and the server's own"
                        + " server_id do not have.";
        if (facts.variable("server_id").equals(id)) {
            return Check.failed(NAME, "The task's replica id " + id + " is the server's own server_id.", remedy);
        }
        for (Map<String, String> replica : facts.replicas()) {
            if (id.equals(replica.get("Server_Id")) || id.equals(replica.get("Server_id"))) {
                return Check.failed(
                        NAME,
                        "The task's replica id " + id + " is in use by a replica of the server (host \""
                                + replica.getOrDefault("Host", "") + "\"): the server would end one of the two.",
                        remedy);
            }
        }
        return Check.passed(NAME, "The replica id " + id + " is free.");
    }
}
