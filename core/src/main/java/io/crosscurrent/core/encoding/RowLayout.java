/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.encoding;

import io.crosscurrent.core.mapping.AttributeMapping;
import io.crosscurrent.core.mapping.PartitionKey;
import io.crosscurrent.core.mapping.TablePlan;
import io.crosscurrent.core.table.Column;
import io.crosscurrent.core.table.ColumnType;
import io.crosscurrent.core.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A plan as bytes: everything of its records that does not change from row to row. Compiled once per plan, read by the
 * encoder only. Members of an object carry their leading comma; the head of the object overwrites the first one.
 */
public final class RowLayout {
    /** Name with comma and colon per column, null for columns that are not in {@code data}. */
    final byte[][] dataNames;
    /** The same for the before image of updates. */
    final byte[][] beforeNames;

    final boolean[] dataWanted;
    final boolean[] beforeWanted;
    /** Fraction digits of temporal columns. */
    final int[] fractionDigits;
    /** Where the plain text of a column is kept, or -1. */
    final int[] slots;

    final int slotCount;
    /** Slots that tell rows apart: when one changes, an update is split. */
    final int[] identitySlots;

    /** Whether a filter may leave rows out. */
    final boolean filtered;

    final boolean beforeImage;
    final KeyLayout key;
    /** Key of loaded rows: the same, except where it is a transaction id. */
    final KeyLayout loadKey;

    final MetadataLayout metadata;
    final AttributeLayout[] attributes;
    /** From the first byte of the value to the opening brace of the columns. */
    final byte[] dataHead;
    /** Closes the object of the columns when it stands inside another one, else empty. */
    final byte[] columnsTail;

    final byte[] beforeHead;

    private RowLayout(TablePlan plan) {
        Table table = plan.table();
        MessageSettings settings = plan.settings();
        JsonStyle style = JsonStyle.of(settings);
        int count = table.columns().size();
        int depth = plan.document() ? 3 : 2;
        dataNames = new byte[count][];
        beforeNames = new byte[count][];
        beforeImage = !settings.beforeImageField().isEmpty();
        for (int index : plan.columns()) {
            Column column = table.columns().get(index);
            dataNames[index] = JsonStyle.utf8(style.member(depth, column.name()));
            if (beforeImage && inBeforeImage(table, index, settings.beforeImageColumns())) {
                beforeNames[index] = JsonStyle.utf8(style.member(2, column.name()));
            }
        }
        fractionDigits = table.columns().stream().mapToInt(Column::precision).toArray();

        List<Integer> identity = new ArrayList<>(table.primaryKey());
        if (plan.key() instanceof PartitionKey.Attribute attribute) {
            attribute.template().columns().forEach(name -> identity.add(table.indexOf(name)));
        }
        List<Integer> compared = new ArrayList<>(identity);
        compared.addAll(plan.filter().columns());
        slots = new int[count];
        Arrays.fill(slots, -1);
        int next = assignSlots(compared, 0);
        beforeWanted = wanted(beforeNames);
        for (AttributeMapping attribute : plan.attributes()) {
            next = assignSlots(AttributeLayout.columns(attribute.value(), table), next);
        }
        slotCount = next;
        dataWanted = wanted(dataNames);
        identitySlots =
                identity.stream().mapToInt(index -> slots[index]).distinct().toArray();
        filtered = !plan.filter().clauses().isEmpty();

        key = KeyLayout.of(plan, plan.key(), slots);
        PartitionKey forLoad =
                plan.key() instanceof PartitionKey.TransactionId ? new PartitionKey.SchemaTable() : plan.key();
        loadKey = KeyLayout.of(plan, forLoad, slots);
        metadata = new MetadataLayout(plan, style, forLoad);
        attributes = plan.attributes().stream()
                .map(attribute -> AttributeLayout.member(attribute, table, slots, style))
                .toArray(AttributeLayout[]::new);

        String data = "{" + style.firstMember(1, "data") + "{";
        dataHead = JsonStyle.utf8(plan.document() ? data + style.firstMember(2, TablePlan.DOCUMENT) + "{" : data);
        columnsTail = JsonStyle.utf8(plan.document() ? style.close(2) : "");
        beforeHead = JsonStyle.utf8(style.close(1) + style.member(1, settings.beforeImageField()) + "{");
    }

    /** Compiles the layout of a plan. */
    public static RowLayout compile(TablePlan plan) {
        return new RowLayout(plan);
    }

    private int assignSlots(List<Integer> columns, int first) {
        int next = first;
        for (int column : columns) {
            if (slots[column] < 0) {
                slots[column] = next++;
            }
        }
        return next;
    }

    private boolean[] wanted(byte[][] names) {
        boolean[] wanted = new boolean[names.length];
        for (int i = 0; i < names.length; i++) {
            wanted[i] = names[i] != null || slots[i] >= 0;
        }
        return wanted;
    }

    private static boolean inBeforeImage(Table table, int index, MessageSettings.BeforeImageColumns columns) {
        return switch (columns) {
            case PK_ONLY -> table.primaryKey().contains(index);
            case NON_LOB, ALL -> !isLob(table.columns().get(index).type());
        };
    }

    private static boolean isLob(ColumnType type) {
        return type == ColumnType.TEXT || type == ColumnType.JSON || type == ColumnType.BLOB;
    }
}
