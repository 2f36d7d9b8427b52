/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.topic;

import io.crosscurrent.cli.connection.Connection;
import io.crosscurrent.cli.connection.ConnectionOptions;
import io.crosscurrent.cli.output.Output;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code crosscurrent topic delete}. */
@Command(
        name = "delete",
        description = "Deletes topics with everything in them.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  crosscurrent topic delete salesdb.orders salesdb.customers"})
final class TopicDelete implements Runnable {
    @Mixin
    private ConnectionOptions options;

    @Mixin
    private Output output;

    @Parameters(arity = "1..*", paramLabel = "NAME", description = "Names of the topics.")
    private List<String> names;

    @Override
    public void run() {
        try (Connection connection = options.open()) {
            connection.platform().call("DeleteTopics", Map.of("names", names));
            output.result("topics deleted: " + String.join(", ", names), Map.of("topics", names));
        }
    }
}
