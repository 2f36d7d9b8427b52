/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.source.TaskDefinition.MigrationType;
import io.crosscurrent.testing.MySqlServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Distributed transactions: rows stand in the log before the outcome is known, and count at the commit. */
interface XaContract {
    MySqlServer server();

    @BeforeEach
    default void emptyDatabase() {
        server().query("xa recover convert xid").forEach(row -> {
            String xid = row.get("data").substring(2);
            int global = 2 * Integer.parseInt(row.get("gtrid_length"));
            server().execute("xa rollback X'" + xid.substring(0, global) + "', X'" + xid.substring(global) + "', "
                    + row.get("formatID"));
        });
        server().execute(
                        "drop database if exists app; drop database if exists other; drop database if exists marks",
                        "create database app; create database other; create database marks",
                        "create table marks.mark (step int primary key)",
                        "create table app.t (id int primary key, v varchar(2000))");
    }

    @Test
    default void rowsComeWithTheCommitAndNeverAfterARollback() throws InterruptedException {
        RecordingSink sink = new RecordingSink();
        try (RunningSource source = start(sink, MigrationType.CDC)) {
            streams(source, sink);
            // When
            prepare("'one'", "insert into app.t values (1, 'a'), (2, 'b')", "update app.t set v = 'A' where id = 1");
            prepare("'gone','branch',7", "insert into app.t values (3, 'c')");
            server().execute("insert into app.t values (4, 'd')");
            server().execute("xa start 'once'", "insert into app.t values (5, 'e')", "xa end 'once'");
            prepare("'empty'", "select 1");
            server().execute("create table other.u (id int primary key)");
            prepare("'other'", "insert into other.u values (1)");
            server().execute(
                            "xa start 'phase'",
                            "insert into app.t values (6, 'f')",
                            "xa end 'phase'",
                            "xa commit 'phase' one phase");
            server().execute("xa commit 'empty'", "xa commit 'other'");
            server().execute("xa rollback 'gone','branch',7", "xa commit 'one'");
            server().execute("delete from app.t where id = 2");
            reach(source, sink, 1);
        }
        // Then
        assertThat(changes(sink))
                .containsExactly("insert 4", "insert 6", "insert 1", "insert 2", "update 1", "delete 2");
    }

    @Test
    default void aTransactionIsOneUnitWithTheIdOfItsCommit() throws InterruptedException {
        RecordingSink sink = new RecordingSink();
        try (RunningSource source = start(sink, MigrationType.CDC)) {
            streams(source, sink);
            prepare("'x'", "insert into app.t values (1, 'a')", "insert into app.t values (2, 'b')");
            server().execute("insert into app.t values (3, 'c')");
            server().execute("xa commit 'x'");
            reach(source, sink, 1);
        }
        List<JsonNode> changes = ObservedTable.changes(sink, "t");
        assertThat(changes)
                .extracting(
                        change -> change.at("/metadata/transaction-record-id").asInt())
                .containsExactly(1, 1, 2);
        assertThat(changes)
                .extracting(change -> change.at("/metadata/transaction-id").asLong())
                .isSorted();
        assertThat(changes.get(1).at("/metadata/transaction-id"))
                .isEqualTo(changes.get(2).at("/metadata/transaction-id"))
                .isNotEqualTo(changes.get(0).at("/metadata/transaction-id"));
    }

    @Test
    default void aTaskStoppedBetweenPrepareAndCommitReadsTheRowsAgain() throws InterruptedException, IOException {
        // Given
        RecordingSink sink = new RecordingSink();
        try (RunningSource source = start(sink, MigrationType.CDC)) {
            streams(source, sink);
            prepare("'early'", "insert into app.t values (1, 'a')");
            prepare("'late'", "insert into app.t values (2, 'b')");
            prepare("'never'", "insert into app.t values (3, 'c')");
            server().execute("insert into app.t values (10, 'between')", "flush binary logs");
            reach(source, sink, 1);
        }
        server().restart();
        // When
        server().execute("xa commit 'early'", "xa rollback 'never'");
        try (RunningSource source = start(sink, MigrationType.CDC)) {
            reach(source, sink, 2);
            server().execute("xa commit 'late'");
            reach(source, sink, 3);
        }
        // Then
        assertThat(changes(sink)).containsExactly("insert 10", "insert 1", "insert 2");
    }

