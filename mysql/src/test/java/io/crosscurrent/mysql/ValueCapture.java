/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosscurrent.core.source.TaskDefinition.MigrationType;
import io.crosscurrent.mysql.position.BinlogPosition;
import io.crosscurrent.testing.MySqlServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs all cases at once through the three ways that a row can take: a stream that sees the table being created and its rows
 * inserted, a load of the same rows, and a stream that knows the table from the catalogue and sees the rows change.
 */
final class ValueCapture {
    private static final String MESSAGES = "{\"KafkaSettings\": {\"Topic\": \"changes\", \"MessageFormat\":"
            + " \"json-unformatted\", \"IncludeTransactionDetails\": true, \"IncludeNullAndEmpty\": true},"
            + " \"BeforeImageSettings\": {\"EnableBeforeImage\": true, \"FieldName\": \"before\","
            + " \"ColumnFilter\": \"all\"}}";

    /** Sessions of the cases: what the server's globals say is for ours to overcome. */
    private static final List<String> SESSION =
            List.of("set names utf8mb4", "set time_zone = '+00:00', sql_mode = 'STRICT_TRANS_TABLES'", "use app");

    private final MySqlServer server;
    private final RecordingSink inserted = new RecordingSink();
    private final RecordingSink loaded = new RecordingSink();

    /**
     * A message without what changes from run to run.
     *
     * @param line operation, key and data, as in case files
     * @param row key and data
     * @param before the before image, or null
     */
    record Message(String operation, String row, Map<String, String> data, Map<String, String> before) {
        String line() {
            return operation + " " + row;
        }
    }

    ValueCapture(MySqlServer server) {
        this.server = server;
    }

    /** @param globals assignments for SET GLOBAL that the run is about */
    void run(List<ValueCase> cases, String... globals) throws InterruptedException {
        for (String global : globals) {
            server.execute("set global " + global);
        }
        server.execute(
                "drop database if exists app",
                "create database app character set utf8mb4",
                "create table app.there_must_be_one (id int primary key)");
        try (RunningSource source = start(inserted, MigrationType.CDC)) {
            await().until(() -> inserted.size() > 0 || source.failure() != null);
            cases.forEach(each -> execute(each.given()));
            awaitEnd(inserted, source);
        }
        try (RunningSource source = start(loaded, MigrationType.FULL_LOAD_AND_CDC)) {
            for (ValueCase each : cases) {
                for (String table : each.tables()) {
                    await(each.name())
                            .atMost(Duration.ofSeconds(60))
                            .until(() -> source.failure() != null || complete(table));
                }
            }
            assertThat(source.failure()).isNull();
            cases.forEach(each -> execute(each.when()));
            awaitEnd(loaded, source);
        }
    }

    /** Messages of the stream that saw the table from its creation on: the inserts. */
    List<Message> inserts(String table) {
        return messages(inserted, table);
    }

    /** Messages of the load, in the order of the load. */
    List<Message> loads(String table) {
        return messages(loaded, table).stream()
                .filter(message -> message.operation().equals("load"))
                .toList();
    }

    /** Messages of the stream behind the load. */
    List<Message> changes(String table) {
        return messages(loaded, table).stream()
                .filter(message -> !message.operation().equals("load"))
                .toList();
    }

    private static List<Message> messages(RecordingSink sink, String table) {
        List<Message> messages = new ArrayList<>();
        for (RecordingSink.Visible record : sink.records()) {
            if (!record.topic().equals("changes")) {
                continue;
            }
            Map<String, String> parts = RawRecord.members(record.value());
            Map<String, String> metadata = RawRecord.members(parts.get("metadata"));
            if (metadata.get("record-type").equals("\"data\"")
                    && metadata.get("table-name").equals(RawRecord.quoted(table))) {
                String before = parts.get("before");
                messages.add(new Message(
                        metadata.get("operation").replace("\"", ""),
                        RawRecord.quoted(record.key()) + " " + parts.get("data"),
                        RawRecord.members(parts.get("data")),
                        before == null ? null : RawRecord.members(before)));
            }
        }
        return messages;
    }

    private void execute(List<String> statements) {
        List<String> all = new ArrayList<>(SESSION);
        all.addAll(statements);
        server.execute(all.toArray(String[]::new));
    }

    private RunningSource start(RecordingSink sink, MigrationType type) {
        return new RunningSource(server, sink, type, 3, "", MESSAGES);
    }

    private boolean complete(String table) {
        JsonNode statistics = ObservedTable.registry(loaded, "statistics/t1/app." + table);
        return statistics != null && statistics.get("state").asText().equals("Table completed");
    }

    private void awaitEnd(RecordingSink sink, RunningSource source) {
        Map<String, String> end = server.query("show master status").get(0);
        BinlogPosition last = BinlogPosition.parse(end.get("File") + ":" + end.get("Position"));
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            JsonNode task = ObservedTable.registry(sink, "task/t1");
            return source.failure() != null
                    || task != null
                            && BinlogPosition.parse(task.get("position").asText())
                                            .compareTo(last)
                                    >= 0;
        });
        if (source.failure() != null) {
            throw new AssertionError("the source failed", source.failure());
        }
    }
}
