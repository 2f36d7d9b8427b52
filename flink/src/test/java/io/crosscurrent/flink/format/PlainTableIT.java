/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.flink.format;

import static io.crosscurrent.flink.TestPlatform.control;
import static io.crosscurrent.flink.TestPlatform.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosscurrent.flink.SqlClient;
import io.crosscurrent.flink.TestPlatform;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The format in tables a person declares, without the catalogue. */
class PlainTableIT {
    private static final String ORDER = "{\"orderNumber\": %d, \"comments\": %s}";

    @TempDir
    static Path directory;

    private static TestPlatform platform;
    private static SqlClient sql;

    @BeforeAll
    static void start() {
        platform = new TestPlatform(directory.resolve("kafka"));
        sql = new SqlClient();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void messagesBecomeAChangelogWithRowsBefore() throws Exception {
        // Given
        platform.topic("changelog", 1);
        platform.send(
                "changelog",
                control("", "awsdms_apply_exceptions"),
                order("load", 1, "\"a\""),
                order("load", 2, "null"));
        platform.abort("changelog", order("load", 9, "\"never committed\""));
        platform.send(
                "changelog", order("update", 1, "\"b\""), control("salesdb", "orders"), order("delete", 2, "null"));
        // When
        declare("changelog", "orderNumber INT, comments STRING, PRIMARY KEY (orderNumber) NOT ENFORCED", "");
        // Then
        assertThat(sql.changes("SELECT * FROM changelog"))
                .containsExactly("+I[1, a]", "+I[2, null]", "-U[1, a]", "+U[1, b]", "-D[2, null]");
    }

    @Test
    void metadataColumnsAreReadable() throws Exception {
        // Given
        platform.topic("metadata", 1);
        platform.send("metadata", order("insert", 1, "\"a\""));
        // When
        declare(
                "metadata",
                """
                op STRING METADATA FROM 'value.operation' VIRTUAL,
                changed TIMESTAMP_LTZ(6) METADATA FROM 'value.timestamp' VIRTUAL,
                committed TIMESTAMP_LTZ(6) METADATA FROM 'value.commit-timestamp' VIRTUAL,
                origin STRING METADATA FROM 'value.table-name' VIRTUAL,
                tx BIGINT METADATA FROM 'value.transaction-id' VIRTUAL,
                topic_offset BIGINT METADATA FROM 'offset' VIRTUAL,
                orderNumber INT, PRIMARY KEY (orderNumber) NOT ENFORCED""",
                "");
        // Then
        assertThat(sql.changes("SELECT * FROM metadata"))
                .containsExactly(
                        "+I[insert, 2026-11-22T08:20:01.640013Z, 2026-11-22T08:20:10Z, orders, 12884902120, 0, 1]");
    }

    @Test
    void appendShowsTheHistory() throws Exception {
        // Given
        platform.topic("history", 1);
        platform.send("history", order("load", 1, "\"a\""), order("update", 1, "\"b\""), order("delete", 1, "\"b\""));
        // When
        declare(
                "history",
                "orderNumber INT, comments STRING, op STRING METADATA FROM 'value.operation' VIRTUAL",
                ", 'dms-json.changelog' = 'append'");
        // Then
        assertThat(sql.changes("SELECT * FROM history"))
                .containsExactly("+I[1, a, load]", "+I[1, b, update]", "+I[1, b, delete]");
    }

    @Test
    void retractWorksWithoutPrimaryKey() throws Exception {
        // Given
        platform.topic("retract", 1);
        String update = "{\"before-image\": {\"orderNumber\": 1, \"comments\": \"a\"}, "
                + order("update", 1, "\"b\"").strip().substring(1);
        platform.send("retract", order("load", 1, "\"a\""), order("load", 1, "\"a\""), update);
        // When
        declare("retract", "orderNumber INT, comments STRING", ", 'dms-json.changelog' = 'retract'");
        // Then
        assertThat(sql.result("SELECT * FROM retract")).containsExactly("1, a", "1, b");
    }

    @Test
    void anUnreadableMessageFailsTheJobWithColumnValueAndRemedy() {
        // Given
        platform.topic("unreadable", 1);
        platform.send("unreadable", order("insert", 1, "\"a\"").replace(" 1,", " \"one\","));
        declare("unreadable", "orderNumber INT, PRIMARY KEY (orderNumber) NOT ENFORCED", "");
        // Then
        assertThatThrownBy(() -> sql.changes("SELECT * FROM unreadable"))
                .hasStackTraceContaining("column orderNumber (INT NOT NULL) cannot hold \"one\"")
                .hasStackTraceContaining("'dms-json.ignore-parse-errors' = 'true'");
    }

    @Test
    void anUnreadableMessageIsSkippedWhenTold() throws Exception {
        // Given
        platform.topic("skipping", 1);
        platform.send("skipping", "nonsense", order("insert", 1, "\"a\""));
        // When
        declare(
                "skipping",
                "orderNumber INT, PRIMARY KEY (orderNumber) NOT ENFORCED",
                ", 'dms-json.ignore-parse-errors' = 'true'");
        // Then
        assertThat(sql.changes("SELECT * FROM skipping")).containsExactly("+I[1]");
    }

    @Test
    void typesWithoutMessageFormAreRefusedAtPlanning() {
        declare("unsupported", "tags ARRAY<STRING>, id INT, PRIMARY KEY (id) NOT ENFORCED", "");
        assertThatThrownBy(() -> sql.changes("SELECT * FROM unsupported"))
                .hasStackTraceContaining(
                        "Format dms-json has no values of type ARRAY<STRING>, the type of column tags");
    }

    private static String order(String operation, int number, String comments) {
        return message("salesdb", "orders", operation, 1, ORDER.formatted(number, comments));
    }

    private static void declare(String table, String columns, String options) {
        sql.run(
                """
                CREATE TABLE %s (%s) WITH ('connector' = 'kafka', 'topic' = '%s', %s,
                  'properties.isolation.level' = 'read_committed', 'scan.startup.mode' = 'earliest-offset',
                  'scan.bounded.mode' = 'latest-offset', 'format' = 'dms-json' %s)"""
                        .formatted(
                                table,
                                columns,
                                table,
                                SqlClient.options(platform.kafka().clientProperties()),
                                options));
    }
}
