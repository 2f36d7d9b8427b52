/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.flink.catalog;

import static io.crosscurrent.flink.TestPlatform.control;
import static io.crosscurrent.flink.TestPlatform.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosscurrent.core.table.ColumnType;
import io.crosscurrent.engines.kafka.KafkaEngine;
import io.crosscurrent.flink.SqlClient;
import io.crosscurrent.flink.TestPlatform;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables and views a person creates while the catalogue is the current one. */
class OwnTablesIT {
    private static final String ROWS_OF_MESSAGES =
            """
            CREATE TABLE %s (
              `data` ROW<`orderNumber` INT, `orderDate` STRING, `requiredDate` STRING, `shippedDate` STRING,
                         `status` STRING, `comments` STRING, `customerNumber` INT>,
              `metadata` ROW<`timestamp` STRING, `record-type` STRING, `operation` STRING, `partition-key-type` STRING,
                             `schema-name` STRING, `table-name` STRING, `transaction-id` BIGINT, `commit-timestamp` STRING>
            ) WITH (
              'connector' = 'kafka', 'topic' = 'salesdb.orders',
              'properties.bootstrap.servers' = '%s', 'properties.group.id' = 'salesdb-orders',
              'scan.startup.mode' = 'earliest-offset', %s
              'format' = 'json', 'json.ignore-parse-errors' = 'true', 'json.fail-on-missing-field' = 'false')""";
    private static final String LATEST =
            """
            CREATE VIEW %s AS
            SELECT orderNumber, orderDate, requiredDate, shippedDate, status, comments, customerNumber, operation, changed_at
            FROM ( SELECT c.`data`.`orderNumber` AS orderNumber, c.`data`.`orderDate` AS orderDate,
                          c.`data`.`requiredDate` AS requiredDate, c.`data`.`shippedDate` AS shippedDate,
                          c.`data`.`status` AS status, c.`data`.`comments` AS comments,
                          c.`data`.`customerNumber` AS customerNumber, c.`metadata`.`operation` AS operation,
                          c.`metadata`.`timestamp` AS changed_at,
                          ROW_NUMBER() OVER (PARTITION BY c.`data`.`orderNumber` ORDER BY c.`metadata`.`timestamp` DESC) AS rn
                   FROM %s AS c WHERE c.`metadata`.`record-type` = 'data' )
            WHERE rn = 1""";

    @TempDir
    static Path directory;

    private static TestPlatform platform;
    private static SqlClient sql;

