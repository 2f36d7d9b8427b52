/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.connector;

import io.crosscurrent.core.failure.CrosscurrentException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The configuration of a connector of Debezium, as given, and what is made of it: secrets become references, and what the
 * platform needs is added where nothing is said.
 */
record ConnectorConfiguration(String name, Map<String, String> given) {
    private static final String VENDOR = "io.debezium.connector.";
    private static final String JSON = "org.apache.kafka.connect.json.JsonConverter";
    private static final Pattern SECRET = Pattern.compile(
            "(?i).*(password|passphrase|secret|token|jaas\\.config|access\\.key|credentials|connection\\.string).*");
    /** As Kafka reads them: provider, path, key. */
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*?):(([^}]*?):)?([^}]*?)}");

    private static final String OURS = "crosscurrent";

    /** @throws CrosscurrentException {@code connector.configuration} naming what is wrong */
    ConnectorConfiguration {
        given = Map.copyOf(given);
        if (!name.matches("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,99}")) {
            throw wrong(
                    "A connector's name has 1 to 100 letters, digits and _.-, not \"" + name + "\".", "Choose one.");
        }
        String type = given.getOrDefault("connector.class", "");
        if (!type.startsWith(VENDOR)) {
            throw wrong(
                    type.isEmpty()
                            ? "The configuration has no connector.class."
                            : "The class " + type + " is no connector of Debezium.",
                    "Give one of " + VENDOR + "…; MySQL is read by replication tasks.");
        }
        if (prefix(given).isEmpty()) {
            throw wrong("The configuration has no topic.prefix.", "Give the first part of the names of its topics.");
        }
        for (Map.Entry<String, String> each : given.entrySet()) {
            Matcher reference = REFERENCE.matcher(each.getValue());
            while (reference.find()) {
                if (!reference.group(1).equals(OURS) && !each.getKey().startsWith("transforms")) {
                    throw wrong(
                            each.getKey() + " refers to the provider \"" + reference.group(1)
                                    + "\", which is not there.",
                            "Keep the value in Secrets Manager and write ${crosscurrent:<secret>:<member>}.");
                }
            }
        }
    }

    private static CrosscurrentException wrong(String what, String remedy) {
        return new CrosscurrentException("connector.configuration", what, remedy);
    }

    private static String prefix(Map<String, String> config) {
        return config.getOrDefault("topic.prefix", config.getOrDefault("database.server.name", ""));
    }

    /** First part of its topics' names. */
    String prefix() {
        return prefix(given);
    }

    /** Names of the secrets it refers to. */
    Set<String> references() {
        Set<String> names = new TreeSet<>();
        given.values().forEach(value -> {
            Matcher reference = REFERENCE.matcher(value);
            while (reference.find()) {
                if (reference.group(1).equals(OURS)) {
                    names.add(reference.group(3) == null ? "" : reference.group(3));
                }
            }
        });
        return names;
    }

    /** Values that must not stand in a configuration, by key. */
    Map<String, String> secrets() {
        Map<String, String> secrets = new TreeMap<>();
        given.forEach((key, value) -> {
            if (SECRET.matcher(key).matches() && !value.isEmpty() && !value.contains("${")) {
                secrets.put(key, value);
            }
        });
        return secrets;
    }

    /**
     * What Connect is given.
     *
     * @param secret name of the secret with the values of {@link #secrets}
     */
    Map<String, String> effective(String secret) {
        Map<String, String> config = new LinkedHashMap<>(new TreeMap<>(given));
        secrets().keySet().forEach(key -> config.put(key, "${" + OURS + ":" + secret + ":" + key + "}"));
        config.put("name", name);
        if (!config.containsKey("value.converter")) {
            config.put("value.converter", JSON);
            config.put("value.converter.schemas.enable", "true");
            config.put("value.converter.decimal.format", "NUMERIC");
        }
        if (!config.containsKey("key.converter")) {
            config.put("key.converter", JSON);
            config.put("key.converter.schemas.enable", "true");
        }
        if (config.keySet().stream().noneMatch(key -> key.startsWith("topic.creation."))) {
            config.put("topic.creation.default.partitions", "1");
            config.put("topic.creation.default.replication.factor", "-1");
        }
        return config;
    }

    /** What a topic's values look like. @param config as Connect has it */
    static Format format(Map<String, String> config) {
        boolean json = config.getOrDefault("value.converter", "").equals(JSON);
        return new Format(
                json,
                Boolean.parseBoolean(config.getOrDefault("value.converter.schemas.enable", "true")),
                config.getOrDefault("value.converter.decimal.format", "BASE64").equalsIgnoreCase("NUMERIC"));
    }

    /** @param schemas whether each message carries its schema; @param decimals whether decimals are numbers */
    record Format(boolean json, boolean schemas, boolean decimals) {}
}
