/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.encoding;

import static io.crosscurrent.core.encoding.Encoding.column;
import static io.crosscurrent.core.encoding.Encoding.table;
import static io.crosscurrent.core.encoding.Encoding.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.core.row.RowWriter;
import io.crosscurrent.core.table.ColumnType;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The whole text of data records, in both formats. */
class DmsJsonFormatTest {
    private final Encoding encoding = new Encoding(table(
            "orderNumber",
            column("orderNumber", ColumnType.INT32),
            column("orderDate", ColumnType.DATE),
            column("comments", ColumnType.STRING)));

    private static Consumer<RowWriter> order(String comments) {
        return row -> {
            row.longValue(0, 10100);
            if (row.wants(1)) {
                row.date(1, 2003, 1, 6);
            }
            if (row.wants(2)) {
                if (comments == null) {
                    row.nullValue(2);
                } else {
                    text(row, 2, comments);
                }
            }
        };
    }

    @Test
    void writesALoadedRowOnOneLine() {
        encoding.load(order("Check"));
        assertThat(encoding.last().fixed())
                .isEqualTo("{\"data\":{\"orderNumber\":10100,\"orderDate\":\"2003-01-06\",\"comments\":\"Check\"},"
                        + "\"metadata\":{\"timestamp\":\"NOW\",\"record-type\":\"data\",\"operation\":\"load\","
                        + "\"partition-key-type\":\"primary-key\",\"schema-name\":\"salesdb\","
                        + "\"table-name\":\"orders\"}}");
        assertThat(encoding.last().key()).isEqualTo("10100");
        assertThat(encoding.last().topic()).isEqualTo("kafka-default-topic");
    }

    @Test
    void writesALoadedRowIndentedWithTabs() {
        encoding.with("MessageFormat", "json").load(order(null));
        assertThat(encoding.last().fixed())
                .isEqualTo(
                        """
                        {
                        \t"data": {
                        \t\t"orderNumber": 10100,
                        \t\t"orderDate": "2003-01-06"
                        \t},
                        \t"metadata": {
                        \t\t"timestamp": "NOW",
                        \t\t"record-type": "data",
                        \t\t"operation": "load",
                        \t\t"partition-key-type": "primary-key",
                        \t\t"schema-name": "salesdb",
                        \t\t"table-name": "orders"
                        \t}
                        }""");
    }

    @Test
    void writesAnUpdateWithEverythingSwitchedOn() {
        encoding.with("IncludeTransactionDetails", true)
                .with("IncludePartitionValue", true)
                .with("PartitionIncludeSchemaTable", true)
                .with("IncludeNullAndEmpty", true)
                .beforeImage("all");
        encoding.transaction.previousId = 12884901999L;
        encoding.transaction.previousRecordId = 2;
        encoding.transaction.streamPosition = "mysql-bin.000003:420:0:517:12884902120:mysql-bin.000003:310";
        encoding.update(order(null), order("Need expedited delivery"));
        assertThat(encoding.last().fixed())
                .isEqualTo("{\"data\":{\"orderNumber\":10100,\"orderDate\":\"2003-01-06\","
                        + "\"comments\":\"Need expedited delivery\"},"
                        + "\"before-image\":{\"orderNumber\":10100,\"orderDate\":\"2003-01-06\",\"comments\":null},"
                        + "\"metadata\":{\"timestamp\":\"NOW\",\"record-type\":\"data\",\"operation\":\"update\","
                        + "\"partition-key-type\":\"primary-key\",\"partition-key-value\":\"salesdb.orders.10100\","
                        + "\"schema-name\":\"salesdb\",\"table-name\":\"orders\",\"transaction-id\":12884902120,"
                        + "\"transaction-record-id\":1,\"prev-transaction-id\":12884901999,"
                        + "\"prev-transaction-record-id\":2,\"commit-timestamp\":\"2026-11-22T08:20:10.000000Z\","
                        + "\"stream-position\":\"mysql-bin.000003:420:0:517:12884902120:mysql-bin.000003:310\"}}");
    }

    @Test
    void writesTheBeforeImageIndentedToo() {
        encoding.with("MessageFormat", "JSON").beforeImage("pk-only").update(order("a"), order("b"));
        assertThat(encoding.last().value())
                .startsWith("{\n\t\"data\": {\n\t\t\"orderNumber\": 10100,\n\t\t\"orderDate\": \"2003-01-06\",\n"
                        + "\t\t\"comments\": \"b\"\n\t},\n\t\"before-image\": {\n\t\t\"orderNumber\": 10100\n\t},\n"
                        + "\t\"metadata\": {\n\t\t\"timestamp\": \"");
    }

    @Test
    void writesADeleteWithTheOldRow() {
        encoding.delete(order("hold"));
        assertThat(encoding.last().fixed())
                .isEqualTo("{\"data\":{\"orderNumber\":10100,\"orderDate\":\"2003-01-06\",\"comments\":\"hold\"},"
                        + "\"metadata\":{\"timestamp\":\"NOW\",\"record-type\":\"data\",\"operation\":\"delete\","
                        + "\"partition-key-type\":\"primary-key\",\"schema-name\":\"salesdb\","
                        + "\"table-name\":\"orders\",\"transaction-id\":12884902120}}");
    }

    @Test
    void numbersTheRecordsOfATransactionAndRemembersThePreviousOne() {
        encoding.with("IncludeTransactionDetails", true);
        encoding.insert(order("a"));
        assertThat(encoding.last().metadata().has("prev-transaction-id")).isFalse();
        encoding.insert(order("b"));
        assertThat(encoding.last().metadata().get("transaction-record-id").asInt())
                .isEqualTo(2);
        assertThat(encoding.last().metadata().get("prev-transaction-id").asLong())
                .isEqualTo(12884902120L);
        assertThat(encoding.last().metadata().get("prev-transaction-record-id").asInt())
                .isEqualTo(1);
    }

    @Test
    void timestampsRiseStrictly() {
        for (int i = 0; i < 1000; i++) {
            encoding.load(order("x"));
        }
        assertThat(encoding.written.stream()
                        .map(r -> r.metadata().get("timestamp").asText())
                        .toList())
                .isSorted()
                .doesNotHaveDuplicates()
                .allMatch(timestamp -> timestamp.length() == 27);
    }
}
