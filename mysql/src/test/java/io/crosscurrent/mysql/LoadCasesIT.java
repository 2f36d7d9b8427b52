/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.source.TaskDefinition.MigrationType;
import io.crosscurrent.testing.MySqlServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cases of the full load: going on where it was, once more, without a key, with a key that changes. */
class LoadCasesIT {
    private static MySqlServer server;

    @BeforeAll
    static void startServer() {
        server = MySqlServer.start(MySqlServer.Options.full()
                .with("gtid_mode", "ON")
                .with("binlog_row_metadata", "FULL")
                .with("performance_schema", "ON"));
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void emptyDatabase() {
        server.execute("drop database if exists app", "create database app");
    }

    private static void items(String table, int rows) {
        server.execute(
                "create table app." + table + " (id int primary key, version int, grp int not null default 1)",
                "set session cte_max_recursion_depth = 1000000; insert into app." + table
                        + " (id, version) with recursive n(i) as (select 1 union all select i + 1 from n where i < "
                        + rows
                        + ") select i, 1 from n");
    }

    private static LoadTask task(RecordingSink sink, MigrationType type, int rangeRows, Map<String, Long> reloads) {
        return new LoadTask(server, sink, type, rangeRows, reloads);
    }

    private static LoadTask task(RecordingSink sink, int rangeRows) {
        return task(sink, MigrationType.FULL_LOAD_AND_CDC, rangeRows, Map.of());
    }

    private static List<JsonNode> loads(RecordingSink sink, String table) {
        return ObservedTable.changes(sink, table).stream()
                .filter(change -> change.at("/metadata/operation").asText().equals("load"))
                .toList();
    }

    private static long rowsRead(String table) {
        return Long.parseLong(
                server.query("select count_fetch as n from performance_schema.table_io_waits_summary_by_table"
                                + " where object_schema = 'app' and object_name = '" + table + "'")
                        .get(0)
                        .get("n"));
    }

    /** Rows of a table with a key, as text, by id. */
    private static Map<String, String> rows(String table) {
        return server.query("select id, version from app." + table).stream()
                .collect(Collectors.toMap(row -> row.get("id") + "|", row -> row.get("version")));
    }

    private static Map<String, String> folded(RecordingSink sink, String table) {
        Map<String, String> rows = new HashMap<>();
        ObservedTable.fold(sink, table, "id")
                .forEach((id, row) -> rows.put(id, row.get("version").asText()));
        return rows;
    }

    @Test
    void hostileNamesAndValuesAreDataAndNothingElse() throws InterruptedException {
        // Given
        String name = "t`; drop table app.other; -- '\"";
        String quoted = "`" + name.replace("`", "``") + "`";
        String value = "x'); drop table app.other; -- `\"";
        server.execute(
                "create table app.other (id int primary key)",
                "create table app." + quoted + " (`k``ey'` varchar(60), `v;``--` varchar(60), primary key (`k``ey'`))",
                "insert into app." + quoted + " values ('" + value.replace("'", "''") + "', 'a'), ('b', '"
                        + value.replace("'", "''") + "'), ('c', 'd')");
        RecordingSink sink = new RecordingSink();
        // When
        try (LoadTask task = task(sink, 1)) {
            task.untilLoaded(name);
        }
        // Then
        assertThat(loads(sink, name))
                .extracting(change -> change.at("/data").toString())
                .hasSize(3)
                .anySatisfy(row -> assertThat(row).contains("drop table app.other"));
        assertThat(server.query("show tables from app like 'other'")).hasSize(1);
    }

    @Test
    void aTaskWhoseRulesSelectNothingFails() throws InterruptedException {
        try (LoadTask task = task(new RecordingSink(), 100)) {
            assertThat(task.failed()).isInstanceOfSatisfying(CrosscurrentException.class, failure -> {
                assertThat(failure.code()).isEqualTo("source.no_tables");
                assertThat(failure.getMessage()).contains("that " + server.adminUser() + " can see");
                assertThat(failure.remedy()).contains("selection rules", "grants");
            });
        }
    }

    @Test
    void aTableThatLosesColumnsWhileSeveralThreadsReadItIsLoaded() throws InterruptedException {
        // Given
        items("parts", 30_000);
        for (int i = 0; i < 40; i++) {
            server.execute("alter table app.parts add column c" + i + " int");
        }
        RecordingSink sink = new RecordingSink();
        // When
        try (LoadTask task = task(sink, 20)) {
            for (int i = 0; i < 40 && !"Table completed".equals(task.state("parts")); i++) {
                int enough = sink.size() + 300;
                task.until(() -> sink.size() > enough || "Table completed".equals(task.state("parts")));
                server.execute("alter table app.parts drop column c" + i);
            }
            task.untilLoaded("parts");
            task.untilCaughtUp();
        }
        // Then
        assertThat(folded(sink, "parts")).isEqualTo(rows("parts"));
    }

    @Test
    void rangesThatAreDoneAreNotReadAgain() throws InterruptedException {
        // Given
        items("parts", 60_000);
        RecordingSink sink = new RecordingSink();
        try (LoadTask task = task(sink, 500)) {
            task.untilMore(20_000);
        }
        int loaded = loads(sink, "parts").size();
        long before = rowsRead("parts");
        // When
        try (LoadTask task = task(sink, 500)) {
            task.untilLoaded("parts");
        }
        // Then
        assertThat(loaded).isBetween(20_000, 59_000);
        assertThat(rowsRead("parts") - before).isBetween(60_000L - loaded, 60_000L - loaded + 500);
        assertThat(loads(sink, "parts"))
                .extracting(change -> change.at("/data/id").asInt())
                .hasSize(60_000)
                .doesNotHaveDuplicates();
    }

    @Test
    void aServerThatDiesDuringTheLoadEndsNothing() throws Exception {
        // Given
        items("parts", 60_000);
        server.execute(
                "create table app.nothing (id int primary key)", "create view app.seen as select id from app.parts");
        RecordingSink sink = new RecordingSink();
        try (LoadTask task = task(sink, MigrationType.FULL_LOAD, 500, Map.of())) {
            task.untilMore(10_000);
            // When
            server.kill();
            assertThat(task.ended()).isFalse();
            server.restart();
            // Then
            task.until(task::ended);
            assertThat(task.state("nothing")).isEqualTo("Table completed");
            assertThat(task.state("seen")).as("a view is no table to be loaded").isNull();
        }
        assertThat(loads(sink, "parts"))
                .extracting(change -> change.at("/data/id").asInt())
                .hasSize(60_000)
                .doesNotHaveDuplicates();
        assertThat(ObservedTable.registry(sink, "task/t1").get("phase").asText())
                .isEqualTo("finished");
    }

    @Test
    void aTableIsLoadedOnceMoreWhileAllStreamOn() throws Exception {
        // Given
        items("parts", 40_000);
        items("others", 10);
        RecordingSink sink = new RecordingSink();
        try (LoadTask task = task(sink, 100)) {
            task.untilLoaded("parts", "others");
        }
        int first = sink.size();
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger round = new AtomicInteger();
        Thread writer = new Thread(() -> change(stop, round), "test-writer");
        writer.start();
        // When
        for (int run = 0; run < 3; run++) {
            try (LoadTask task = task(sink, MigrationType.FULL_LOAD_AND_CDC, 100, Map.of("parts", 5L))) {
                task.untilMore(1_500);
                assertThat(task.state("parts")).isEqualTo("Table is being reloaded");
                assertThat(task.state("others")).isEqualTo("Table completed");
            }
        }
        try (LoadTask task = task(sink, MigrationType.FULL_LOAD_AND_CDC, 100, Map.of("parts", 5L))) {
            task.untilLoaded("parts");
            stop.set(true);
            writer.join();
            task.untilCaughtUp();
        }
        int done = sink.size();
        try (LoadTask task = task(sink, MigrationType.FULL_LOAD_AND_CDC, 100, Map.of("parts", 5L))) {
            server.execute("update app.parts set version = version + 1 where id = 40000");
            task.untilCaughtUp();
        }
        // Then
        assertThat(round.get()).isGreaterThan(5);
        assertThat(folded(sink, "parts")).isEqualTo(rows("parts"));
        assertThat(folded(sink, "others")).isEqualTo(rows("others"));
        assertVersionsNeverFall(ObservedTable.changes(sink, "parts"));
        assertThat(ObservedTable.controls(sink, "parts")).containsExactly("create-table", "drop-table", "create-table");
        List<RecordingSink.Visible> records = sink.records();
        assertThat(records.subList(first, done))
                .as("other tables go on meanwhile")
                .anyMatch(record ->
                        record.value().contains("\"others\"") && record.value().contains("\"update\""));
        assertThat(records.subList(done, records.size()))
                .as("a wish is fulfilled once")
                .noneMatch(record -> record.value().contains("\"load\""));
        JsonNode statistics = ObservedTable.registry(sink, "statistics/t1/app.parts");
        assertThat(statistics.get("reloaded").asBoolean()).isTrue();
        assertThat(statistics.get("reload").asLong()).isEqualTo(5);
        assertThat(statistics.get("fullLoadRows").asLong())
                .isEqualTo(loads(sink, "parts").size() - 40_000);
        assertThat(ObservedTable.registry(sink, "task/t1").get("phase").asText())
                .isEqualTo("stream");
    }

    private static void change(AtomicBoolean stop, AtomicInteger round) {
        while (!stop.get()) {
            int i = round.incrementAndGet();
            int id = 1 + i * 37 % 40_000;
            server.execute(
                    "update app.parts set version = version + 1 where id between " + id + " and " + (id + 20),
                    "delete from app.parts where id = " + (id + 5),
                    "insert into app.parts (id, version) values (" + (100_000 + i) + ", 1)",
                    "update ignore app.parts set id = " + (200_000 + i) + ", version = version + 1 where id = "
                            + (id + 9),
                    "update app.others set version = version + 1 where id = " + (1 + i % 10));
        }
    }

    private static void assertVersionsNeverFall(List<JsonNode> changes) {
        Map<String, Integer> versions = new HashMap<>();
        for (JsonNode change : changes) {
            int version = change.at("/data/version").asInt();
            Integer before = versions.put(change.at("/data/id").asText(), version);
            assertThat(version).as(change.toString()).isGreaterThanOrEqualTo(before == null ? 0 : before);
        }
    }

    @Test
    void aTableThatCameWithTheStreamCanBeLoadedToo() throws InterruptedException {
        // Given
        items("first", 3);
        RecordingSink sink = new RecordingSink();
        try (LoadTask task = task(sink, 100)) {
            task.untilLoaded("first");
            items("later", 500);
            task.untilCaughtUp();
        }
        assertThat(loads(sink, "later")).isEmpty();
        // When
        try (LoadTask task = task(sink, MigrationType.FULL_LOAD_AND_CDC, 100, Map.of("later", 1L))) {
            task.until(() -> loads(sink, "later").size() == 500);
            task.untilLoaded("later");
        }
        // Then
        assertThat(folded(sink, "later")).isEqualTo(rows("later"));
    }

    @Test
    void aTableWithoutKeyIsExactWhileItChanges() throws Exception {
        // Given
        server.execute("create table app.notes (id int, version int, padding varchar(200))");
        for (int i = 0; i < 3; i++) {
            server.execute("set session cte_max_recursion_depth = 100000; insert into app.notes with recursive n(i) as"
                    + " (select 1 union all select i + 1 from n where i < 10000) select i, 1, repeat('p', 200) from n");
        }
        RecordingSink sink = new RecordingSink();
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger round = new AtomicInteger();
        Thread writer = new Thread(
                () -> {
                    while (!stop.get()) {
                        int i = round.incrementAndGet();
                        server.execute(
                                "insert into app.notes values (" + i + ", 2, 'twice'), (" + i + ", 2, 'twice')",
                                "delete from app.notes where id = " + (i * 7 % 10_000) + " limit 1",
                                "update app.notes set version = version + 1 where id = " + (i * 11 % 10_000)
                                        + " limit 2");
                    }
                },
                "test-writer");
        writer.start();
        // When
        try (LoadTask task = task(sink, 100)) {
            task.untilMore(1);
        }
        try (LoadTask task = task(sink, 100)) {
            task.untilLoaded("notes");
            int seen = round.get();
            task.until(() -> round.get() > seen + 20);
            stop.set(true);
            writer.join();
            task.untilCaughtUp();
        }
        // Then
        assertThat(round.get()).isGreaterThan(20);
        assertThat(multiset(sink))
                .isEqualTo(server
                        .query(
                                "select id, version, padding, count(*) as n from app.notes group by id, version, padding")
                        .stream()
                        .collect(Collectors.toMap(
                                row -> row.get("id") + " " + row.get("version") + " " + row.get("padding"),
                                row -> Integer.parseInt(row.get("n")))));
        JsonNode statistics = ObservedTable.registry(sink, "statistics/t1/app.notes");
        for (String operation : List.of("insert", "update", "delete")) {
            long delivered = ObservedTable.changes(sink, "notes").stream()
                    .filter(change -> change.at("/metadata/operation").asText().equals(operation))
                    .count();
            assertThat(statistics.get(operation + "s").asLong()).as(operation).isEqualTo(delivered);
        }
    }

    @Test
    void aTableWithoutKeyThatChangesBeforeEachSnapshotStopsTheTask() throws Exception {
        // Given
        server.execute("create table app.notes (id int)", "insert into app.notes values (1)");
        RecordingSink sink = new RecordingSink();
        try (BusyTable busy = new BusyTable(server, "insert into app.notes values (2)");
                RunningSource source = new RunningSource(
                        AdminLogin.settings(server, busy.port()), sink, MigrationType.FULL_LOAD_AND_CDC, 100, "")) {
            // When
            await().atMost(Duration.ofSeconds(90)).until(source::ended);
            // Then
            assertThat(source.failure()).isInstanceOfSatisfying(CrosscurrentException.class, failure -> {
                assertThat(failure.code()).isEqualTo("source.table_too_busy");
                assertThat(failure.getMessage()).contains("app.notes", "500 attempts");
                assertThat(failure.remedy()).contains("primary key");
            });
            assertThat(busy.writes()).isEqualTo(500);
        }
        assertThat(loads(sink, "notes")).isEmpty();
    }

    /** How often each row is there; updates are counted as their before image going and their row coming. */
    private static Map<String, Integer> multiset(RecordingSink sink) {
        Map<String, Integer> rows = new HashMap<>();
        for (JsonNode change : ObservedTable.changes(sink, "notes")) {
            switch (change.at("/metadata/operation").asText()) {
                case "load", "insert" -> rows.merge(text(change.get("data")), 1, LoadCasesIT::sum);
                case "delete" -> rows.merge(text(change.get("data")), -1, LoadCasesIT::sum);
                default -> {
                    JsonNode before = change.get("data").deepCopy();
                    ((com.fasterxml.jackson.databind.node.ObjectNode) before)
                            .put("version", change.at("/data/version").asInt() - 1);
                    rows.merge(text(before), -1, LoadCasesIT::sum);
                    rows.merge(text(change.get("data")), 1, LoadCasesIT::sum);
                }
            }
        }
        return rows;
    }

    private static String text(JsonNode row) {
        return row.get("id").asText() + " " + row.get("version").asText() + " "
                + row.get("padding").asText();
    }

    private static Integer sum(int one, int other) {
        return one + other == 0 ? null : one + other;
    }

    @Test
    void aKeyThatChangesDuringTheLoadBeginsTheTableAgain() throws InterruptedException {
        for (String change : List.of(
                "alter table app.parts drop primary key, add primary key (grp, id)",
                "alter table app.parts modify grp varchar(10) character set utf8mb4 collate utf8mb4_bin not null",
                "alter table app.parts modify grp varchar(10) character set utf8mb4 collate utf8mb4_0900_ai_ci not null")) {
            // Given
            if (change.contains("drop primary")) {
                items("parts", 40_000);
            }
            RecordingSink sink = new RecordingSink();
            for (boolean down : new boolean[] {false, true}) {
                try (LoadTask task = task(sink, 100)) {
                    task.untilMore(2_000);
                    if (!down) {
                        server.execute("update app.parts set version = version + 1 where id % 100 = 3");
                    }
                }
            }
            // When
            server.execute(
                    change,
                    "update app.parts set version = version + 1 where id % 50 = 1",
                    "delete from app.parts where id % 1000 = 7");
            try (LoadTask task = task(sink, 100)) {
                task.untilLoaded("parts");
                task.untilCaughtUp();
            }
            // Then
            assertThat(folded(sink, "parts")).as(change).isEqualTo(rows("parts"));
            assertVersionsNeverFall(ObservedTable.changes(sink, "parts"));
        }
    }

    /** What consumers have in the end who follow the names: rows of the table, as text, by id. */
    private static Map<String, String> followed(RecordingSink sink, String table) {
        Map<String, Map<String, String>> tables = new HashMap<>();
        for (JsonNode message : ObservedTable.messages(sink, "app")) {
            String name = message.at("/metadata/table-name").asText();
            String id = message.at("/data/id").asText() + "|";
            switch (message.at("/metadata/operation").asText()) {
                case "create-table" ->
                    assertThat(tables.put(name, new HashMap<>()))
                            .as(message.toString())
                            .isNull();
                case "drop-table" ->
                    assertThat(tables.remove(name)).as(message.toString()).isNotNull();
                case "rename-table" ->
                    assertThat(tables.put(
                                    name,
                                    tables.remove(
                                            message.at("/control/old-name").asText())))
                            .as(message.toString())
                            .isNull();
                case "add-column" -> assertThat(tables).containsKey(name);
                case "delete" -> tables.get(name).remove(id);
                case "load" ->
                    assertThat(tables.get(name)
                                    .put(id, message.at("/data/version").asText()))
                            .as(message.toString())
                            .isNull();
                default -> tables.get(name).put(id, message.at("/data/version").asText());
            }
        }
        return tables.get(table);
    }

    @Test
    void queuedTablesThatAreRenamedAreLoadedUnderTheirNewNames() throws InterruptedException {
        // Given
        items("a", 300);
        items("b", 200);
        items("c", 100);
        RecordingSink sink = new RecordingSink();
        sink.hold(true);
        try (LoadTask task = task(sink, 50)) {
            task.until(sink::waiting);
            // When
            server.execute(
                    "rename table app.a to app.x, app.b to app.a, app.x to app.b",
                    "rename table app.c to app.d",
                    "update app.d set version = 2 where id < 10",
                    "insert into app.d (id, version) values (1000, 5)");
            sink.hold(false);
            task.untilLoaded("a", "b", "d");
            task.untilCaughtUp();
        }
        // Then
        for (String table : List.of("a", "b", "d")) {
            assertThat(followed(sink, table)).as(table).isEqualTo(rows(table));
        }
        assertThat(loads(sink, "c")).isEmpty();
    }

    @Test
    void aQueuedTableThatIsRenamedWhileTheTaskIsDownIsLoadedUnderItsNewName() throws InterruptedException {
        // Given
        items("t", 300);
        RecordingSink sink = new RecordingSink();
        sink.hold(true);
        try (LoadTask task = task(sink, 100)) {
            task.until(sink::waiting);
            sink.letOneThrough();
            task.until(sink::waiting);
        }
        sink.hold(false);
        assertThat(sink.read("load/app.t")).as("nothing of it was begun").isNull();
        // When
        server.execute(
                "insert into app.t (id, version) values (1000, 2)",
                "rename table app.t to app.u",
                "update app.u set version = 3 where id = 7");
        for (int run = 0; run < 2; run++) {
            try (LoadTask task = task(sink, 100)) {
                task.untilLoaded("u");
                task.untilCaughtUp();
            }
        }
        // Then
        assertThat(followed(sink, "u")).isEqualTo(rows("u"));
    }

    @Test
    void aTableThatIsRenamedInTheMiddleOfItsLoadIsLoadedOn() throws InterruptedException {
        renameInTheMiddle(false);
        server.execute("set global binlog_row_metadata = MINIMAL");
        try {
            renameInTheMiddle(true);
        } finally {
            server.execute("set global binlog_row_metadata = FULL");
        }
    }

    /** @param down whether the task is down when it happens */
    private void renameInTheMiddle(boolean down) throws InterruptedException {
        // Given
        emptyDatabase();
        items("t", 30_000);
        RecordingSink sink = new RecordingSink();
        // When
        try (LoadTask task = task(sink, 100)) {
            task.untilMore(2_000);
            sink.hold(true);
            if (!down) {
                renameAndWrite();
                sink.hold(false);
                task.untilMore(1_000);
            }
        }
        sink.hold(false);
        int before = loads(sink, "t").size();
        if (down) {
            renameAndWrite();
        }
        try (LoadTask task = task(sink, 100)) {
            task.untilLoaded("u");
            task.untilCaughtUp();
        }
        // Then
        assertThat(before).isBetween(1_900, 29_000);
        assertThat(loads(sink, "u")).hasSizeBetween(1_000, 30_000 - before);
        assertThat(difference(followed(sink, "u"), rows("u"))).isEmpty();
    }

    @Test
    void tablesThatSwapTheirNamesInTheMiddleOfTheirLoadsAreLoadedOn() throws InterruptedException {
        // Given
        items("a", 20_000);
        items("b", 10_000);
        server.execute("update app.b set version = 50");
        RecordingSink sink = new RecordingSink();
        // When
        try (LoadTask task = task(sink, 100)) {
            task.untilMore(2_000);
            sink.hold(true);
            server.execute(
                    "update app.a set version = 2 where id % 100 = 1",
                    "rename table app.a to app.x, app.b to app.a, app.x to app.b",
                    "update app.a set version = 60 where id % 100 = 2",
                    "delete from app.b where id % 100 = 3");
            sink.hold(false);
            task.untilMore(1_000);
        }
        try (LoadTask task = task(sink, 100)) {
            task.untilLoaded("a", "b");
            task.untilCaughtUp();
        }
        // Then
        assertThat(ObservedTable.controls(sink, "a")).containsExactly("create-table", "rename-table");
        assertThat(ObservedTable.controls(sink, "b")).containsExactly("create-table", "rename-table");
        assertThat(difference(followed(sink, "a"), rows("a"))).isEmpty();
        assertThat(difference(followed(sink, "b"), rows("b"))).isEmpty();
    }

    /** What one of both has otherwise, by id: short even when the tables are long. */
    private static Map<String, String> difference(Map<String, String> one, Map<String, String> other) {
        Map<String, String> difference = new HashMap<>();
        one.forEach((id, row) -> {
            if (!row.equals(other.get(id))) {
                difference.put(id, row + " and not " + other.get(id));
            }
        });
        other.forEach((id, row) -> {
            if (!one.containsKey(id)) {
                difference.put(id, "missing is " + row);
            }
        });
        return difference;
    }

    private static void renameAndWrite() {
        server.execute(
                "update app.t set version = 2 where id % 100 = 1",
                "rename table app.t to app.u",
                "update app.u set version = version + 1 where id % 100 < 3",
                "delete from app.u where id % 1000 = 7",
                "alter table app.u add more int",
                "insert into app.u (id, version) values (40000, 9)");
    }

    @Test
    void aTableThatIsRenamedWhileItIsLoadedOnceMoreStopsTheTaskForGood() throws InterruptedException {
        // Given
        items("t", 30_000);
        RecordingSink sink = new RecordingSink();
        try (LoadTask task = task(sink, 1_000)) {
            task.untilLoaded("t");
        }
        Map<String, Long> again = Map.of("t", 1L);
        try (LoadTask task = task(sink, MigrationType.FULL_LOAD_AND_CDC, 100, again)) {
            task.untilMore(2_000);
        }
        // When
        server.execute("rename table app.t to app.u");
        for (int run = 0; run < 2; run++) {
            try (LoadTask task = task(sink, MigrationType.FULL_LOAD_AND_CDC, 100, again)) {
                // Then
                assertThat(task.failed()).isInstanceOfSatisfying(CrosscurrentException.class, failure -> {
                    assertThat(failure.code()).isEqualTo("source.renamed_during_load");
                    assertThat(failure.getMessage()).contains("app.t was renamed to app.u");
                    assertThat(failure.remedy()).startsWith("Reload the task");
                });
            }
        }
        assertThat(loads(sink, "u")).isEmpty();
    }
}
