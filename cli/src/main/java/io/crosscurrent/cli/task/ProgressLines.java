/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How far a task is behind, and how long each stage takes, as {@code DescribeProgress} tells it. */
final class ProgressLines {
    private ProgressLines() {}

    /** {@code "0.4 s, 12.5 MB of the log"}; empty when the task has told nothing. */
    static String lag(JsonNode progress) {
        if (!progress.has("phase")) {
            return "";
        }
        String seconds =
                String.format(Locale.ROOT, "%.1f s", progress.path("lagSeconds").asDouble());
        if (progress.path("silent").asBoolean()) {
            return seconds + ", and nothing was heard of the task for two minutes or more";
        }
        return progress.has("lagBytes")
                ? seconds + ", " + bytes(progress.path("lagBytes").asLong()) + " of the log"
                : seconds;
    }

    /** {@code "commit-to-read 1.2 ms, p99 4.1 ms"} for each stage, by its mean; empty before the first transaction. */
    static List<String> stages(JsonNode progress) {
        List<String> lines = new ArrayList<>();
        progress.path("stages").forEach(stage -> {
            if (stage.path("transactions").asLong() > 0) {
                lines.add(String.format(
                        Locale.ROOT,
                        "%s %.1f ms, 99 %% within %.1f ms",
                        stage.path("stage").asText(),
                        stage.path("meanMillis").asDouble(),
                        stage.path("p99Millis").asDouble()));
            }
        });
        return lines;
    }

    private static String bytes(long bytes) {
        if (bytes < 1_000) {
            return bytes + " bytes";
        }
        return bytes < 1_000_000
                ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                : String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
    }
}
