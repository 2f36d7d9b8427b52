/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect.setup;

import io.crosscurrent.connect.CrosscurrentSourceConnector;
import io.crosscurrent.testing.MySqlServer;
import java.util.HashMap;
import java.util.Map;

/** The configuration of a connector that captures all tables of one schema into one topic. */
public final class CaptureConnector {
    private CaptureConnector() {}

    /**
     * A map of its own, for a test to change.
     *
     * @param kafka properties of a client that may write
     */
    public static Map<String, String> of(
            String taskId, MySqlServer mysql, String schema, Map<String, String> kafka, String topic, String registry) {
        Map<String, String> configuration = new HashMap<>();
        configuration.put("connector.class", CrosscurrentSourceConnector.class.getName());
        configuration.put("tasks.max", "1");
        configuration.put("task.id", taskId);
        configuration.put("task.table.mappings", mappings(schema, "%"));
        configuration.put("source.host", "127.0.0.1");
        configuration.put("source.port", Integer.toString(mysql.port()));
        configuration.put("source.user", mysql.adminUser());
        configuration.put("source.password", mysql.adminPassword());
        kafka.forEach((name, value) -> configuration.put("target.client." + name, value));
        configuration.put(
                "target.kafka.settings",
                "{\"Topic\": \"" + topic
                        + "\", \"MessageFormat\": \"json-unformatted\", \"IncludeTableAlterOperations\": true}");
        configuration.put("registry.topic", registry);
        return configuration;
    }

    /** Table mappings that include what the two patterns match. */
    public static String mappings(String schema, String table) {
        return "{\"rules\": [{\"rule-type\": \"selection\", \"rule-id\": \"1\", \"rule-name\": \"1\", \"object-locator\":"
                + " {\"schema-name\": \"" + schema + "\", \"table-name\": \"" + table
                + "\"}, \"rule-action\": \"include\"}]}";
    }
}
