/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosscurrent.core.source.TaskDefinition.MigrationType;
import io.crosscurrent.testing.MySqlServer;
import io.crosscurrent.testing.history.HistoryCheck;
import io.crosscurrent.testing.history.RowEvent;
import io.crosscurrent.testing.history.Workload;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What load and stream promise together, on every kind of server. */
interface CaptureContract {
    MySqlServer server();

    /** Allows recursion deep enough for the rows of a test. */
    default String deepRecursion() {
        return "set session cte_max_recursion_depth = 100000; ";
    }

    @BeforeEach
    default void emptyDatabase() {
        server().execute("drop database if exists app", "create database app");
    }

    @Test
    default void loadUnderWritesWithCrashesDeliversEachChangeOnce() throws InterruptedException {
        // Given
        Workload workload = new Workload(server(), "app.accounts", 12_000, 11);
        workload.createTable();
        Thread writer = new Thread(workload::run, "test-writer");
        writer.start();
        RecordingSink sink = new RecordingSink();
        Random random = new Random(5);
        // When
        for (int i = 0; i < 6; i++) {
            try (RunningSource source = start(sink, MigrationType.FULL_LOAD_AND_CDC, 300)) {
                int enough = sink.size() + 200 + random.nextInt(1_500);
                await().atMost(Duration.ofSeconds(60)).until(() -> source.failure() != null || sink.size() > enough);
                assertThat(source.failure()).isNull();
            }
        }
        try (RunningSource source = start(sink, MigrationType.FULL_LOAD_AND_CDC, 300)) {
            await().atMost(Duration.ofSeconds(120)).until(() -> source.failure() != null || loaded(sink, "accounts"));
            long written = workload.transactions();
            await().atMost(Duration.ofSeconds(60)).until(() -> workload.transactions() > written + 200);
            workload.stop();
            writer.join();
            awaitEnd(sink, source);
        }
        // Then
        HistoryCheck check = new HistoryCheck();
        for (JsonNode change : ObservedTable.changes(sink, "accounts")) {
            check.observe(
                    change.at("/data/id").asText(),
                    new RowEvent(
                            change.at("/metadata/operation").asText(),
                            change.at("/data/version").asLong()));
        }
        assertThat(check.anomalies(workload.committed())).isEmpty();
        JsonNode statistics = ObservedTable.registry(sink, "statistics/t1/app.accounts");
        long loads = operations(sink, "accounts", "load");
        assertThat(statistics.get("fullLoadRows").asLong()).isEqualTo(loads);
        assertThat(statistics.get("inserts").asLong()).isEqualTo(operations(sink, "accounts", "insert"));
        assertThat(statistics.get("updates").asLong()).isEqualTo(operations(sink, "accounts", "update"));
        assertThat(statistics.get("deletes").asLong()).isEqualTo(operations(sink, "accounts", "delete"));
    }

    @Test
    default void loadsKeysOfTextWhileTheyChange() throws InterruptedException {
        // Given
        server().execute("create table app.codes (code varchar(20) character set latin1 collate latin1_german1_ci,"
                + " region char(4) not null, version bigint, primary key (region, code))");
        loadWhileChanging(
                "codes",
                List.of("region", "code"),
                random -> "'" + "aÄzé B".charAt(random.nextInt(6)) + random.nextInt(1500) + "'",
                random -> "'" + (random.nextBoolean() ? "de" : random.nextBoolean() ? "FR" : "fr") + "'");
    }

    @Test
    default void loadsKeysOfSeveralKindsWhileTheyChange() throws InterruptedException {
        // Given
        server().execute(
                        "create table app.prices (amount decimal(8,2), version bigint, day date, primary key (day, amount))");
        loadWhileChanging(
                "prices",
                List.of("day", "amount"),
                random -> (random.nextInt(400) - 200) + ".25",
                random -> "'20" + (10 + random.nextInt(20)) + "-0" + (1 + random.nextInt(9)) + "-11'");
    }

    /** Makes a value of a key column as SQL. */
    interface KeyValue {
        String next(Random random);
    }

