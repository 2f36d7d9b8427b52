/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.flink.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.Collector;

/** Reads messages in a test, and writes the usual ones. */
final class Messages {
    private Messages() {}

    static RowType row(DataTypes.Field... columns) {
        return (RowType) DataTypes.ROW(columns).getLogicalType();
    }

    static MessageLayout layout(RowType columns, Changelog changelog, MessageMetadata... metadata) {
        return new MessageLayout(columns, List.of(metadata), changelog, null, null, "before-image");
    }

    /** What the messages become, in order. */
    static List<GenericRowData> read(MessageLayout layout, String... messages) {
        MessageReader reader = new MessageReader(layout);
        Rows rows = new Rows();
        for (String message : messages) {
            reader.read(message.getBytes(StandardCharsets.UTF_8), rows);
        }
        return rows.rows;
    }

    /** The one column of the one row that this JSON value becomes. */
    static Object value(DataType type, String json) {
        RowType columns = row(DataTypes.FIELD("c", type));
        return read(layout(columns, Changelog.UPSERT), message("insert", "{\"c\": " + json + "}"))
                .get(0)
                .getField(0);
    }

    /** A data record of salesdb.orders, {@code data} first, as documented. */
    static String message(String operation, String data) {
        return "{\"data\": %s, \"metadata\": %s}".formatted(data, metadata(operation));
    }

    static String metadata(String operation) {
        return """
                {"timestamp": "2026-11-22T08:20:11.640013Z", "record-type": "data", "operation": "%s",
                 "partition-key-type": "primary-key", "partition-key-value": "salesdb.orders.10100",
                 "schema-name": "salesdb", "table-name": "orders",
                 "transaction-id": 12884902120, "transaction-record-id": 1,
                 "prev-transaction-id": 12884901999, "prev-transaction-record-id": 2,
                 "commit-timestamp": "2026-11-22T08:20:10.000000Z",
                 "stream-position": "mysql-bin.000003:420:0:517:12884902120:mysql-bin.000003:310"}"""
                .formatted(operation);
    }

    /** Collects rows. */
    static final class Rows implements Collector<RowData> {
        final List<GenericRowData> rows = new ArrayList<>();

        @Override
        public void collect(RowData row) {
            rows.add((GenericRowData) row);
        }

        @Override
        public void close() {}
    }
}