    @Test
    default void transactionsPreparedBeforeTheTaskBeganCountWhenTheyAreCommitted() throws InterruptedException {
        // Given
        server().execute("insert into app.t values (1, 'loaded'), (2, 'loaded')");
        prepare("'old'", "insert into app.t values (7, 'x')", "update app.t set v = 'xa' where id = 2");
        prepare("'gone'", "delete from app.t where id = 1");
        server().execute("flush binary logs");
        for (MigrationType type : List.of(MigrationType.FULL_LOAD_AND_CDC, MigrationType.CDC)) {
            RecordingSink sink = new RecordingSink();
            try (RunningSource source = start(sink, type)) {
                streams(source, sink);
                // When
                server().execute("xa commit 'old'", "xa rollback 'gone'");
                reach(source, sink, 1);
            }
            // Then
            List<String> expected =
                    new ArrayList<>(type == MigrationType.CDC ? List.of() : List.of("load 1", "load 2"));
            expected.addAll(List.of("insert 7", "update 2"));
            assertThat(changes(sink)).containsExactlyElementsOf(expected);
            server().execute(
                            "delete from app.t where id = 7; update app.t set v = 'loaded'; delete from marks.mark",
                            "flush binary logs");
            prepare("'old'", "insert into app.t values (7, 'x')", "update app.t set v = 'xa' where id = 2");
            prepare("'gone'", "delete from app.t where id = 1");
        }
    }

    @Test
    default void theLoadSeesRowsOnlyOnce() throws InterruptedException {
        // Given
        server().execute(
                        "set session cte_max_recursion_depth = 100000; insert into app.t with recursive n(i) as (select 1 union"
                                + " all select i + 1 from n where i < 8000) select i, 'old' from n");
        RecordingSink sink = new RecordingSink();
        // When
        for (int run = 0; run < 3; run++) {
            int before = sink.size();
            try (RunningSource source = start(sink, MigrationType.FULL_LOAD_AND_CDC)) {
                until(source, () -> sink.size() > before + 1_000 || phase(sink).equals("stream"));
                prepare(
                        "'x" + run + "'",
                        "update app.t set v = 'new" + run + "' where id between " + (1_000 + run * 2_000) + " and "
                                + (2_000 + run * 2_000));
                server().execute("insert into app.t values (" + (-1 - run) + ", 'plain')");
                if (run > 0) {
                    server().execute("xa commit 'x" + (run - 1) + "'");
                }
            }
        }
        server().execute("xa commit 'x2'");
        try (RunningSource source = start(sink, MigrationType.FULL_LOAD_AND_CDC)) {
            streams(source, sink);
            reach(source, sink, 1);
        }
        // Then
        List<String> expected = new ArrayList<>();
        server().query("select id, v from app.t").forEach(row -> expected.add(row.get("id") + "|" + row.get("v")));
        List<String> actual = new ArrayList<>();
        ObservedTable.fold(sink, "t", "id")
                .forEach((key, row) -> actual.add(key + row.get("v").asText()));
        assertThat(actual).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(changes(sink).stream().filter(change -> change.startsWith("load")))
                .doesNotHaveDuplicates();
    }

