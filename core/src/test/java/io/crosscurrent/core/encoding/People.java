/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.encoding;

import io.crosscurrent.core.row.RowWriter;
import io.crosscurrent.core.table.Column;
import io.crosscurrent.core.table.ColumnType;
import io.crosscurrent.core.table.Table;
import io.crosscurrent.core.table.TableId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** The row of the examples in {@code docs/reference/table-mappings.md}. */
final class People {
    static final Table TABLE = new Table(
            new TableId("shop", "people"),
            List.of(
                    Encoding.column("id", ColumnType.INT32),
                    Encoding.column("name", ColumnType.STRING),
                    Encoding.column("phone", ColumnType.STRING),
                    Encoding.column("amount", ColumnType.INT32),
                    new Column("price", ColumnType.DECIMAL, 0, 10, 2, true),
                    Encoding.column("note", ColumnType.TEXT)),
            List.of(0),
            "");
    static final Consumer<RowWriter> ROW = ann("Ann Lee", 2);

    private People() {}

    static Consumer<RowWriter> ann(String name, long amount) {
        return row -> {
            number(row, 0, 7);
            Encoding.text(row, 1, name);
            Encoding.text(row, 2, "030-12");
            number(row, 3, amount);
            if (row.wants(4)) {
                row.decimalText(4, "12.50".getBytes(StandardCharsets.US_ASCII), 0, 5);
            }
            Encoding.text(row, 5, "long");
        };
    }

    private static void number(RowWriter row, int column, long value) {
        if (row.wants(column)) {
            row.longValue(column, value);
        }
    }

    /** With transformation rules, each the members behind its locator, written with double quotes. */
    static Encoding with(String... rules) {
        Encoding encoding = new Encoding(TABLE);
        for (int i = 0; i < rules.length; i++) {
            encoding.jsonRule("{\"rule-type\":\"transformation\",\"rule-id\":\"%d\",\"rule-name\":\"r%d\",%s}"
                    .formatted(10 + i, 10 + i, rules[i]));
        }
        return encoding;
    }

    /** Members of a rule for columns. @param more further members, or "" */
    static String column(String action, String of, String more) {
        String name = of.isEmpty() ? "" : ",\"column-name\":\"" + of + "\"";
        return "\"rule-target\":\"column\",\"rule-action\":\"" + action
                + "\",\"object-locator\":{\"schema-name\":\"shop\",\"table-name\":\"people\"" + name + "}"
                + (more.isEmpty() ? "" : "," + more);
    }
}
