/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench.micro;

import io.crosscurrent.core.encoding.RecordTarget;
import io.crosscurrent.core.encoding.RowEncoder;
import io.crosscurrent.core.encoding.RowEncoder.Image;
import io.crosscurrent.core.encoding.RowEncoder.Outcome;
import io.crosscurrent.core.encoding.Transaction;
import io.crosscurrent.core.mapping.TablePlan;
import io.crosscurrent.core.row.Operation;
import io.crosscurrent.core.table.Column;
import io.crosscurrent.core.table.ColumnType;
import io.crosscurrent.core.table.Table;
import io.crosscurrent.core.table.TableId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/** Rows of the ten-column table as values that are there already; pushes them into an encoder. For one thread. */
final class TenColumnRows {
    static final String NOTE =
            "delivery before noon, please ring twice; \"express\" goods für die Nachbarn – leave with the café next door "
                    + "when nobody opens, the invoice follows by post in one or two weeks as agreed";

    private final byte[] note = NOTE.getBytes(StandardCharsets.UTF_8);
    private final byte[] status = "shipped".getBytes(StandardCharsets.US_ASCII);
    private final byte[] code = "C-123456789".getBytes(StandardCharsets.US_ASCII);
    private final byte[][] amounts;
    private final Transaction transaction = new Transaction();

    TenColumnRows(int rows) {
        SplittableRandom random = new SplittableRandom(7);
        amounts = new byte[rows][];
        for (int i = 0; i < rows; i++) {
            amounts[i] =
                    (random.nextInt(1_000_000) + "." + random.nextInt(10, 100)).getBytes(StandardCharsets.US_ASCII);
        }
        transaction.id = 12_884_902_120L;
        transaction.commitMicros = 1_795_335_610_000_000L;
    }

    static Table table() {
        return new Table(
                new TableId("bench", "changes"),
                List.of(
                        column("id", ColumnType.INT64, 0),
                        column("revision", ColumnType.INT32, 0),
                        column("customer", ColumnType.UINT32, 0),
                        new Column("amount", ColumnType.DECIMAL, 0, 12, 2, false),
                        column("status", ColumnType.STRING, 0),
                        column("placed", ColumnType.DATETIME, 3),
                        column("changed", ColumnType.TIMESTAMP, 3),
                        column("code", ColumnType.STRING, 0),
                        column("active", ColumnType.INT8, 0),
                        column("note", ColumnType.STRING, 0)),
                List.of(0),
                "utf8mb4_0900_ai_ci");
    }

    private static Column column(String name, ColumnType type, int fractionDigits) {
        return new Column(name, type, 0, fractionDigits, 0, false);
    }

    String amount(int row) {
        return new String(amounts[row], StandardCharsets.US_ASCII);
    }

    int count() {
        return amounts.length;
    }

    void beginTransaction() {
        transaction.recordId = 1;
    }

    /** An insert of a row: {@code id} is its number, {@code customer} 70,000 more. */
    Outcome insert(RowEncoder encoder, TablePlan plan, int row, RecordTarget target) {
        encoder.begin(plan, Operation.INSERT, transaction);
        encoder.image(Image.AFTER);
        encoder.longValue(0, row);
        encoder.longValue(1, 3);
        encoder.longValue(2, 70_000 + row);
        encoder.decimalText(3, amounts[row], 0, amounts[row].length);
        encoder.utf8(4, status, 0, status.length);
        encoder.dateTime(5, 2026, 11, 24, 21, 35, 40, 123_000);
        encoder.dateTime(6, 2026, 11, 24, 21, 35, 41, 456_000);
        encoder.utf8(7, code, 0, code.length);
        encoder.longValue(8, 1);
        encoder.utf8(9, note, 0, note.length);
        return encoder.end(target);
    }
}
