/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.flink;

import io.crosscurrent.engines.kafka.KafkaEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.CloseableIterator;

/** A streaming SQL session of an unmodified Flink in this JVM. */
public final class SqlClient {
    /** Makes a streaming query end where its topic ends now. */
    public static final String TO_THE_END = "/*+ OPTIONS('scan.bounded.mode' = 'latest-offset') */";

    private final TableEnvironment environment;

    public SqlClient() {
        Configuration configuration = new Configuration();
        configuration.setString("parallelism.default", "1");
        configuration.setString("table.local-time-zone", "UTC");
        configuration.setString("taskmanager.memory.network.min", "16mb");
        configuration.setString("taskmanager.memory.network.max", "16mb");
        environment = TableEnvironment.create(EnvironmentSettings.newInstance()
                .inStreamingMode()
                .withConfiguration(configuration)
                .build());
    }

    public TableEnvironment environment() {
        return environment;
    }

    public void run(String... statements) {
        for (String statement : statements) {
            environment.executeSql(statement);
        }
    }

    /** {@code CREATE CATALOG} with the client properties of a Kafka, then {@code USE CATALOG}. */
    public void useCatalog(String name, KafkaEngine kafka) {
        run(
                "CREATE CATALOG %s WITH ('type' = 'crosscurrent', %s)"
                        .formatted(name, options(kafka.clientProperties())),
                "USE CATALOG " + name);
    }

    /** As options of a table or catalogue. */
    public static String options(Map<String, String> clientProperties) {
        return clientProperties.entrySet().stream()
                .map(entry -> "'properties.%s' = '%s'"
                        .formatted(entry.getKey(), entry.getValue().replace("'", "''")))
                .collect(Collectors.joining(", "));
    }

    /** Every row of a query that ends, in order, as {@code +I[1, a]}. */
    public List<String> changes(String query) throws Exception {
        List<String> changes = new ArrayList<>();
        try (CloseableIterator<Row> rows = environment.executeSql(query).collect()) {
            rows.forEachRemaining(row -> changes.add(row.toString()));
        }
        return changes;
    }

    /** What remains of a query that ends once its changes were applied, sorted, as {@code 1, a}. */
    public List<String> result(String query) throws Exception {
        List<String> result = new ArrayList<>();
        try (CloseableIterator<Row> rows = environment.executeSql(query).collect()) {
            while (rows.hasNext()) {
                apply(rows.next(), result);
            }
        }
        result.sort(null);
        return result;
    }

    private static void apply(Row row, List<String> result) {
        RowKind kind = row.getKind();
        row.setKind(RowKind.INSERT);
        String text = row.toString();
        String values = text.substring(3, text.length() - 1);
        if (kind == RowKind.INSERT || kind == RowKind.UPDATE_AFTER) {
            result.add(values);
        } else if (!result.remove(values)) {
            throw new AssertionError(kind + " of a row that was not there: " + values);
        }
    }

    /** The one column of a statement's rows. */
    public List<String> list(String statement) throws Exception {
        List<String> list = new ArrayList<>();
        try (CloseableIterator<Row> rows = environment.executeSql(statement).collect()) {
            rows.forEachRemaining(row -> list.add(String.valueOf(row.getField(0))));
        }
        return list;
    }
}