    @BeforeAll
    static void start() {
        platform = new TestPlatform(directory.resolve("kafka"));
        platform.topic("salesdb.orders", 1);
        platform.send(
                "salesdb.orders",
                control("", "awsdms_apply_exceptions"),
                control("salesdb", "orders"),
                order("load", 1, 10100, "null"),
                order("load", 2, 10101, "\"Check on availability.\""),
                order("load", 3, 10102, "\"hold\""),
                order("update", 4, 10100, "\"Need expedited delivery\""),
                order("delete", 5, 10102, "\"hold\""));
        sql = new SqlClient();
        sql.useCatalog("crosscurrent", platform.kafka());
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void theViewOfTheLatestChangePerKeyNeedsNoPasswordInItsTable() throws Exception {
        // Given
        sql.run(
                ROWS_OF_MESSAGES.formatted(
                        "orders_cdc", platform.kafka().bootstrapServers(), "'scan.bounded.mode' = 'latest-offset',"),
                LATEST.formatted("orders_latest", "orders_cdc"));
        // Then
        assertThat(sql.result("SELECT orderNumber, comments, operation FROM orders_latest"))
                .containsExactly(
                        "10100, Need expedited delivery, update",
                        "10101, Check on availability., load",
                        "10102, hold, delete");
        assertThat(sql.list("SHOW VIEWS")).contains("orders_latest");
    }

    @Test
    void aTemporaryTableNeedsNoPasswordWithTheModule() throws Exception {
        // Given
        sql.run("LOAD MODULE crosscurrent WITH (%s)"
                .formatted(SqlClient.options(platform.kafka().clientProperties())));
        try {
            sql.run(ROWS_OF_MESSAGES
                    .formatted(
                            "orders_for_now",
                            platform.kafka().bootstrapServers(),
                            "'scan.bounded.mode' = 'latest-offset',")
                    .replaceFirst("CREATE TABLE", "CREATE TEMPORARY TABLE"));
            // Then
            assertThat(sql.result("SELECT t.`data`.`orderNumber` FROM orders_for_now AS t WHERE t.`data` IS NOT NULL"))
                    .hasSize(5);
        } finally {
            sql.run("UNLOAD MODULE crosscurrent");
        }
    }

    @Test
    void aTableMayLogInByItself() throws Exception {
        // Given
        String login =
                SqlClient.options(platform.kafka().clientProperties()) + ", 'scan.bounded.mode' = 'latest-offset',";
        sql.run(ROWS_OF_MESSAGES
                .formatted("orders_login", platform.kafka().bootstrapServers(), login)
                .replaceFirst("'properties.bootstrap.servers' = '[^']*', ", ""));
        // Then
        assertThat(sql.result("SELECT t.`data`.`orderNumber` FROM orders_login AS t WHERE t.`data` IS NOT NULL"))
                .containsExactly("10100", "10100", "10101", "10102", "10102");
    }

    @Test
    void aRunningQueryShowsChangesAsTheyCome() throws Exception {
        // Given
        platform.registryTopic();
        platform.topic("live", 1);
        platform.register(TestPlatform.captured(
                "live",
                "t",
                "live",
                List.of(TestPlatform.column("id", ColumnType.INT32), TestPlatform.column("v", ColumnType.STRING)),
                "id"));
        platform.send("live", message("live", "t", "load", 1, "{\"id\": 1, \"v\": \"a\"}"));
        List<String> changes = new ArrayList<>();
        try (CloseableIterator<Row> rows =
                sql.environment().executeSql("SELECT * FROM live.t").collect()) {
            changes.add(rows.next().toString());
            // When
            platform.send(
                    "live",
                    message("live", "t", "update", 2, "{\"id\": 1, \"v\": \"b\"}"),
                    message("live", "t", "delete", 3, "{\"id\": 1, \"v\": \"b\"}"));
            for (int i = 0; i < 3; i++) {
                changes.add(rows.next().toString());
            }
        }
        // Then
        assertThat(changes).containsExactly("+I[1, a]", "-U[1, a]", "+U[1, b]", "-D[1, b]");
    }

    @Test
    void rowsAreWrittenToATableOnTheSameKafkaWithoutPassword() throws Exception {
        // Given
        platform.topic("copy", 1);
        sql.run("CREATE TABLE copy (id INT, v STRING) WITH ('connector' = 'kafka', 'topic' = 'copy',"
                + " 'scan.startup.mode' = 'earliest-offset', 'format' = 'json')");
        // When
        sql.environment().executeSql("INSERT INTO copy VALUES (1, 'x')").await();
        // Then
        assertThat(sql.result("SELECT * FROM copy " + SqlClient.TO_THE_END)).containsExactly("1, x");
        assertThat(sql.list("SHOW CREATE TABLE copy").toString()).doesNotContain("sasl", TestPlatform.PASSWORD);
    }

    @Test
    void aPropertiesFileKeepsThePasswordOutOfTheCatalogue() throws Exception {
        // Given
        Path file = directory.resolve("client.properties");
        Properties properties = new Properties();
        properties.putAll(platform.kafka().clientProperties());
        try (Writer out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
        // When
        sql.run("CREATE CATALOG from_file WITH ('type' = 'crosscurrent', 'client-properties-file' = '" + file + "')");
        // Then
        assertThat(sql.list("SHOW DATABASES IN from_file")).contains("default");
        assertThat(sql.list("SHOW CREATE CATALOG from_file").toString()).doesNotContain(TestPlatform.PASSWORD);
    }

    @Test
    void whenKafkaDoesNotAnswerLookUpsFailClearly() throws Exception {
        // Given
        SqlClient cutOff = new SqlClient();
        cutOff.run(
                "CREATE CATALOG nowhere WITH ('type' = 'crosscurrent', 'registry.timeout' = '1 s',"
                        + " 'properties.bootstrap.servers' = '127.0.0.1:9')",
                "USE CATALOG nowhere");
        // Then
        assertThatThrownBy(() -> cutOff.list("SHOW DATABASES"))
                .hasStackTraceContaining("The registry topic crosscurrent-registry at 127.0.0.1:9 cannot be read")
                .hasStackTraceContaining("[flink.registry]");
    }

    @Test
    void aWrongPasswordIsNamedAsSuchWithoutShowingIt() {
        // Given
        KafkaEngine kafka = platform.kafka();
        Map<String, String> wrong = kafka.clientProperties("platform", "wrong-secret");
        SqlClient refused = new SqlClient();
        refused.run("CREATE CATALOG refused WITH ('type' = 'crosscurrent', 'registry.timeout' = '5 s', "
                + SqlClient.options(wrong) + ")");
        // Then
        assertThatThrownBy(() -> refused.list("SHOW DATABASES IN refused"))
                .hasStackTraceContaining("crosscurrent-registry")
                .hasStackTraceContaining("Authentication failed")
                .satisfies(e -> assertThat(e.toString()).doesNotContain("wrong-secret"));
    }

    private static String order(String operation, int second, int number, String comments) {
        return message(
                "salesdb",
                "orders",
                operation,
                second,
                """
                {"orderNumber": %d, "orderDate": "2003-01-06", "requiredDate": "2003-01-13", "status": "Shipped",
                 "comments": %s, "customerNumber": 363}"""
                        .formatted(number, comments));
    }
}