    private void loadWhileChanging(String table, List<String> key, KeyValue second, KeyValue first)
            throws InterruptedException {
        Random random = new Random(3);
        String insert = "insert into app." + table + " (" + key.get(0) + ", " + key.get(1) + ", version) values (";
        for (int i = 0; i < 20; i++) {
            StringBuilder many = new StringBuilder(
                    "insert ignore into app." + table + " (" + key.get(0) + ", " + key.get(1) + ", version) values ");
            for (int row = 0; row < 100; row++) {
                many.append(row == 0 ? "" : ",").append("(" + first.next(random) + "," + second.next(random) + ",1)");
            }
            server().execute(many.toString());
        }
        RecordingSink sink = new RecordingSink();
        // When
        boolean restarted = false;
        for (int run = 0; run < 2; run++) {
            try (RunningSource source = start(sink, MigrationType.FULL_LOAD_AND_CDC, 60)) {
                for (int i = 0; i < 250 && source.failure() == null; i++) {
                    String f = first.next(random);
                    String s = second.next(random);
                    String where = " where " + key.get(0) + " = " + first.next(random) + " and " + key.get(1) + " = "
                            + second.next(random);
                    String update = " on duplicate key update version = version + 1, " + key.get(1) + " = values("
                            + key.get(1) + ")";
                    server().execute(
                                    insert + f + "," + s + ",1)" + update,
                                    "delete from app." + table + where,
                                    "update ignore app." + table + " set version = version + 1, " + key.get(1) + " = "
                                            + second.next(random) + where.replace("and", "and 1=1 and"));
                }
                if (restarted) {
                    await().atMost(Duration.ofSeconds(60)).until(() -> source.failure() != null || loaded(sink, table));
                    awaitEnd(sink, source);
                }
                restarted = true;
            }
        }
        // Then
        Map<String, String> expected = new HashMap<>();
        server().query("select " + key.get(0) + " as a, " + key.get(1) + " as b, version as v from app." + table)
                .forEach(row -> expected.put(row.get("a") + "|" + number(row.get("b")) + "|", row.get("v")));
        Map<String, String> actual = new HashMap<>();
        ObservedTable.fold(sink, table, key.toArray(String[]::new))
                .forEach((name, row) -> actual.put(
                        row.get(key.get(0)).asText() + "|"
                                + number(row.get(key.get(1)).asText()) + "|",
                        row.get("version").asText()));
        assertThat(actual).isEqualTo(expected);
    }

    private static String number(String text) {
        return text.endsWith(".25") ? Double.toString(Double.parseDouble(text)) : text;
    }

    @Test
    default void loadsATableWithoutAKeyInOnePiece() throws InterruptedException {
        // Given
        server().execute("create table app.notes (id int, text varchar(40))");
        for (int i = 0; i < 40; i++) {
            server().execute("insert into app.notes values (" + i + ", 'same'), (7, 'seven'), (7, 'seven')");
        }
        RecordingSink sink = new RecordingSink();
        try (RunningSource source = start(sink, MigrationType.FULL_LOAD_AND_CDC, 10)) {
            // When
            server().execute("insert into app.notes values (1000, 'later')");
            await().atMost(Duration.ofSeconds(30)).until(() -> source.failure() != null || loaded(sink, "notes"));
            server().execute("delete from app.notes where id = 0");
            awaitEnd(sink, source);
        }
        // Then
        List<JsonNode> changes = ObservedTable.changes(sink, "notes");
        assertThat(changes).hasSize(122);
        assertThat(operations(sink, "notes", "load")).isBetween(120L, 121L);
        assertThat(changes.get(121).at("/metadata/operation").asText()).isEqualTo("delete");
    }

    @Test
    default void streamsOnlyWhatComesAfterItsStartWithoutALoad() throws InterruptedException {
        // Given
        server().execute("create table app.orders (id int primary key, comments varchar(40))");
        server().execute("insert into app.orders values (1, 'before')");
        RecordingSink sink = new RecordingSink();
        try (RunningSource source = start(sink, MigrationType.CDC, 100)) {
            await().until(() -> sink.size() > 0 || source.failure() != null);
            // When
            server().execute(
                            "insert into app.orders values (2, 'hold')",
                            "update app.orders set comments = 'gone' where id = 1",
                            "update app.orders set id = 3 where id = 2",
                            "delete from app.orders where id = 1");
            awaitEnd(sink, source);
        }
        // Then
        assertThat(ObservedTable.changes(sink, "orders"))
                .extracting(change -> change.at("/metadata/operation").asText() + " "
                        + change.at("/data/id").asText())
                .containsExactly("insert 2", "update 1", "delete 2", "insert 3", "delete 1");
        assertThat(ObservedTable.controls(sink, "orders")).containsExactly("create-table");
    }

