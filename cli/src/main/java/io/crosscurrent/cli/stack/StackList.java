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
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** {@code crosscurrent stack list}. */
@Command(
        name = "list",
        description = "Lists the stacks.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  crosscurrent stack list"})
final class StackList implements Runnable {
    @Mixin
    private ConnectionOptions options;

    @Mixin
    private Output output;

    @Override
    public void run() {
        try (Connection connection = options.open()) {
            List<Stack> stacks = connection.stacks().describeStacksPaginator().stacks().stream()
                    .toList();
            if (output.json()) {
                output.document(Map.of("Stacks", stacks));
                return;
            }
            TextTable table = new TextTable("name", "status", "changed", "description");
            for (Stack stack : stacks) {
                table.row(
                        stack.stackName(),
                        stack.stackStatusAsString(),
                        stack.lastUpdatedTime() == null ? stack.creationTime() : stack.lastUpdatedTime(),
                        stack.description());
            }
            output.table(table);
        }
    }
}
