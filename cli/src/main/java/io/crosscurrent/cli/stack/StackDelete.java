/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.stack;

import io.crosscurrent.cli.connection.Connection;
import io.crosscurrent.cli.connection.ConnectionOptions;
import io.crosscurrent.cli.output.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** {@code crosscurrent stack delete}. */
@Command(
        name = "delete",
        description = "Deletes a stack and everything it has made; its tasks are stopped first. Topics stay.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  crosscurrent stack delete streaming"})
final class StackDelete implements Runnable {
    @Mixin
    private ConnectionOptions options;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "NAME", description = "Name or id.")
    private String name;

    @Override
    public void run() {
        try (Connection connection = options.open()) {
            Stack stack = StackLookup.require(connection.stacks(), name);
            StackProgress progress = StackProgress.of(connection.stacks(), stack.stackId(), output);
            connection.stacks().deleteStack(request -> request.stackName(stack.stackId()));
            output.result("stack " + stack.stackName() + " is deleted", progress.follow());
        }
    }
}
