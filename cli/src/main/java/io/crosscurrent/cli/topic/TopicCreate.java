/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.topic;

import io.crosscurrent.cli.connection.Connection;
import io.crosscurrent.cli.connection.ConnectionOptions;
import io.crosscurrent.cli.output.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code crosscurrent topic create}. */
@Command(
        name = "create",
        description = "Creates topics; those that exist stay as they are.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  crosscurrent topic create salesdb.orders salesdb.customers"})
final class TopicCreate implements Runnable {
    @Mixin
    private ConnectionOptions options;

    @Mixin
    private Output output;

    @Parameters(arity = "1..*", paramLabel = "NAME", description = "Names of the topics.")
    private List<String> names;

    @Option(names = "--partitions", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private int partitions;

    @Option(names = "--config", paramLabel = "KEY=VALUE", description = "Topic configuration; may be repeated.")
    private Map<String, String> config = Map.of();

    @Override
    public void run() {
        List<Map<String, Object>> topics = new ArrayList<>();
        for (String name : names) {
            topics.add(Map.of("name", name, "partitions", partitions, "config", config));
        }
        try (Connection connection = options.open()) {
            connection.platform().call("CreateTopics", Map.of("topics", topics));
            output.result("topics are there: " + String.join(", ", names), Map.of("topics", names));
        }
    }
}
