/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.registry;

import io.crosscurrent.core.mapping.TablePlan;
import io.crosscurrent.core.measure.Latencies;
import io.crosscurrent.core.table.ColumnType;
import io.crosscurrent.core.table.TableId;
import java.util.List;
import java.util.Map;

/**
 * What tasks tell the world, as JSON records of one compacted Kafka topic (default {@value #DEFAULT_TOPIC}), written in
 * the same Kafka transaction as the changes they speak of: so a reader of committed records sees counts and positions
 * that are true. The control plane answers its describe calls from them, the Flink catalogue its tables.
 */
public sealed interface RegistryRecord {
    String DEFAULT_TOPIC = "crosscurrent-registry";

    String taskId();

    /** Kafka key, UTF-8. */
    String key();

    /**
     * Key {@code task/<taskId>}: how far the task is.
     *
     * @param phase {@code load}, {@code stream}, {@code finished} (a full-load task that is complete) or {@code stopped} (at its
     *     stop position)
     * @param position source position as people write it, for example {@code mysql-bin.000003:420}
     * @param checkpoint DMS recovery checkpoint
     * @param sourceMillis commit time at the source of the last change read, epoch milliseconds; 0 when none
     * @param writtenMillis when this record was written, epoch milliseconds; a task that runs writes one every ten seconds
     * @param lagMillis how far the task was behind the source then: the age of the last change read, by the clocks of both; 0
     *     when the source had nothing more
     * @param lagBytes how much of the source's log was not read then, bytes; -1 when not known
     * @param deliveredBytes of keys and values, since this run of the task began
     * @param stages how long each {@link io.crosscurrent.core.measure.Stage} took, by its name, since this run began; may be
     *     empty
     */
    record Task(
            String taskId,
            String phase,
            String position,
            String checkpoint,
            long sourceMillis,
            long writtenMillis,
            long lagMillis,
            long lagBytes,
            long deliveredBytes,
            Map<String, Latencies> stages)
            implements RegistryRecord {
        public Task {
            stages = stages == null ? Map.of() : Map.copyOf(stages);
        }

        /** Without measures of what is under way. */
        public Task(
                String taskId,
                String phase,
                String position,
                String checkpoint,
                long sourceMillis,
                long writtenMillis,
                long lagMillis) {
            this(taskId, phase, position, checkpoint, sourceMillis, writtenMillis, lagMillis, -1, 0, Map.of());
        }

        @Override
        public String key() {
            return "task/" + taskId;
        }
    }

    /**
     * Key {@code trouble/<taskId>}: what a running task met and tries again by itself, written when that changes.
     *
     * @param code of the failure, dotted; "" when the task goes on, as are message and remedy
     * @param sinceMillis since when it has not gone on, epoch milliseconds; 0 when it does
     */
    record Trouble(String taskId, String code, String message, String remedy, long sinceMillis)
            implements RegistryRecord {
        /** The task goes on. */
        public static Trouble none(String taskId) {
            return new Trouble(taskId, "", "", "", 0);
        }

        /** {@code message [code] remedy}. */
        public String oneLine() {
            return message + " [" + code + "] " + remedy;
        }

        @Override
        public String key() {
            return "trouble/" + taskId;
        }
    }

    /**
     * Key {@code table/<taskId>/<schema>.<table>}: a captured table, written at its load and after each DDL.
     *
     * @param format of the topic's messages, by its name in Flink; {@code dms-json} when a record does not say
     */
    record Captured(
            String taskId,
            String schema,
            String table,
            String topic,
            List<CapturedColumn> columns,
            List<String> primaryKey,
            boolean dropped,
            String format)
            implements RegistryRecord {
        public static final String DMS_JSON = "dms-json";
        public static final String DEBEZIUM_JSON = "debezium-json";
        /** The same, and each message carries its schema. */
        public static final String DEBEZIUM_JSON_WITH_SCHEMA = "debezium-json-schema";

        public Captured {
            format = format == null ? DMS_JSON : format;
        }

        /** A table whose messages are {@code dms-json}. */
        public Captured(
                String taskId,
                String schema,
                String table,
                String topic,
                List<CapturedColumn> columns,
                List<String> primaryKey,
                boolean dropped) {
            this(taskId, schema, table, topic, columns, primaryKey, dropped, DMS_JSON);
        }

        /** The record about a table as its plan writes it. */
        public static Captured of(String taskId, TablePlan plan, boolean dropped) {
            TableId id = plan.target();
            return new Captured(
                    taskId, id.schema(), id.name(), plan.topic(), plan.capturedColumns(), plan.capturedKey(), dropped);
        }

        @Override
        public String key() {
            return "table/" + taskId + "/" + schema + "." + table;
        }
    }

    /** A column as it appears in {@code data}, by its name there. */
    record CapturedColumn(String name, ColumnType type, long length, int precision, int scale, boolean nullable) {}

    /**
     * Key {@code statistics/<taskId>/<schema>.<table>}: totals since the task's first start or last reload.
     *
     * @param state DMS {@code TableState}: {@code Before load}, {@code Full load}, {@code Table completed}, …
     * @param loadRowsEstimate rows expected, from the source's own estimate; 0 when unknown
     * @param loadStartMillis epoch milliseconds, 0 when not started
     * @param loadEndMillis epoch milliseconds, 0 when not ended
     * @param reload number of the last wish to load the table once more that was taken up, 0 for none
     * @param reloaded whether rows were or are being loaded once more
     */
    record Statistics(
            String taskId,
            String schema,
            String table,
            String state,
            long fullLoadRows,
            long loadRowsEstimate,
            long loadStartMillis,
            long loadEndMillis,
            long inserts,
            long updates,
            long deletes,
            long ddls,
            long updatedMillis,
            long reload,
            boolean reloaded)
            implements RegistryRecord {
        @Override
        public String key() {
            return "statistics/" + taskId + "/" + schema + "." + table;
        }

        /** The same in another {@code TableState}. */
        public Statistics inState(String other) {
            return new Statistics(
                    taskId,
                    schema,
                    table,
                    other,
                    fullLoadRows,
                    loadRowsEstimate,
                    loadStartMillis,
                    loadEndMillis,
                    inserts,
                    updates,
                    deletes,
                    ddls,
                    updatedMillis,
                    reload,
                    reloaded);
        }
    }
}
