/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crosscurrent.core.source.TaskDefinition.MigrationType;
import io.crosscurrent.testing.MySqlServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Keys of every type and collation, loaded in ranges that are read in parallel, while rows and keys change. */
class LoadKeysIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ROWS = 1_500;
    private static final String WORD = "concat(elt(1 + floor(rand() * 8), 'a', 'Ä', 'B', 'b', 'é', 'E', 'ß', 'ss'),"
            + " elt(1 + floor(rand() * 4), '', ' x', '-Y', '_z'), floor(rand() * 900))";
    private static final String NUMBER = "floor(rand() * 6000) - 3000";

    /** Definition of the key columns k1 and k2, and SQL that makes a value of each. */
    private record KeyCase(String columns, String first, String second) {}

    private static final Map<String, KeyCase> CASES = new LinkedHashMap<>();

    static {
        single("text_0900_ai_ci", "varchar(20) character set utf8mb4 collate utf8mb4_0900_ai_ci", WORD);
        single("text_swedish", "varchar(20) character set latin1 collate latin1_swedish_ci", WORD);
        single("text_bin", "varchar(20) character set utf8mb4 collate utf8mb4_bin", WORD);
        single("text_padded", "varchar(20) character set utf8mb4 collate utf8mb4_unicode_ci", WORD);
        single("text_general", "char(20) character set utf8mb3 collate utf8mb3_general_ci", WORD);
        single("text_ucs2", "varchar(20) character set ucs2 collate ucs2_general_ci", WORD);
        single(
                "text_gbk",
                "varchar(20) character set gbk",
                "concat('中', char(97 + floor(rand() * 26)), floor(rand() * 900))");
        single("uuid_text", "char(36) character set ascii", "uuid()");
        single("uuid_binary", "binary(16)", "unhex(md5(rand()))");
        single(
                "var_binary",
                "varbinary(12)",
                "concat(char(floor(rand() * 3)), char(floor(rand() * 256)), char(floor(rand() * 256)))");
        single("negative", "int", NUMBER);
        single("big_unsigned", "bigint unsigned", "18446744073709551615 - cast(floor(rand() * 6000) as unsigned)");
        single("decimals", "decimal(20, 4)", "(" + NUMBER + ") / 16");
        single("days", "date", "date_add('1999-12-31', interval " + NUMBER + " day)");
        single("moments", "datetime(6)", "date_add('2001-01-01', interval " + NUMBER + " * 1001 microsecond)");
        single("stamps", "timestamp(3)", "date_add('2001-01-01', interval " + NUMBER + " minute)");
        single("times", "time(2)", "sec_to_time(" + NUMBER + " * 7)");
        single("years", "smallint unsigned", "floor(rand() * 6000)");
        single("labels", "enum('z', 'y', 'x', 'c', 'b', 'a')", "1 + floor(rand() * 6)");
        single("doubles", "double", "(" + NUMBER + ") / 8");
        CASES.put(
                "text_and_int",
                new KeyCase("k1 varchar(10), k2 int, primary key (k2, k1)", shortWord(), "floor(rand() * 40)"));
        CASES.put(
                "int_and_label",
                new KeyCase("k1 int, k2 enum('b', 'a'), primary key (k1, k2)", NUMBER, "1 + floor(rand() * 2)"));
    }

    private static String shortWord() {
        return "left(" + WORD + ", 10)";
    }

    private static void single(String table, String type, String value) {
        CASES.put(table, new KeyCase("k1 " + type + " primary key, k2 int", value, "0"));
    }

    private static MySqlServer server;

    @BeforeAll
    static void startServer() {
        server = MySqlServer.start(MySqlServer.Options.full()
                .with("gtid_mode", "ON")
                .with("binlog_row_metadata", "FULL")
                .with("sync_binlog", "0")
                .with("innodb_flush_log_at_trx_commit", "2"));
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void everyKindOfKeyIsLoadedExactlyWhileItsRowsChange() throws Exception {
        // Given
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create database app; set session cte_max_recursion_depth = 100000");
            for (Map.Entry<String, KeyCase> entry : CASES.entrySet()) {
                statement.execute("create table app." + entry.getKey() + " (uid int, version int, "
                        + entry.getValue().columns() + ")");
                statement.execute("insert ignore into app." + entry.getKey() + " (uid, version, k1, k2)"
                        + " with recursive n(i) as (select 1 union all select i + 1 from n where i < " + ROWS
                        + ") select i, 1, " + entry.getValue().first() + ", "
                        + entry.getValue().second() + " from n");
            }
        }
        RecordingSink sink = new RecordingSink();
        AtomicBoolean stop = new AtomicBoolean();
        AtomicReference<Throwable> broken = new AtomicReference<>();
        Thread writer = new Thread(() -> write(stop, broken), "test-writer");
        writer.start();
        // When
        for (int run = 0; run < 3; run++) {
            try (LoadTask task = new LoadTask(server, sink, MigrationType.FULL_LOAD_AND_CDC, 60, Map.of())) {
                task.untilMore(8_000);
            }
        }
        try (LoadTask task = new LoadTask(server, sink, MigrationType.FULL_LOAD_AND_CDC, 60, Map.of())) {
            task.untilLoaded(CASES.keySet().toArray(String[]::new));
            stop.set(true);
            writer.join();
            task.untilCaughtUp();
        }
        // Then
        assertThat(broken.get()).isNull();
        Map<String, Map<String, String>> folded = fold(sink);
        for (String table : CASES.keySet()) {
            Map<String, Long> expected =
                    server.query("select concat(uid, ' ', version) as r from app." + table).stream()
                            .collect(Collectors.groupingBy(row -> row.get("r"), Collectors.counting()));
            Map<String, Long> actual = folded.getOrDefault(table, Map.of()).values().stream()
                    .collect(Collectors.groupingBy(row -> row, Collectors.counting()));
            assertThat(actual).as(table).isEqualTo(expected);
        }
    }

    private static void write(AtomicBoolean stop, AtomicReference<Throwable> broken) {
        Random random = new Random(7);
        int uid = 1_000_000;
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            while (!stop.get()) {
                for (Map.Entry<String, KeyCase> entry : CASES.entrySet()) {
                    String table = "app." + entry.getKey();
                    KeyCase key = entry.getValue();
                    int some = 1 + random.nextInt(ROWS);
                    statement.execute("insert ignore into " + table + " (uid, version, k1, k2) select " + uid++
                            + ", 1, " + key.first() + ", " + key.second());
                    statement.execute("update " + table + " set version = version + 1 where uid between " + some
                            + " and " + (some + 3));
                    statement.execute("update ignore " + table + " set version = version + 1, k1 = " + key.first()
                            + " where uid = " + (1 + random.nextInt(ROWS)));
                    statement.execute("delete from " + table + " where uid = " + (1 + random.nextInt(ROWS)));
                }
            }
        } catch (SQLException | RuntimeException e) {
            broken.set(e);
        }
    }

    /** By table and Kafka key, the row that is there in the end. A first record of a key that is no load or insert is an error. */
    private static Map<String, Map<String, String>> fold(RecordingSink sink) throws JsonProcessingException {
        Map<String, Map<String, String>> tables = new HashMap<>();
        for (RecordingSink.Visible record : sink.records()) {
            JsonNode message = record.topic().equals("changes") ? JSON.readTree(record.value()) : null;
            if (message == null || !message.at("/metadata/record-type").asText().equals("data")) {
                continue;
            }
            String table = message.at("/metadata/table-name").asText();
            Map<String, String> rows = tables.computeIfAbsent(table, name -> new HashMap<>());
            String row = message.at("/data/uid").asText() + " "
                    + message.at("/data/version").asText();
            switch (message.at("/metadata/operation").asText()) {
                case "load", "insert" ->
                    assertThat(rows.put(record.key(), row))
                            .as("%s %s is new: %s", table, record.key(), record.value())
                            .isNull();
                case "update" ->
                    assertThat(rows.put(record.key(), row))
                            .as("%s %s was there: %s", table, record.key(), record.value())
                            .isNotNull();
                default ->
                    assertThat(rows.remove(record.key()))
                            .as("%s %s was there: %s", table, record.key(), record.value())
                            .isNotNull();
            }
        }
        return tables;
    }
}
