/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.encoding;

import io.crosscurrent.core.mapping.PartitionKey;
import io.crosscurrent.core.mapping.TablePlan;
import io.crosscurrent.core.table.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * The Kafka key: literals around slots, or one array shared by all records, or the transaction id. Key parts are joined
 * as they are, so the key columns, and not the key, decide whether two records speak of the same row.
 *
 * @param literals one more than slots
 * @param constant the whole key when there are no slots, else null
 */
record KeyLayout(byte[][] literals, int[] slots, byte[] constant, boolean isTransactionId) {
    static KeyLayout of(TablePlan plan, PartitionKey key, int[] slotOfColumn) {
        Table table = plan.table();
        if (key instanceof PartitionKey.SchemaTable) {
            return constant(plan.target().toString());
        }
        if (key instanceof PartitionKey.Constant constant) {
            return constant(constant.value());
        }
        if (key instanceof PartitionKey.TransactionId) {
            return new KeyLayout(new byte[0][], new int[0], null, true);
        }
        List<String> literals = new ArrayList<>();
        List<Integer> columns = new ArrayList<>();
        if (key instanceof PartitionKey.PrimaryKey) {
            literals.add(plan.settings().partitionIncludeSchemaTable() ? plan.target() + "." : "");
            for (int column : table.primaryKey()) {
                columns.add(column);
                literals.add(".");
            }
            literals.set(columns.size(), "");
        } else if (key instanceof PartitionKey.Attribute attribute) {
            literals.addAll(attribute.template().literals());
            attribute.template().columns().forEach(name -> columns.add(table.indexOf(name)));
        } else {
            throw new AssertionError(key);
        }
        return new KeyLayout(
                literals.stream().map(JsonStyle::utf8).toArray(byte[][]::new),
                columns.stream().mapToInt(column -> slotOfColumn[column]).toArray(),
                null,
                false);
    }

    private static KeyLayout constant(String key) {
        return new KeyLayout(new byte[0][], new int[0], JsonStyle.utf8(key), false);
    }

    /** Replaces the content of {@code out} by the key of a row. {@code transaction} is read for transaction ids only. */
    void write(JsonBuffer out, CapturedText row, Transaction transaction) {
        out.size = 0;
        if (constant != null) {
            out.raw(constant);
        } else if (isTransactionId) {
            out.digits(transaction.id);
        } else {
            out.raw(literals[0]);
            for (int i = 0; i < slots.length; i++) {
                row.appendTo(out, slots[i]);
                out.raw(literals[i + 1]);
            }
        }
    }
}