    @Test
    default void aLargeTransactionIsResumedInside() throws InterruptedException {
        // Given
        RecordingSink sink = new RecordingSink();
        try (RunningSource source = start(sink, MigrationType.CDC)) {
            streams(source, sink);
        }
        prepare(
                "'large'",
                "set session cte_max_recursion_depth = 100000; insert into app.t with recursive n(i) as (select 1 union all"
                        + " select i + 1 from n where i < 20000) select i, repeat('x', 2000) from n");
        server().execute("xa commit 'large'");
        // When
        sink.killAfter(3);
        for (int run = 0; run < 3; run++) {
            try (RunningSource source = start(sink, MigrationType.CDC)) {
                await().atMost(Duration.ofSeconds(30)).until(source::ended);
                assertThat(source.failure()).isNull();
            }
            assertThat(changes(sink).size()).as("it was cut into parts").isBetween(1, 19_999);
            sink.killAfter(2);
        }
        sink.killAfter(Integer.MAX_VALUE);
        try (RunningSource source = start(sink, MigrationType.CDC)) {
            reach(source, sink, 1);
        }
        // Then
        assertThat(changes(sink))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 20_000)
                        .mapToObj(i -> "insert " + i)
                        .toList());
    }

    @Test
    default void rowsThatAreNotInTheLogAnyMoreStopTheTask() throws InterruptedException {
        // Given
        RecordingSink sink = new RecordingSink();
        try (RunningSource source = start(sink, MigrationType.CDC)) {
            streams(source, sink);
            prepare("'kept'", "insert into app.t values (1, 'a')");
            server().execute("flush binary logs", "insert into app.t values (2, 'b')");
            reach(source, sink, 1);
        }
        String last = server().query("show master status").get(0).get("File");
        server().execute("purge binary logs to '" + last + "'");
        try (RunningSource source = start(sink, MigrationType.CDC)) {
            // When
            server().execute("xa commit 'kept'");
            await().atMost(Duration.ofSeconds(30)).until(() -> source.failure() != null);
            // Then
            assertThat(source.failure()).isInstanceOfSatisfying(CrosscurrentException.class, failure -> {
                assertThat(failure.code()).isEqualTo("source.xa_rows_unknown");
                assertThat(failure.getMessage()).contains("X'6b657074',X'',1");
                assertThat(failure.remedy()).contains("Reload");
            });
        }
        assertThat(changes(sink)).containsExactly("insert 2");
    }

    @Test
    default void compressionMakesNoDifference() throws InterruptedException {
        RecordingSink sink = new RecordingSink();
        try (RunningSource source = start(sink, MigrationType.CDC)) {
            streams(source, sink);
            server().execute(
                            "set binlog_transaction_compression = on",
                            "xa start 'x'",
                            "insert into app.t values (1, repeat('a', 500))",
                            "xa end 'x'",
                            "xa prepare 'x'");
            server().execute(
                            "set binlog_transaction_compression = on",
                            "xa start 'y'",
                            "insert into app.t values (2, repeat('b', 500))",
                            "xa end 'y'",
                            "xa commit 'y' one phase",
                            "xa commit 'x'");
            reach(source, sink, 1);
        }
        assertThat(changes(sink)).containsExactly("insert 2", "insert 1");
    }

    private void prepare(String xid, String... statements) {
        List<String> all = new ArrayList<>();
        all.add("xa start " + xid);
        all.addAll(List.of(statements));
        all.add("xa end " + xid);
        all.add("xa prepare " + xid);
        server().execute(all.toArray(String[]::new));
    }

    private RunningSource start(RecordingSink sink, MigrationType type) {
        return new RunningSource(server(), sink, type, 200, "");
    }

    private static void streams(RunningSource source, RecordingSink sink) {
        until(source, () -> phase(sink).equals("stream"));
    }

    private static String phase(RecordingSink sink) {
        JsonNode task = ObservedTable.registry(sink, "task/t1");
        return task == null ? "" : task.get("phase").asText();
    }

    private void reach(RunningSource source, RecordingSink sink, int step) {
        server().execute("insert into marks.mark values (" + step + ")");
        until(source, () -> ObservedTable.changes(sink, "mark").stream()
                .anyMatch(change -> change.at("/data/step").asInt() == step));
        assertThat(source.failure()).isNull();
    }

    private static void until(RunningSource source, Callable<Boolean> condition) {
        await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(60))
                .until(() -> source.failure() != null || condition.call());
    }

    private static List<String> changes(RecordingSink sink) {
        return ObservedTable.changes(sink, "t").stream()
                .map(change -> change.at("/metadata/operation").asText() + " "
                        + change.at("/data/id").asInt())
                .toList();
    }
}
