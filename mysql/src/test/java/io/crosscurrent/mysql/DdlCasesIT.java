/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.source.TaskDefinition.MigrationType;
import io.crosscurrent.testing.MySqlServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The case files of {@code cases/ddl} and {@code cases/transactions}, each with a log that names columns and with one that
 * does not. MySQL 8.0.33 without GTIDs, which would refuse some.
 */
class DdlCasesIT {
    private static MySqlServer server;

    @BeforeAll
    static void start() {
        server = MySqlServer.start(MySqlServer.Options.full());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Arguments> cases() {
        return Stream.of("ddl", "transactions")
                .flatMap(folder -> SqlCase.in(folder).stream())
                .flatMap(sql -> Stream.of("FULL", "MINIMAL").map(metadata -> Arguments.of(sql, metadata)));
    }

    @ParameterizedTest(name = "{0}, {1} metadata")
    @MethodSource("cases")
    void messagesAreThoseOfTheCase(SqlCase sql, String metadata) throws InterruptedException {
        SqlCase.Expectation expected = sql.expectations().stream()
                .filter(one -> one.speaksOf(metadata))
                .reduce((first, last) -> last)
                .orElseThrow();
        RecordingSink sink = new RecordingSink();
        // When
        Throwable failure = run(sql, metadata, sink);
        // Then
        if (expected.failure()) {
            assertThat(failure).isInstanceOf(CrosscurrentException.class);
            CrosscurrentException reason = (CrosscurrentException) failure;
            String words = reason.code() + " " + reason.getMessage() + " " + reason.remedy();
            assertThat(words).contains(expected.lines());
        } else {
            assertThat(failure).isNull();
            assertThat(printed(sink)).containsExactlyElementsOf(expected.lines());
        }
    }

    private static Throwable run(SqlCase sql, String metadata, RecordingSink sink) throws InterruptedException {
        empty(metadata);
        execute(sql.steps().get(0).sql());
        int next = 1;
        while (true) {
            try (RunningSource source = new RunningSource(server, sink, sql.type(), 100, "")) {
                until(source, () -> streams(sink));
                for (; next < sql.steps().size() && !sql.steps().get(next).down() && source.failure() == null; next++) {
                    execute(sql.steps().get(next).sql());
                }
                int step = next;
                server.execute("INSERT INTO marks.mark VALUES (" + step + ")");
                until(source, () -> marked(sink, step));
                if (source.failure() != null || next == sql.steps().size()) {
                    return source.failure();
                }
            }
            execute(sql.steps().get(next++).sql());
        }
    }

    private static void empty(String metadata) {
        server.execute(
                "SET GLOBAL binlog_row_metadata = " + metadata,
                "DROP DATABASE IF EXISTS app; DROP DATABASE IF EXISTS other; DROP DATABASE IF EXISTS marks",
                "CREATE DATABASE app; CREATE DATABASE other; CREATE DATABASE marks",
                "CREATE TABLE marks.mark (step int primary key)");
    }

    /** No case file: it takes a file that only somebody beside the server can bring, and DISCARD would stop the task before. */
    @ParameterizedTest(name = "{0} metadata")
    @ValueSource(strings = {"FULL", "MINIMAL"})
    void rowsThatComeWithAnImportedFileStopTheTask(String metadata) throws Exception {
        // Given
        empty(metadata);
        server.execute("CREATE TABLE app.t (id int primary key)", "INSERT INTO app.t VALUES (1)");
        Path file = server.data().resolve("app/t.ibd");
        Path copy = server.data().resolve("t.ibd.copy");
        try (Connection session = server.connect();
                Statement statement = session.createStatement()) {
            statement.execute("FLUSH TABLES app.t FOR EXPORT");
            Files.copy(file, copy);
            statement.execute("UNLOCK TABLES");
        }
        server.execute("ALTER TABLE app.t DISCARD TABLESPACE");
        Files.move(copy, file);
        RecordingSink sink = new RecordingSink();
        try (RunningSource source = new RunningSource(server, sink, MigrationType.CDC, 100, "")) {
            until(source, () -> streams(sink));
            // When
            server.execute("ALTER TABLE app.t IMPORT TABLESPACE");
            until(source, source::ended);
            // Then
            assertThat(source.failure()).isInstanceOfSatisfying(CrosscurrentException.class, failure -> {
                assertThat(failure.code()).isEqualTo("source.rows_unseen");
                assertThat(failure.getMessage()).contains("app.t", "TABLESPACE");
                assertThat(failure.remedy()).contains("Reload");
            });
        }
        assertThat(server.query("SELECT id FROM app.t")).hasSize(1);
    }

    private static void execute(String sql) {
        server.execute("SET NAMES utf8mb4", "USE app; " + sql);
    }

    private static void until(RunningSource source, java.util.concurrent.Callable<Boolean> condition) {
        await().pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofSeconds(60))
                .until(() -> source.failure() != null || condition.call());
    }

    private static boolean streams(RecordingSink sink) {
        JsonNode task = ObservedTable.registry(sink, "task/t1");
        return task != null && task.get("phase").asText().equals("stream");
    }

    private static boolean marked(RecordingSink sink, int step) {
        return ObservedTable.changes(sink, "mark").stream()
                .anyMatch(change -> change.at("/data/step").asInt() == step
                        && change.at("/metadata/operation").asText().equals("insert"));
    }

    /** {@code update t {"id":1}} and {@code add-column t (id, a)}. */
    private static List<String> printed(RecordingSink sink) {
        List<String> lines = new ArrayList<>();
        for (JsonNode message : ObservedTable.messages(sink, "app")) {
            JsonNode metadata = message.get("metadata");
            StringBuilder line = new StringBuilder(metadata.get("operation").asText())
                    .append(' ')
                    .append(metadata.get("table-name").asText());
            if (message.has("data")) {
                line.append(' ').append(message.get("data"));
            } else {
                List<String> columns = new ArrayList<>();
                message.at("/control/table-def/columns").fieldNames().forEachRemaining(columns::add);
                message.at("/control/table-def/primary-key")
                        .forEach(key -> columns.set(columns.indexOf(key.asText()), key.asText() + "*"));
                if (!columns.isEmpty()) {
                    line.append(" (").append(String.join(", ", columns)).append(')');
                }
            }
            lines.add(line.toString());
        }
        return lines;
    }
}
