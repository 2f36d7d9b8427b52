/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.stack;

import io.crosscurrent.cli.connection.Waiting;
import io.crosscurrent.cli.failure.CliFailure;
import io.crosscurrent.cli.output.Output;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/** Shows the events of a stack as they come, until its work is done. For one thread. */
final class StackProgress {
    private static final Duration LIMIT = Duration.ofMinutes(30);

    private final CloudFormationClient stacks;
    private final String id;
    private final Output output;
    private final Set<String> seen = new HashSet<>();
    private String firstFailure = "";

    private StackProgress(CloudFormationClient stacks, String id, Output output) {
        this.stacks = stacks;
        this.id = id;
        this.output = output;
    }

    /** From now on: what has happened before is not shown. @param id of the stack, since a deleted one has no name */
    static StackProgress of(CloudFormationClient stacks, String id, Output output) {
        StackProgress progress = new StackProgress(stacks, id, output);
        progress.events().forEach(event -> progress.seen.add(event.eventId()));
        return progress;
    }

    private List<StackEvent> events() {
        List<StackEvent> events = new ArrayList<>(
                stacks.describeStackEvents(request -> request.stackName(id)).stackEvents());
        Collections.reverse(events);
        return events;
    }

    /** @throws CliFailure when the stack does not come to stand, with the first reason there was */
    Stack follow() {
        Stack done = Waiting.until(LIMIT, "stack " + id, () -> {
            Stack stack = StackLookup.require(stacks, id);
            boolean working = stack.stackStatusAsString().endsWith("_IN_PROGRESS");
            events().stream().filter(event -> seen.add(event.eventId())).forEach(this::show);
            return working ? Optional.empty() : Optional.of(stack);
        });
        String status = done.stackStatusAsString();
        if (status.contains("ROLLBACK") || status.contains("FAILED")) {
            throw new CliFailure(
                    "cli.stack_failed",
                    "stack " + done.stackName() + " ended as " + status + ": "
                            + (firstFailure.isEmpty() ? done.stackStatusReason() : firstFailure),
                    remedy(done));
        }
        return done;
    }

    private static String remedy(Stack stack) {
        return switch (stack.stackStatusAsString()) {
            case "ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED" ->
                "Mend the template or its parameters, then: crosscurrent" + " stack delete " + stack.stackName()
                        + ", and deploy again.";
            case "DELETE_FAILED" -> "Mend that, then delete the stack again.";
            default -> "Everything is as it was before. Mend the template or its parameters and deploy again.";
        };
    }

    private void show(StackEvent event) {
        String status = event.resourceStatusAsString();
        String reason = event.resourceStatusReason() == null ? "" : event.resourceStatusReason();
        if (status.endsWith("_FAILED") && firstFailure.isEmpty()) {
            firstFailure = event.logicalResourceId() + ": " + reason;
        }
        boolean begun = status.endsWith("_IN_PROGRESS") && !event.resourceType().equals("AWS::CloudFormation::Stack");
        if (!begun) {
            output.note("%-28s %-40s %s%s"
                    .formatted(
                            status,
                            event.logicalResourceId(),
                            event.resourceType().equals("AWS::CloudFormation::Stack") ? "" : event.resourceType(),
                            reason.isEmpty() ? "" : "  (" + reason + ")")
                    .stripTrailing());
        }
    }
}
