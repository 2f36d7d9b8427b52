/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.topic;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosscurrent.cli.connection.Connection;
import io.crosscurrent.cli.connection.ConnectionOptions;
import io.crosscurrent.cli.output.Output;
import io.crosscurrent.cli.output.TextTable;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code crosscurrent topic list}. */
@Command(
        name = "list",
        description = "Lists the topics.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  crosscurrent topic list"})
final class TopicList implements Runnable {
    @Mixin
    private ConnectionOptions options;

    @Mixin
    private Output output;

    @Override
    public void run() {
        try (Connection connection = options.open()) {
            JsonNode answer = connection.platform().call("ListTopics", Map.of());
            if (output.json()) {
                output.document(answer);
                return;
            }
            TextTable table = new TextTable("topic", "partitions", "records");
            for (JsonNode topic : answer.path("topics")) {
                table.row(
                        topic.path("name").asText(),
                        topic.path("partitions").asInt(),
                        topic.path("records").asLong());
            }
            output.table(table);
        }
    }
}
