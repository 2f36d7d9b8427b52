/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.stack;

import io.crosscurrent.cli.connection.Connection;
import io.crosscurrent.cli.connection.ConnectionOptions;
import io.crosscurrent.cli.output.Output;
import io.crosscurrent.cli.output.TextTable;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

/** {@code crosscurrent stack show}. */
@Command(
        name = "show",
        description = "Shows a stack with its resources and outputs.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  crosscurrent stack show streaming --events"})
final class StackShow implements Runnable {
    @Mixin
    private ConnectionOptions options;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "NAME", description = "Name or id.")
    private String name;

    @Option(names = "--events", description = "Shows what has happened, newest first.")
    private boolean events;

    @Override
    public void run() {
        try (Connection connection = options.open()) {
            Stack stack = StackLookup.require(connection.stacks(), name);
            List<StackResourceSummary> resources = connection
                    .stacks()
                    .listStackResourcesPaginator(request -> request.stackName(stack.stackId()))
                    .stackResourceSummaries()
                    .stream()
                    .toList();
            List<StackEvent> happened = events
                    ? connection
                            .stacks()
                            .describeStackEventsPaginator(request -> request.stackName(stack.stackId()))
                            .stackEvents()
                            .stream()
                            .toList()
                    : List.of();
            if (output.json()) {
                output.document(Map.of("Stack", stack, "Resources", resources, "Events", happened));
                return;
            }
            output.line(stack.stackName() + "  " + stack.stackStatusAsString()
                    + (stack.stackStatusReason() == null ? "" : "  " + stack.stackStatusReason()));
            resources(resources);
            outputs(stack, output);
            events(happened);
        }
    }

    private void resources(List<StackResourceSummary> resources) {
        TextTable table = new TextTable("resource", "type", "status", "id", "note");
        for (StackResourceSummary resource : resources) {
            table.row(
                    resource.logicalResourceId(),
                    resource.resourceType(),
                    resource.resourceStatusAsString(),
                    resource.physicalResourceId(),
                    resource.resourceStatusReason());
        }
        output.line("");
        output.table(table);
    }

    static void outputs(Stack stack, Output output) {
        if (!stack.outputs().isEmpty()) {
            // values are there to be copied: a table would shorten them
            output.line("");
            stack.outputs().forEach(each -> output.line("%-28s %s".formatted(each.outputKey(), each.outputValue())));
        }
    }

    private void events(List<StackEvent> happened) {
        if (!happened.isEmpty()) {
            TextTable table = new TextTable("time", "resource", "status", "reason");
            happened.forEach(event -> table.row(
                    event.timestamp(),
                    event.logicalResourceId(),
                    event.resourceStatusAsString(),
                    event.resourceStatusReason()));
            output.line("");
            output.table(table);
        }
    }
}