    private static long delivered(RecordingSink sink) {
        return sink.records().stream()
                .filter(record -> record.topic().equals("changes"))
                .count();
    }

    @Test
    default void aTransactionIsOneUnitAndALargeOneIsResumedInside() throws InterruptedException {
        // Given
        server().execute("create table app.big (id int primary key, text varchar(3000))");
        RecordingSink sink = new RecordingSink();
        try (RunningSource source = start(sink, MigrationType.CDC, 100)) {
            await().until(() -> sink.size() > 0 || source.failure() != null);
        }
        server().execute(deepRecursion() + "insert into app.big with recursive n(i) as (select 1"
                + " union all select i + 1 from n where i < 9000) select i, repeat('x', 2500) from n");
        // When
        int runs = 0;
        while (ObservedTable.changes(sink, "big").size() < 9_000 && runs++ < 12) {
            long before = delivered(sink);
            try (RunningSource source = start(sink, MigrationType.CDC, 100)) {
                await().until(() -> delivered(sink) > before || source.failure() != null);
                assertThat(source.failure()).isNull();
            }
        }
        // Then
        assertThat(ObservedTable.changes(sink, "big"))
                .extracting(change -> change.at("/data/id").asInt())
                .hasSize(9_000)
                .doesNotHaveDuplicates()
                .isSorted();
        assertThat(ObservedTable.changes(sink, "big"))
                .extracting(
                        change -> change.at("/metadata/transaction-record-id").asInt())
                .isSorted()
                .endsWith(9_000);
    }

    @Test
    default void aTaskThatOnlyLoadsEnds() throws InterruptedException {
        // Given
        server().execute(
                        "create table app.small (id int primary key)",
                        "insert into app.small values (1), (2), (3)",
                        "create table app.nothing (id int primary key)");
        RecordingSink sink = new RecordingSink();
        // When
        try (RunningSource source = start(sink, MigrationType.FULL_LOAD, 2)) {
            await().atMost(Duration.ofSeconds(30)).until(source::ended);
            // Then
            assertThat(source.failure()).isNull();
        }
        assertThat(ObservedTable.changes(sink, "small")).hasSize(3);
        assertThat(ObservedTable.registry(sink, "task/t1").get("phase").asText())
                .isEqualTo("finished");
    }

    @Test
    default void followsColumnsThatChangeAlsoWhileItIsDown() throws InterruptedException {
        // Given
        server().execute("create table app.items (id int primary key, name varchar(20))");
        RecordingSink sink = new RecordingSink();
        try (RunningSource source = start(sink, MigrationType.CDC, 100)) {
            await().until(() -> sink.size() > 0 || source.failure() != null);
            server().execute(
                            "insert into app.items values (1, 'one')",
                            "alter table app.items add column weight decimal(6,2) first, add index (name)",
                            "insert into app.items values (2.25, 2, 'two')");
            awaitEnd(sink, source);
        }
        // When
        server().execute(
                        "alter table app.items drop column weight",
                        "insert into app.items values (3, 'three')",
                        "alter table app.items change column name title varchar(30) character set latin1",
                        "insert into app.items values (4, 'vier')",
                        "create table app.later (id int primary key, state enum('new', 'old'))",
                        "insert into app.later values (1, 'old')");
        try (RunningSource source = start(sink, MigrationType.CDC, 100)) {
            awaitEnd(sink, source);
        }
        // Then
        assertThat(ObservedTable.changes(sink, "items"))
                .extracting(change -> change.get("data").toString())
                .containsExactly(
                        "{\"id\":1,\"name\":\"one\"}",
                        "{\"weight\":2.25,\"id\":2,\"name\":\"two\"}",
                        "{\"id\":3,\"name\":\"three\"}",
                        "{\"id\":4,\"title\":\"vier\"}");
        assertThat(ObservedTable.changes(sink, "later"))
                .extracting(change -> change.get("data").toString())
                .containsExactly("{\"id\":1,\"state\":\"old\"}");
        assertThat(ObservedTable.controls(sink, "items").subList(0, 3))
                .containsExactly("create-table", "add-column", "drop-column");
        assertThat(ObservedTable.controls(sink, "later")).containsExactly("create-table");
        assertThat(ObservedTable.registry(sink, "table/t1/app.items")
                        .get("columns")
                        .toString())
                .contains("title")
                .doesNotContain("weight");
    }

