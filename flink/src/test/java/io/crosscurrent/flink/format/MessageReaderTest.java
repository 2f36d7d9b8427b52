/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.flink.format;

import static io.crosscurrent.flink.format.Messages.layout;
import static io.crosscurrent.flink.format.Messages.message;
import static io.crosscurrent.flink.format.Messages.metadata;
import static io.crosscurrent.flink.format.Messages.read;
import static io.crosscurrent.flink.format.Messages.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosscurrent.core.failure.CrosscurrentException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageReaderTest {
    private static final RowType ORDERS = row(
            DataTypes.FIELD("orderNumber", DataTypes.INT().notNull()), DataTypes.FIELD("comments", DataTypes.STRING()));
    private static final String CONTROL =
            """
            {"control": {"table-def": {"columns": {"orderNumber": {"type": "INT32", "nullable": false}}}},
             "metadata": {"timestamp": "2026-11-22T08:15:02.223792Z", "record-type": "control",
                          "operation": "create-table", "partition-key-type": "task-id",
                          "schema-name": "salesdb", "table-name": "orders"}}""";

    @Test
    void operationsBecomeKindsOfRows() {
        // When
        List<GenericRowData> rows = read(
                layout(ORDERS, Changelog.UPSERT),
                message("load", "{\"orderNumber\": 1, \"comments\": \"a\"}"),
                message("insert", "{\"orderNumber\": 2}"),
                message("update", "{\"orderNumber\": 1, \"comments\": \"b\"}"),
                message("delete", "{\"orderNumber\": 2}"));
        // Then
        assertThat(rows)
                .containsExactly(
                        order(RowKind.INSERT, 1, "a"),
                        order(RowKind.INSERT, 2, null),
                        order(RowKind.UPDATE_AFTER, 1, "b"),
                        order(RowKind.DELETE, 2, null));
    }

    @Test
    void controlRecordsAreSkippedWithAndWithoutDetails() {
        String bare = CONTROL.substring(0, 1) + CONTROL.substring(CONTROL.indexOf("\"metadata\""));
        assertThat(read(layout(ORDERS, Changelog.UPSERT), CONTROL, bare)).isEmpty();
    }

    @Test
    void theOrderOfTheMembersDoesNotMatter() {
        String turned = "{\"metadata\": %s, \"future\": [{}], \"data\": {\"new\": {\"x\": 1}, \"orderNumber\": 1}}"
                .formatted(metadata("insert"));
        assertThat(read(layout(ORDERS, Changelog.UPSERT), turned)).containsExactly(order(RowKind.INSERT, 1, null));
    }

    @Test
    void otherTablesOfTheTopicAreSkippedEvenIfTheirValuesWouldNotFit() {
        // Given
        MessageLayout orders =
                new MessageLayout(ORDERS, List.of(), Changelog.UPSERT, "salesdb", "orders", "before-image");
        MessageLayout payments =
                new MessageLayout(ORDERS, List.of(), Changelog.UPSERT, "salesdb", "payments", "before-image");
        MessageLayout otherSchema =
                new MessageLayout(ORDERS, List.of(), Changelog.UPSERT, "SALESDB", "orders", "before-image");
        String message = message("load", "{\"orderNumber\": 7}");
        String unfit = message("load", "{\"orderNumber\": \"HQ336336\"}");
        // Then
        assertThat(read(orders, message)).containsExactly(order(RowKind.INSERT, 7, null));
        assertThat(read(payments, message, unfit)).isEmpty();
        assertThat(read(otherSchema, message, unfit)).isEmpty();
    }

    @Test
    void retractEmitsTheBeforeImageFirst() {
        // Given
        String update = "{\"data\": {\"orderNumber\": 1, \"comments\": \"b\"}, \"before-image\": {\"orderNumber\": 1,"
                + " \"comments\": \"a\"}, \"metadata\": " + metadata("update") + "}";
        // Then
        assertThat(read(layout(ORDERS, Changelog.RETRACT), update, message("delete", "{\"orderNumber\": 1}")))
                .containsExactly(
                        order(RowKind.UPDATE_BEFORE, 1, "a"),
                        order(RowKind.UPDATE_AFTER, 1, "b"),
                        order(RowKind.DELETE, 1, null));
        assertThat(read(layout(ORDERS, Changelog.UPSERT), update)).containsExactly(order(RowKind.UPDATE_AFTER, 1, "b"));
    }

    @Test
    void retractRefusesAnUpdateWithoutBeforeImage() {
        assertThatThrownBy(() -> read(layout(ORDERS, Changelog.RETRACT), message("update", "{\"orderNumber\": 1}")))
                .isInstanceOf(CrosscurrentException.class)
                .hasMessageContaining("no before image \"before-image\"");
    }

    @Test
    void appendMakesEveryMessageARow() {
        assertThat(read(
                        layout(ORDERS, Changelog.APPEND, MessageMetadata.OPERATION),
                        message("update", "{\"orderNumber\": 1}"),
                        message("delete", "{\"orderNumber\": 1}")))
                .containsExactly(
                        GenericRowData.of(1, null, StringData.fromString("update")),
                        GenericRowData.of(1, null, StringData.fromString("delete")));
    }

    @ParameterizedTest
    @EnumSource(MessageMetadata.class)
    void everyMetadataKeyIsReadable(MessageMetadata key) {
        // When
        GenericRowData row = read(layout(ORDERS, Changelog.UPSERT, key), message("update", "{\"orderNumber\": 1}"))
                .get(0);
        // Then
        Object expected =
                switch (key) {
                    case TIMESTAMP -> TimestampData.fromInstant(Instant.parse("2026-11-22T08:20:11.640013Z"));
                    case RECORD_TYPE -> StringData.fromString("data");
                    case OPERATION -> StringData.fromString("update");
                    case PARTITION_KEY_TYPE -> StringData.fromString("primary-key");
                    case PARTITION_KEY_VALUE -> StringData.fromString("salesdb.orders.10100");
                    case SCHEMA_NAME -> StringData.fromString("salesdb");
                    case TABLE_NAME -> StringData.fromString("orders");
                    case TRANSACTION_ID -> 12884902120L;
                    case TRANSACTION_RECORD_ID -> 1L;
                    case PREV_TRANSACTION_ID -> 12884901999L;
                    case PREV_TRANSACTION_RECORD_ID -> 2L;
                    case COMMIT_TIMESTAMP -> TimestampData.fromInstant(Instant.parse("2026-11-22T08:20:10Z"));
                    case STREAM_POSITION ->
                        StringData.fromString("mysql-bin.000003:420:0:517:12884902120:mysql-bin.000003:310");
                };
        assertThat(row.getField(2)).isEqualTo(expected);
        assertThat(MessageMetadata.of(key.key())).isEqualTo(key);
    }

    @Test
    void metadataOfOneMessageDoesNotStayForTheNext() {
        String load =
                "{\"data\": {\"orderNumber\": 1}, \"metadata\": {\"operation\": \"load\", \"record-type\": \"data\"}}";
        List<GenericRowData> rows = read(
                layout(ORDERS, Changelog.UPSERT, MessageMetadata.TRANSACTION_ID),
                message("update", "{\"orderNumber\": 1}"),
                load);
        assertThat(rows.get(0).getField(2)).isEqualTo(12884902120L);
        assertThat(rows.get(1).getField(2)).isNull();
    }

    @Test
    void aMissingValueOfANotNullColumnIsRefused() {
        assertThatThrownBy(() -> read(layout(ORDERS, Changelog.UPSERT), message("insert", "{\"comments\": \"x\"}")))
                .hasMessageContaining("column orderNumber is NOT NULL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "[]",
                "7",
                "{",
                "{\"data\": {\"orderNumber\": 1}",
                "{\"data\": {\"orderNumber\": 1}}",
                "{\"metadata\": {\"operation\": \"insert\", \"record-type\": \"data\"}}",
                "{\"data\": {\"orderNumber\": 1}, \"metadata\": {\"operation\": \"truncate\"}}",
                "{\"data\": {\"orderNumber\": 1}, \"metadata\": {}}",
                "{\"data\": {\"orderNumber\": 1}, \"metadata\": null}"
            })
    void whatIsNotAMessageIsRefused(String bytes) {
        assertThatThrownBy(() -> read(layout(ORDERS, Changelog.UPSERT), bytes))
                .isInstanceOfSatisfying(
                        CrosscurrentException.class, e -> assertThat(e.code()).isEqualTo("flink.unreadable_message"));
    }

    @Test
    void aRefusedMessageLeavesTheReaderUsable() {
        // Given
        MessageReader reader = new MessageReader(layout(ORDERS, Changelog.UPSERT));
        Messages.Rows rows = new Messages.Rows();
        assertThatThrownBy(() -> reader.read(bytes(message("insert", "{\"orderNumber\": \"x\"}")), rows))
                .isInstanceOf(CrosscurrentException.class);
        // When
        reader.read(bytes(message("insert", "{\"orderNumber\": 3}")), rows);
        // Then
        assertThat(rows.rows).containsExactly(order(RowKind.INSERT, 3, null));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static GenericRowData order(RowKind kind, int number, String comments) {
        return GenericRowData.ofKind(kind, number, StringData.fromString(comments));
    }
}
