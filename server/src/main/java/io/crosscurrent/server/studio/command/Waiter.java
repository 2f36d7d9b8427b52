/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.server.aws.ApiException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A state that {@code wait} waits for, by asking again and again.
 *
 * @param operation that tells the state
 * @param list member of its answer with what is waited for
 * @param status member of each
 * @param done all must be in one of these
 * @param failed none may be in one of these
 * @param gone error code that means it is reached, "" when there is none
 */
record Waiter(
        String service,
        String name,
        String operation,
        String list,
        String status,
        Set<String> done,
        Set<String> failed,
        String gone) {
    private static final String MISSING = "ResourceNotFoundFault";
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private static final List<Waiter> ALL = List.of(
            new Waiter(
                    "dms",
                    "test-connection-succeeds",
                    "DescribeConnections",
                    "Connections",
                    "Status",
                    Set.of("successful"),
                    Set.of("failed"),
                    ""),
            new Waiter(
                    "dms",
                    "endpoint-deleted",
                    "DescribeEndpoints",
                    "Endpoints",
                    "Status",
                    Set.of(),
                    Set.of("active", "creating"),
                    MISSING),
            instance("available", "available", "", "deleting", "incompatible-credentials", "incompatible-network"),
            instance("deleted", "", MISSING, "available"),
            task("ready", "starting", "running", "stopping", "stopped", "failed", "modifying", "testing", "deleting"),
            task("running", "ready", "creating", "stopping", "stopped", "failed", "modifying", "testing", "deleting"),
            task("stopped", "ready", "creating", "starting", "running", "failed", "modifying", "testing", "deleting"),
            task("deleted", "ready", "creating", "stopped", "running", "failed"),
            stack(
                    "create",
                    Set.of("CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_IN_PROGRESS"),
                    "",
                    "CREATE_FAILED",
                    "DELETE_COMPLETE",
                    "DELETE_FAILED",
                    "ROLLBACK_FAILED",
                    "ROLLBACK_COMPLETE"),
            stack(
                    "update",
                    Set.of("UPDATE_COMPLETE"),
                    "",
                    "UPDATE_FAILED",
                    "UPDATE_ROLLBACK_FAILED",
                    "UPDATE_ROLLBACK_COMPLETE"),
            stack(
                    "delete",
                    Set.of("DELETE_COMPLETE"),
                    "ValidationError",
                    "DELETE_FAILED",
                    "CREATE_FAILED",
                    "ROLLBACK_FAILED",
                    "UPDATE_ROLLBACK_FAILED",
                    "UPDATE_ROLLBACK_COMPLETE",
                    "UPDATE_COMPLETE"));

    private static Waiter instance(String state, String done, String gone, String... failed) {
        return new Waiter(
                "dms",
                "replication-instance-" + state,
                "DescribeReplicationInstances",
                "ReplicationInstances",
                "ReplicationInstanceStatus",
                done.isEmpty() ? Set.of() : Set.of(done),
                Set.of(failed),
                gone);
    }

    private static Waiter task(String state, String... failed) {
        boolean deleted = state.equals("deleted");
        return new Waiter(
                "dms",
                "replication-task-" + state,
                "DescribeReplicationTasks",
                "ReplicationTasks",
                "Status",
                deleted ? Set.of() : Set.of(state),
                Set.of(failed),
                deleted ? MISSING : "");
    }

    private static Waiter stack(String what, Set<String> done, String gone, String... failed) {
        return new Waiter(
                "cloudformation",
                "stack-" + what + "-complete",
                "DescribeStacks",
                "Stacks",
                "StackStatus",
                done,
                Set.of(failed),
                gone);
    }

    /** @throws CrosscurrentException {@code studio.unknown_waiter} */
    static Waiter named(String service, String name) {
        List<Waiter> known =
                ALL.stream().filter(each -> each.service().equals(service)).toList();
        return known.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Catalog.unknown(
                        "waiter", name, known.stream().map(Waiter::name).toList()));
    }

    /** What those that failed say of themselves. */
    private static String why(ObjectNode answer) {
        return answer.findValuesAsText("LastFailureMessage").stream()
                .filter(message -> !message.isBlank())
                .distinct()
                .map(message -> " " + message)
                .collect(Collectors.joining());
    }

    /** Waits ten minutes at most. @throws CrosscurrentException {@code studio.wait_…} or {@code studio.stopped} */
    void until(Supplier<ObjectNode> describe, StopSignal stop) {
        until(describe, stop, LIMIT, PAUSE);
    }

    void until(Supplier<ObjectNode> describe, StopSignal stop, Duration limit, Duration pause) {
        long start = System.nanoTime();
        List<String> states = states(describe);
        while (!reached(states)) {
            for (String state : states) {
                if (failed.contains(state)) {
                    String why = why(describe.get());
                    throw new CrosscurrentException(
                            "studio.wait_failed",
                            name + " cannot be reached any more: the state is " + state + "." + why,
                            why.isEmpty()
                                    ? "Look at what it says about itself with the describe operation."
                                    : "Mend that and run the cell again.");
                }
            }
            if (System.nanoTime() - start > limit.toNanos()) {
                throw new CrosscurrentException(
                        "studio.wait_timeout",
                        name + " was not reached within " + limit.toSeconds() + " s; the states are " + states + ".",
                        "Wait again, or look at what holds it up.");
            }
            if (stop.askedWithin(pause)) {
                throw stopped();
            }
            states = states(describe);
        }
    }

    private boolean reached(List<String> states) {
        return states.isEmpty() ? !gone.isEmpty() : done.containsAll(states);
    }

    /** The states there are; none when it is gone and that is what is waited for. */
    private List<String> states(Supplier<ObjectNode> describe) {
        List<String> states = new ArrayList<>();
        try {
            for (JsonNode each : describe.get().path(list)) {
                states.add(each.path(status).asText());
            }
        } catch (ApiException e) {
            if (gone.isEmpty() || !e.code().equals(gone)) {
                throw e;
            }
        }
        return states;
    }

    static CrosscurrentException stopped() {
        return new CrosscurrentException("studio.stopped", "The cell was stopped.", "Run it again.");
    }
}
