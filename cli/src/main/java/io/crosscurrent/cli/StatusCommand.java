/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosscurrent.cli.connection.Connection;
import io.crosscurrent.cli.connection.ConnectionOptions;
import io.crosscurrent.cli.output.Output;
import io.crosscurrent.cli.output.TextTable;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.StringJoiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code crosscurrent status}. */
@Command(
        name = "status",
        description = "Shows the parts of the platform and whether they run.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  crosscurrent status --json"})
final class StatusCommand implements Runnable {
    @Mixin
    private ConnectionOptions options;

    @Mixin
    private Output output;

    @Override
    public void run() {
        try (Connection connection = options.open()) {
            JsonNode status = connection.platform().call("GetStatus", Map.of());
            if (output.json()) {
                output.document(status);
                return;
            }
            Duration up = Duration.between(
                    Instant.ofEpochSecond(status.path("startedAt").asLong()), Instant.now());
            output.line("Crosscurrent %s at %s, up for %s"
                    .formatted(
                            status.path("version").asText(),
                            connection.settings().endpoint(),
                            length(up)));
            TextTable table = new TextTable("component", "state", "address", "started in", "detail");
            for (JsonNode component : status.path("components")) {
                table.row(
                        component.path("name").asText(),
                        component.path("state").asText(),
                        component.path("address").asText(""),
                        component.path("startMillis").asLong() + " ms",
                        component.path("detail").asText(""));
            }
            output.table(table);
            output.line("tasks: " + tasks(status.path("tasks")) + "; memory: "
                    + status.path("memoryBytes").asLong() / (1 << 20) + " MB");
        }
    }

    private static String tasks(JsonNode byState) {
        StringJoiner text = new StringJoiner(", ");
        byState.properties().forEach(state -> text.add(state.getValue().asInt() + " " + state.getKey()));
        return text.length() == 0 ? "none" : text.toString();
    }

    private static String length(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        return seconds < 120
                ? seconds + " s"
                : seconds < 7200 ? seconds / 60 + " min" : "%d h %d min".formatted(seconds / 3600, seconds / 60 % 60);
    }
}