    @Test
    default void followsATableThatIsSwappedForItsAlteredCopy() throws InterruptedException {
        // Given
        server().execute("create table app.users (id int primary key)", "create database if not exists other");
        RecordingSink sink = new RecordingSink();
        try (RunningSource source = start(sink, MigrationType.CDC, 100)) {
            await().until(() -> sink.size() > 0 || source.failure() != null);
            server().execute("create table app._users_new like app.users");
            awaitEnd(sink, source);
        }
        try (RunningSource source = start(sink, MigrationType.CDC, 100)) {
            // When
            server().execute(
                            "alter table app._users_new add column email varchar(50)",
                            "insert into app.users values (1)",
                            "rename table app.users to app._users_old, app._users_new to app.users",
                            "insert into app.users values (2, 'a@b.c')");
            awaitEnd(sink, source);
        }
        // Then
        assertThat(ObservedTable.changes(sink, "users"))
                .extracting(change -> change.get("data").toString())
                .containsExactly("{\"id\":1}", "{\"id\":2,\"email\":\"a@b.c\"}");
    }

    @Test
    default void loadsATableThatIsAlteredMeanwhile() throws InterruptedException {
        // Given
        server().execute(
                        "create table app.parts (id int primary key, name varchar(20))",
                        deepRecursion() + "insert into app.parts with recursive n(i) as (select 1 union all"
                                + " select i + 1 from n where i < 30000) select i, concat('n', i) from n");
        RecordingSink sink = new RecordingSink();
        // When
        for (int run = 0; run < 3; run++) {
            int before = sink.size();
            try (RunningSource source = start(sink, MigrationType.FULL_LOAD_AND_CDC, 30)) {
                await().until(() -> sink.size() > before + 500 || loaded(sink, "parts") || source.failure() != null);
                server().execute(
                                "insert into app.parts (id, name) values (" + -run + ", 'low'), (" + (40_000 + run)
                                        + ", 'high')",
                                "alter table app.parts add column c" + run + " int default " + run + " first",
                                "update app.parts set name = 'changed' where id % 100 = " + run);
            }
        }
        try (RunningSource source = start(sink, MigrationType.FULL_LOAD_AND_CDC, 30)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> source.failure() != null || loaded(sink, "parts"));
            awaitEnd(sink, source);
        }
        // Then
        Map<String, String> expected = new HashMap<>();
        server().query("select id, name from app.parts")
                .forEach(row -> expected.put(row.get("id") + "|", row.get("name")));
        Map<String, String> actual = new HashMap<>();
        ObservedTable.fold(sink, "parts", "id")
                .forEach((key, row) -> actual.put(key, row.get("name").asText()));
        assertThat(actual).isEqualTo(expected);
        assertThat(operations(sink, "parts", "load"))
                .as("each row is loaded once")
                .isEqualTo(ObservedTable.changes(sink, "parts").stream()
                        .filter(change ->
                                change.at("/metadata/operation").asText().equals("load"))
                        .map(change -> change.at("/data/id").asInt())
                        .distinct()
                        .count());
    }

    @Test
    default void theLoadLocksNothingAndHoldsNoWriterUp() throws InterruptedException {
        // Given
        server().execute(
                        "create table app.parts (id int primary key, version int)",
                        deepRecursion() + "insert into app.parts with recursive n(i) as (select 1 union all"
                                + " select i + 1 from n where i < 20000) select i, 1 from n",
                        "create table app.notes as select * from app.parts where id < 500");
        RecordingSink sink = new RecordingSink();
        sink.hold(true);
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger round = new AtomicInteger();
        AtomicReference<RuntimeException> refused = new AtomicReference<>();
        Thread writer = new Thread(() -> writeImpatiently(stop, round, refused), "test-writer");
        try (WatchedLogin login = new WatchedLogin(server())) {
            // When
            try (RunningSource source =
                    new RunningSource(login.settings(), sink, MigrationType.FULL_LOAD_AND_CDC, 50, "")) {
                writer.start();
                await().until(() -> source.failure() != null || sink.waiting());
                while (operations(sink, "parts", "load") == 0) {
                    sink.letOneThrough();
                    await().until(() -> source.failure() != null || sink.waiting());
                    assertThat(source.failure()).isNull();
                }
                int seen = round.get();
                await().until(() -> refused.get() != null || round.get() > seen + 10);
                assertThat(loaded(sink, "parts")).as("the load is not over").isFalse();
                sink.hold(false);
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> source.failure() != null || loaded(sink, "parts") && loaded(sink, "notes"));
                assertThat(source.failure()).isNull();
            } finally {
                stop.set(true);
                writer.join();
            }
            // Then
            assertThat(refused.get()).isNull();
            assertThat(login.statements())
                    .anyMatch(sql -> sql.contains("`parts`"))
                    .anyMatch(sql -> sql.contains("`notes`"))
                    .allSatisfy(sql -> assertThat(sql)
                            .matches("(?is)(SELECT|SHOW|SET (?!GLOBAL|PERSIST)|COMMIT|ROLLBACK"
                                    + "|START TRANSACTION .*READ ONLY).*")
                            .doesNotContainPattern(
                                    "(?i)\\b(LOCK|FLUSH|GET_LOCK|FOR (UPDATE|SHARE)|INTO (OUT|DUMP)FILE)\\b"));
        }
    }

    private void writeImpatiently(AtomicBoolean stop, AtomicInteger round, AtomicReference<RuntimeException> refused) {
        try {
            while (!stop.get()) {
                int id = 1 + round.incrementAndGet() * 37 % 20_000;
                server().execute(
                                "set session lock_wait_timeout = 1, innodb_lock_wait_timeout = 1",
                                "update app.parts set version = version + 1 where id = " + id,
                                "update app.notes set version = version + 1 where id = " + id % 500,
                                "delete from app.notes where id = " + id % 500 + " limit 1",
                                "insert into app.notes values (" + id % 500 + ", 0)");
            }
        } catch (RuntimeException e) {
            refused.set(e);
        }
    }

    @Test
    default void aTaskHasOneDumpConnectionAndLeavesNoSession() throws InterruptedException {
        // Given
        server().execute("create table app.t (id int primary key)", "insert into app.t values (1)");
        RecordingSink sink = new RecordingSink();
        try (WatchedLogin login = new WatchedLogin(server())) {
            // When
            try (RunningSource source =
                    new RunningSource(login.settings(), sink, MigrationType.FULL_LOAD_AND_CDC, 100, "")) {
                await().until(() -> source.failure() != null || loaded(sink, "t"));
                server().execute("insert into app.t values (2)");
                awaitEnd(sink, source);
                // Then
                assertThat(login.sessions())
                        .filteredOn(command -> command.startsWith("Binlog Dump"))
                        .hasSize(1);
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> login.sessions().isEmpty());
        }
    }

    default RunningSource start(RecordingSink sink, MigrationType type, int rangeRows) {
        return new RunningSource(server(), sink, type, rangeRows, "");
    }

    static boolean loaded(RecordingSink sink, String table) {
        JsonNode statistics = ObservedTable.registry(sink, "statistics/t1/app." + table);
        return statistics != null && statistics.get("state").asText().equals("Table completed");
    }

    /** Waits until everything committed so far has arrived: a last change to a table of its own is the mark. */
    default void awaitEnd(RecordingSink sink, RunningSource source) {
        Map<String, String> end = server().query("show master status").get(0);
        String position = end.get("File") + ":" + end.get("Position");
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            if (source.failure() != null) {
                return true;
            }
            JsonNode task = ObservedTable.registry(sink, "task/t1");
            return task != null
                    && io.crosscurrent.mysql.position.BinlogPosition.parse(
                                            task.get("position").asText())
                                    .compareTo(io.crosscurrent.mysql.position.BinlogPosition.parse(position))
                            >= 0;
        });
        assertThat(source.failure()).isNull();
    }

    private static long operations(RecordingSink sink, String table, String operation) {
        return ObservedTable.changes(sink, table).stream()
                .filter(change -> change.at("/metadata/operation").asText().equals(operation))
                .count();
    }
}
