/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.topic;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosscurrent.cli.connection.Connection;
import io.crosscurrent.cli.connection.ConnectionOptions;
import io.crosscurrent.cli.output.Output;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code crosscurrent topic tail}. */
@Command(
        name = "tail",
        description = "Prints the committed records of a topic, and those that come, until Ctrl-C.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  crosscurrent topic tail salesdb.orders --from latest",
            "  crosscurrent topic tail salesdb.orders --limit 5 --json"
        })
final class TopicTail implements Runnable {
    @Mixin
    private ConnectionOptions options;

    @Mixin
    private Output output;

    private static final int PAGE_RECORDS = 500;
    private static final int WAIT_MS = 1000;

    @Parameters(paramLabel = "TOPIC", description = "Name of the topic.")
    private String topic;

    @Option(
            names = "--from",
            paramLabel = "WHERE",
            defaultValue = "earliest",
            description = "earliest or latest. Default: ${DEFAULT-VALUE}.")
    private String from;

    @Option(names = "--limit", paramLabel = "N", description = "Ends after so many records.")
    private long limit = Long.MAX_VALUE;

    @Override
    public void run() {
        try (Connection connection = options.open()) {
            Map<String, Object> request = new LinkedHashMap<>();
            request.put("topic", topic);
            request.put("from", from);
            request.put("waitMillis", WAIT_MS);
            long printed = 0;
            while (printed < limit) {
                request.put("maxRecords", Math.min(PAGE_RECORDS, limit - printed));
                JsonNode page = connection.platform().call("ReadTopic", request);
                for (JsonNode message : page.path("records")) {
                    print(message);
                    printed++;
                }
                request.put("cursor", page.path("cursor"));
            }
        }
    }

    private void print(JsonNode message) {
        if (output.json()) {
            output.jsonLine(message);
        } else {
            output.line("%d:%d  %s  %s"
                    .formatted(
                            message.path("partition").asInt(),
                            message.path("offset").asLong(),
                            message.path("key").asText("-"),
                            message.path("value").asText("-").strip()));
        }
    }
}
