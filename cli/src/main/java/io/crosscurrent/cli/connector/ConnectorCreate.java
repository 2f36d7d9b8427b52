/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.connector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crosscurrent.cli.connection.Connection;
import io.crosscurrent.cli.connection.ConnectionOptions;
import io.crosscurrent.cli.failure.CliFailure;
import io.crosscurrent.cli.output.Output;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code crosscurrent connector create}. */
@Command(
        name = "create",
        description = {
            "Creates a connector of Debezium, or gives one another configuration, and runs it.",
            "Passwords of the file are kept as secrets; ${crosscurrent:SECRET:MEMBER} refers to one of yours."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  crosscurrent connector create shop --config postgres.json",
            "  crosscurrent connector create shop --config shop.properties"
        })
final class ConnectorCreate implements Runnable {
    @Mixin
    private ConnectionOptions options;

    @Mixin
    private Output output;

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "Name of the connector. Default: the one in the file.")
    private String name;

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "Configuration as Kafka Connect takes it: JSON, with or without name and config around it, or"
                    + " Java properties.")
    private Path file;

    @Override
    public void run() {
        Map<String, String> config = new LinkedHashMap<>();
        String named = read(config);
        String chosen = name != null ? name : named;
        if (chosen.isEmpty()) {
            throw new CliFailure("cli.invalid_usage", "the connector has no name", "Give one as argument.");
        }
        try (Connection connection = options.open()) {
            JsonNode made = connection.platform().call("CreateConnector", Map.of("name", chosen, "config", config));
            output.result(
                    "connector " + chosen + " is there; its topics begin with "
                            + made.path("topicPrefix").asText() + ". and are tables of that database"
                            + "\nNext: crosscurrent connector status " + chosen,
                    made);
        }
    }

    /** @return the name in the file, or "" */
    private String read(Map<String, String> config) {
        try {
            String text = Files.readString(file);
            if (!text.stripLeading().startsWith("{")) {
                Properties properties = new Properties();
                try (Reader in = new StringReader(text)) {
                    properties.load(in);
                }
                properties.stringPropertyNames().forEach(key -> config.put(key, properties.getProperty(key)));
                return config.getOrDefault("name", "");
            }
            JsonNode document = new ObjectMapper().readTree(text);
            JsonNode values = document.path("config").isObject() ? document.path("config") : document;
            values.properties()
                    .forEach(each -> config.put(each.getKey(), each.getValue().asText()));
            return document.path("name").asText(config.getOrDefault("name", ""));
        } catch (JsonProcessingException e) {
            // Its message quotes the file, which may have passwords.
            throw new CliFailure(
                    "cli.invalid_usage",
                    "%s is not JSON (line %d)".formatted(file, e.getLocation().getLineNr()),
                    "Correct it, or give Java properties.");
        } catch (IOException | IllegalArgumentException e) {
            throw new CliFailure("cli.invalid_usage", file + " cannot be read: " + e, "Name a file that can.", e);
        }
    }
}
