/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench.check;

import io.crosscurrent.bench.process.Libraries;
import io.crosscurrent.testing.MySqlServer;
import io.crosscurrent.testing.topic.DebeziumMessages;
import io.crosscurrent.testing.topic.DmsMessages;
import io.crosscurrent.testing.topic.MessageForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What is checked: a connector for Kafka Connect, and how it is set up to carry everything the workload has. */
enum CheckedProduct {
    OURS("ours", true, new DmsMessages()) {
        @Override
        String description(Libraries libraries) {
            return "Crosscurrent " + System.getProperty("bench.commit", "unknown") + ", exactly once";
        }

        @Override
        Path plugins(Libraries libraries, Path directory) throws IOException {
            Path target = libraries.home().resolveSibling("connect").resolve("target");
            try (Stream<Path> files = Files.list(target)) {
                Path jar = files.filter(
                                file -> file.getFileName().toString().matches("crosscurrent-connect-.*-plugin\\.jar"))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("no plug-in jar in " + target));
                Path plugins = Files.createDirectories(directory.resolve("plugins"));
                Files.copy(jar, plugins.resolve(jar.getFileName()));
                return plugins;
            }
        }

        @Override
        Map<String, String> connector(MySqlServer source, String database, String kafka) {
            return Map.ofEntries(
                    Map.entry("connector.class", "io.crosscurrent.connect.CrosscurrentSourceConnector"),
                    Map.entry("target.client.bootstrap.servers", kafka),
                    Map.entry("registry.topic", "check-registry"),
                    Map.entry("task.id", "check"),
                    Map.entry(
                            "task.table.mappings",
                            """
                            {"rules":[{"rule-type":"selection","rule-id":"1","rule-name":"1","rule-action":"include",\
                            "object-locator":{"schema-name":"%s","table-name":"%%"}}]}"""
                                    .formatted(database)),
                    Map.entry("source.host", "127.0.0.1"),
                    Map.entry("source.port", Integer.toString(source.port())),
                    Map.entry("source.user", source.adminUser()),
                    Map.entry("source.password", source.adminPassword()),
                    Map.entry(
                            "target.kafka.settings",
                            "{\"Topic\":\"" + TOPICS + "all\",\"MessageFormat\":\"json-unformatted\","
                                    + "\"IncludeTableAlterOperations\":true}"));
        }
    },
    DEBEZIUM("debezium", false, new DebeziumMessages()) {
        @Override
        Map<String, String> connector(MySqlServer source, String database, String kafka) {
            return debezium(source, database, kafka);
        }
    },
    DEBEZIUM_EOS("debezium-eos", true, new DebeziumMessages()) {
        @Override
        Map<String, String> connector(MySqlServer source, String database, String kafka) {
            Map<String, String> connector = new HashMap<>(debezium(source, database, kafka));
            connector.put("exactly.once.support", "required");
            return connector;
        }
    };

    /** How the names of the topics with changes begin. */
    static final String TOPICS = "checked.";

    private final String label;
    private final boolean exactlyOnce;
    private final transient MessageForm form;

    CheckedProduct(String label, boolean exactlyOnce, MessageForm form) {
        this.label = label;
        this.exactlyOnce = exactlyOnce;
        this.form = form;
    }

    /** As on the command line. */
    String label() {
        return label;
    }

    /** Whether the worker's source connectors write in transactions. */
    boolean exactlyOnce() {
        return exactlyOnce;
    }

    MessageForm form() {
        return form;
    }

    /** Product, version and mode; one sentence for the report. */
    String description(Libraries libraries) throws IOException, InterruptedException {
        return "Debezium " + Libraries.version(libraries.of("debezium"), "debezium-connector-mysql") + ", "
                + (exactlyOnce ? "exactly once" : "at least once");
    }

    Path plugins(Libraries libraries, Path directory) throws IOException, InterruptedException {
        return libraries.of("debezium").getParent();
    }

    abstract Map<String, String> connector(MySqlServer source, String database, String kafka);

    /** Its defaults, but no value reduced: decimals and unsigned integers as numbers with all digits. */
    private static Map<String, String> debezium(MySqlServer source, String database, String kafka) {
        String json = "org.apache.kafka.connect.json.JsonConverter";
        return Map.ofEntries(
                Map.entry("connector.class", "io.debezium.connector.mysql.MySqlConnector"),
                Map.entry("database.hostname", "127.0.0.1"),
                Map.entry("database.port", Integer.toString(source.port())),
                Map.entry("database.user", source.adminUser()),
                Map.entry("database.password", source.adminPassword()),
                Map.entry("database.ssl.mode", "disabled"),
                Map.entry("database.server.id", "7301"),
                Map.entry("topic.prefix", TOPICS.substring(0, TOPICS.length() - 1)),
                Map.entry("database.include.list", database),
                Map.entry("tombstones.on.delete", "false"),
                Map.entry("include.schema.changes", "false"),
                Map.entry("bigint.unsigned.handling.mode", "precise"),
                Map.entry("binary.handling.mode", "hex"),
                Map.entry("key.converter", json),
                Map.entry("key.converter.schemas.enable", "false"),
                Map.entry("value.converter", json),
                Map.entry("value.converter.schemas.enable", "false"),
                Map.entry("value.converter.decimal.format", "NUMERIC"),
                Map.entry("schema.history.internal.kafka.bootstrap.servers", kafka),
                Map.entry("schema.history.internal.kafka.topic", "check-history"));
    }
}
