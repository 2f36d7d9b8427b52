/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.flink.catalog;

import static io.crosscurrent.flink.TestPlatform.captured;
import static io.crosscurrent.flink.TestPlatform.column;
import static io.crosscurrent.flink.TestPlatform.control;
import static io.crosscurrent.flink.TestPlatform.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosscurrent.core.registry.RegistryRecord.Captured;
import io.crosscurrent.core.registry.RegistryRecord.Statistics;
import io.crosscurrent.core.registry.RegistryRecord.Task;
import io.crosscurrent.core.table.ColumnType;
import io.crosscurrent.flink.SqlClient;
import io.crosscurrent.flink.TestPlatform;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrosscurrentCatalogIT {
    @TempDir
    static Path directory;

    private static TestPlatform platform;
    private static SqlClient sql;

    @BeforeAll
    static void start() throws Exception {
        platform = new TestPlatform(directory.resolve("kafka"));
        sql = new SqlClient();
        sql.useCatalog("crosscurrent", platform.kafka());
        assertThat(sql.list("SHOW DATABASES")).as("without a registry topic").containsExactly("default");
        platform.registryTopic();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void aCapturedTableShowsTheRowsOfTheSource() throws Exception {
        // Given
        platform.topic("salesdb.orders", 1);
        platform.register(orders("salesdb", "salesdb.orders"));
        platform.send(
                "salesdb.orders",
                control("", "awsdms_apply_exceptions"),
                order("load", 10100, "null"),
                order("load", 10101, "\"Check on availability.\""),
                order("load", 10102, "\"hold\""));
        platform.abort("salesdb.orders", order("update", 10101, "\"rolled back\""));
        platform.send(
                "salesdb.orders",
                order("update", 10100, "\"Need expedited delivery\""),
                control("salesdb", "orders"),
                order("delete", 10102, "\"hold\""));
        // When
        String select = "SELECT * FROM salesdb.orders " + SqlClient.TO_THE_END;
        // Then
        assertThat(sql.result(select))
                .containsExactly(
                        "10100, 2003-01-06, Need expedited delivery", "10101, 2003-01-06, Check on availability.");
        assertThat(sql.changes(select))
                .contains(
                        "-U[10100, 2003-01-06, null]",
                        "+U[10100, 2003-01-06, Need expedited delivery]",
                        "-D[10102, 2003-01-06, hold]");
    }

    @Test
    void databasesAndTablesFollowTheRegistry() throws Exception {
        // Given
        Captured first = orders("follow", "follow");
        platform.register(first, statistics("follow", "orders"), new Task("TASK1", "stream", "a:1", "", 0, 0, 0));
        assertThat(sql.list("SHOW DATABASES")).contains("default", "follow");
        assertThat(sql.list("SHOW TABLES FROM follow")).containsExactly("orders");
        // When
        platform.register(new Captured(
                "TASK1",
                "follow",
                "orders",
                "follow",
                List.of(column("orderNumber", ColumnType.INT32), column("priority", ColumnType.INT64)),
                List.of("orderNumber"),
                false));
        // Then
        assertThat(sql.list("DESCRIBE follow.orders")).containsExactly("orderNumber", "priority");
        // When
        platform.register(new Captured("TASK1", "follow", "orders", "follow", List.of(), List.of(), true));
        // Then
        assertThat(sql.list("SHOW DATABASES")).doesNotContain("follow");
        // When
        platform.register(first);
        platform.forget(first);
        // Then
        assertThat(sql.list("SHOW DATABASES")).doesNotContain("follow");
    }

    @Test
    void ofTwoTasksTheOneThatSpokeLastCounts() throws Exception {
        // Given
        Captured first = orders("two", "topic-of-task-1");
        Captured second =
                new Captured("TASK2", "two", "orders", "topic-of-task-2", first.columns(), first.primaryKey(), false);
        // When
        platform.register(first, second);
        // Then
        assertThat(sql.list("SHOW CREATE TABLE two.orders").toString()).contains("topic-of-task-2", "by task TASK2");
        // When
        platform.register(first);
        assertThat(sql.list("SHOW CREATE TABLE two.orders").toString()).contains("topic-of-task-1");
        // When
        platform.forget(first);
        assertThat(sql.list("SHOW CREATE TABLE two.orders").toString()).contains("topic-of-task-2");
    }

    @Test
    void severalTablesShareATopic() throws Exception {
        // Given
        platform.topic("shared", 1);
        platform.register(
                captured("shared", "a", "shared", List.of(column("id", ColumnType.INT32)), "id"),
                captured("shared", "b", "shared", List.of(column("id", ColumnType.STRING)), "id"));
        platform.send(
                "shared",
                message("shared", "a", "load", 1, "{\"id\": 1}"),
                message("shared", "b", "load", 2, "{\"id\": \"one\"}"),
                message("other", "a", "load", 3, "{\"id\": 3}"));
        // Then
        assertThat(sql.result("SELECT * FROM shared.a " + SqlClient.TO_THE_END)).containsExactly("1");
        assertThat(sql.result("SELECT * FROM shared.b " + SqlClient.TO_THE_END)).containsExactly("one");
    }

    @Test
    void compositeKeysIdentifyRows() throws Exception {
        // Given
        platform.topic("composite", 1);
        platform.register(captured(
                "composite",
                "orderdetails",
                "composite",
                List.of(
                        column("orderNumber", ColumnType.INT32),
                        column("quantity", ColumnType.INT32),
                        column("productCode", ColumnType.STRING)),
                "productCode",
                "orderNumber"));
        platform.send(
                "composite",
                detail("load", 1, 10, "A"),
                detail("load", 1, 20, "B"),
                detail("load", 2, 30, "A"),
                detail("update", 1, 11, "A"),
                detail("delete", 2, 30, "A"));
        // Then
        assertThat(sql.result("SELECT * FROM composite.orderdetails " + SqlClient.TO_THE_END))
                .containsExactly("1, 11, A", "1, 20, B");
        assertThat(sql.list("SHOW CREATE TABLE composite.orderdetails"))
                .singleElement()
                .asString()
                .contains("PRIMARY KEY (`productCode`, `orderNumber`) NOT ENFORCED");
    }

    @Test
    void namesMayHoldHyphensDotsSpacesAndReservedWords() throws Exception {
        // Given
        platform.topic("tricky.topic-1", 1);
        platform.register(captured(
                "sales-db.2024",
                "order by.select",
                "tricky.topic-1",
                List.of(column("select", ColumnType.INT32), column("it's \"a\" column.x-y", ColumnType.STRING)),
                "select"));
        platform.send(
                "tricky.topic-1",
                message(
                        "sales-db.2024",
                        "order by.select",
                        "load",
                        1,
                        "{\"select\": 1, \"it's \\\"a\\\" column.x-y\": \"x\"}"));
        // Then
        assertThat(sql.list("SHOW TABLES FROM `sales-db.2024`")).containsExactly("order by.select");
        assertThat(sql.result("SELECT `it's \"a\" column.x-y`, `select` FROM `sales-db.2024`.`order by.select` "
                        + SqlClient.TO_THE_END))
                .containsExactly("x, 1");
    }

    @Test
    void withoutPrimaryKeyUpdatesNeedBeforeImages() throws Exception {
        // Given
        platform.topic("nokey", 1);
        platform.register(captured("nokey", "log", "nokey", List.of(column("line", ColumnType.STRING))));
        platform.send(
                "nokey",
                message("nokey", "log", "load", 1, "{\"line\": \"a\"}"),
                message("nokey", "log", "insert", 2, "{\"line\": \"a\"}"),
                message("nokey", "log", "insert", 3, "{\"line\": \"b\"}"),
                message("nokey", "log", "delete", 4, "{\"line\": \"a\"}"));
        String select = "SELECT * FROM nokey.log " + SqlClient.TO_THE_END;
        assertThat(sql.result(select)).containsExactly("a", "b");
        // When
        platform.send("nokey", message("nokey", "log", "update", 5, "{\"line\": \"c\"}"));
        // Then
        assertThatThrownBy(() -> sql.result(select)).hasStackTraceContaining("no before image \"before-image\"");
    }

    @Test
    void aDroppedColumnAndAnAddedOneLeaveOldMessagesReadable() throws Exception {
        // Given
        platform.topic("evolved", 1);
        platform.register(captured("evolved", "t", "evolved", List.of(column("id", ColumnType.INT32)), "id"));
        platform.send("evolved", message("evolved", "t", "load", 1, "{\"id\": 1, \"gone\": 5}"));
        platform.register(captured(
                "evolved",
                "t",
                "evolved",
                List.of(column("id", ColumnType.INT32), column("added", ColumnType.INT32)),
                "id"));
        platform.send("evolved", message("evolved", "t", "insert", 2, "{\"id\": 2, \"added\": 7}"));
        // Then
        assertThat(sql.result("SELECT * FROM evolved.t " + SqlClient.TO_THE_END))
                .containsExactly("1, null", "2, 7");
    }

    @Test
    void passwordsAreShownNowhere() throws Exception {
        // Given
        platform.register(orders("secret", "secret"));
        // Then
        assertThat(sql.list("SHOW CREATE TABLE secret.orders"))
                .singleElement()
                .asString()
                .contains("'format' = 'dms-json'", "'dms-json.schema' = 'secret'", "'topic' = 'secret'")
                .doesNotContain(TestPlatform.PASSWORD, "sasl");
        assertThat(sql.list("EXPLAIN SELECT * FROM secret.orders").toString())
                .contains("ChangelogNormalize")
                .doesNotContain(TestPlatform.PASSWORD, "sasl");
    }

    @Test
    void capturedTablesCannotBeChanged() {
        platform.register(orders("fixed", "fixed"));
        assertThatThrownBy(() -> sql.run("DROP TABLE fixed.orders"))
                .hasStackTraceContaining("cannot be changed or dropped");
        assertThatThrownBy(() -> sql.run("ALTER TABLE fixed.orders RENAME TO x"))
                .hasStackTraceContaining("cannot be changed or dropped");
        assertThatThrownBy(() -> sql.run("ALTER TABLE fixed.orders SET ('topic' = 'x')"))
                .hasStackTraceContaining("cannot be changed or dropped");
        assertThatThrownBy(() -> sql.run("DROP DATABASE fixed"))
                .hasStackTraceContaining("cannot be changed or dropped");
        assertThatThrownBy(() -> sql.run("INSERT INTO fixed.orders VALUES (1, DATE '2003-01-06', 'x')"))
                .hasStackTraceContaining("its rows come from the source");
        assertThatThrownBy(() -> sql.run("CREATE TABLE fixed.orders (id INT) WITH ('connector' = 'datagen')"))
                .hasStackTraceContaining("already exists");
    }

    private static Captured orders(String schema, String topic) {
        return captured(
                schema,
                "orders",
                topic,
                List.of(
                        column("orderNumber", ColumnType.INT32),
                        column("orderDate", ColumnType.DATE),
                        column("comments", ColumnType.STRING)),
                "orderNumber");
    }

    private static String order(String operation, int number, String comments) {
        return message(
                "salesdb",
                "orders",
                operation,
                1,
                "{\"orderNumber\": %d, \"orderDate\": \"2003-01-06\", \"comments\": %s}".formatted(number, comments));
    }

    private static String detail(String operation, int order, int quantity, String product) {
        return message(
                "composite",
                "orderdetails",
                operation,
                1,
                "{\"orderNumber\": %d, \"quantity\": %d, \"productCode\": \"%s\"}".formatted(order, quantity, product));
    }

    private static Statistics statistics(String schema, String table) {
        return new Statistics("TASK1", schema, table, "Table completed", 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, false);
    }
}
