/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosscurrent.cli.connection.Connection;
import io.crosscurrent.cli.connection.ConnectionOptions;
import io.crosscurrent.cli.connection.Lookup;
import io.crosscurrent.cli.failure.CliFailure;
import io.crosscurrent.cli.output.Output;
import io.crosscurrent.cli.task.TableRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code crosscurrent mapping check}. */
@Command(
        name = "check",
        description = "Shows for a real database which table goes where as what, before anything runs.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  crosscurrent mapping check --source shop --table shop.%%",
            "  crosscurrent mapping check --source shop --file mappings.json --target kafka"
        })
final class MappingCheck implements Runnable {
    @Mixin
    private ConnectionOptions options;

    @Mixin
    private Output output;

    @Option(names = "--source", required = true, paramLabel = "ENDPOINT", description = "Source endpoint: name or ARN.")
    private String source;

    @Option(
            names = "--target",
            paramLabel = "ENDPOINT",
            description = "Target endpoint, for its topic and its settings of keys.")
    private String target;

    @ArgGroup(multiplicity = "1")
    private Rules rules;

    /** One of the two. */
    static final class Rules {
        @Option(names = "--file", paramLabel = "FILE", description = "File with the table mappings, JSON.")
        private Path file;

        @Option(
                names = "--table",
                paramLabel = "SCHEMA.TABLE[=TOPIC]",
                description = "A table, with %% for any. Repeatable.")
        private List<String> tables;
    }

    @Override
    public void run() {
        try (Connection connection = options.open()) {
            Lookup lookup = new Lookup(connection.migration());
            Map<String, Object> request = new LinkedHashMap<>();
            request.put("endpointArn", lookup.endpoint(source).endpointArn());
            request.put("tableMappings", rules.file == null ? TableRules.json(rules.tables) : text(rules.file));
            if (target != null) {
                request.put("targetEndpointArn", lookup.endpoint(target).endpointArn());
            }
            JsonNode answer = connection.platform().call("CheckMapping", request);
            if (output.json()) {
                output.document(answer);
            } else {
                print(answer.path("tables"));
            }
            long wrong = StreamSupport.stream(answer.path("tables").spliterator(), false)
                    .filter(table -> table.has("error"))
                    .count();
            if (wrong > 0) {
                throw new CliFailure(
                        "cli.mapping_invalid",
                        "the rules do not fit " + wrong + " of "
                                + answer.path("tables").size() + " tables",
                        "Correct the rules named above.");
            }
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new CliFailure(
                    "cli.mappings_unreadable",
                    "the mappings " + file + " cannot be read: " + e.getMessage(),
                    "Name a file with a table mappings document.",
                    e);
        }
    }

    private void print(JsonNode tables) {
        if (tables.isEmpty()) {
            output.line("no table of the database is selected; names are case-sensitive");
        }
        for (JsonNode table : tables) {
            String name =
                    table.path("schema").asText() + "." + table.path("table").asText();
            if (table.has("error")) {
                output.line(name + "  cannot be captured");
                output.line("    " + table.path("error").asText());
                output.line("    " + table.path("remedy").asText());
            } else {
                String shown = table.path("targetSchema").asText() + "."
                        + table.path("targetTable").asText();
                output.line(name + "  →  topic " + table.path("topic").asText()
                        + (shown.equals(name) ? "" : ", as " + shown)
                        + (table.path("filtered").asBoolean() ? ", filtered" : ""));
                output.line("    key      " + key(table));
                output.line("    columns  " + joined(table.path("columns")));
            }
        }
    }

    private static String key(JsonNode table) {
        String names = StreamSupport.stream(table.path("key").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? table.path("keyType").asText() : names;
    }

    private static String joined(JsonNode columns) {
        return StreamSupport.stream(columns.spliterator(), false)
                .map(column -> column.path("name").asText() + " "
                        + column.path("type").asText().toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
