/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.encoding;

import io.crosscurrent.core.mapping.AttributeMapping;
import io.crosscurrent.core.mapping.ComputedColumn;
import io.crosscurrent.core.mapping.Mask;
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
    /** Whether old values stand inside of the object of the columns. */
    final boolean beforeInside;
    /** Written behind the columns, for the image after and for the one before an update. */
    final ComputedLayout[] computed;

    final ComputedLayout[] beforeComputed;
    final ColumnType[] types;
    /** Columns whose captured text is a mask and no value of their type. */
    final boolean[] maskedText;
    /** By slot; null when no column is masked. */
    final Mask[] masks;

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
        beforeInside = plan.beforeInside();
        beforeImage = !settings.beforeImageField().isEmpty() || beforeInside;
        int beforeDepth = beforeInside ? depth : 2;
        for (int index : plan.columns()) {
            String name = plan.columnName(index);
            dataNames[index] = JsonStyle.utf8(style.member(depth, name));
            if (beforeImage && inBeforeImage(plan, index)) {
                beforeNames[index] = JsonStyle.utf8(style.member(beforeDepth, beforeName(plan, name)));
            }
        }
        types = table.columns().stream().map(Column::type).toArray(ColumnType[]::new);
        List<ComputedColumn> old = beforeImage
                ? plan.computed().stream()
                        .filter(each -> each.of() >= 0 && inBeforeImage(plan, each.of()))
                        .toList()
                : List.of();
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
        for (ComputedColumn each : old) {
            next = assignSlots(List.copyOf(each.columns()), next);
        }
        beforeWanted = wanted(beforeNames);
        for (ComputedColumn each : plan.computed()) {
            next = assignSlots(List.copyOf(each.columns()), next);
        }
        for (AttributeMapping attribute : plan.attributes()) {
            next = assignSlots(AttributeLayout.columns(attribute.value(), table), next);
        }
        slotCount = next;
        dataWanted = wanted(dataNames);
        maskedText = new boolean[count];
        masks = masks(plan);
        computed = plan.computed().stream()
                .map(each ->
                        new ComputedLayout(style.member(depth, each.column().name()), each, slots))
                .toArray(ComputedLayout[]::new);
        beforeComputed = old.stream()
                .map(each -> new ComputedLayout(
                        style.member(beforeDepth, beforeName(plan, each.column().name())), each, slots))
                .toArray(ComputedLayout[]::new);
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
        beforeHead = beforeInside
                ? new byte[0]
                : JsonStyle.utf8(style.close(1) + style.member(1, settings.beforeImageField()) + "{");
    }

    private static String beforeName(TablePlan plan, String name) {
        return plan.beforeInside() ? plan.beforeName(name) : name;
    }

    private Mask[] masks(TablePlan plan) {
        Mask[] bySlot = null;
        for (int index = 0; index < slots.length; index++) {
            Mask mask = plan.mask(index);
            if (mask != null && slots[index] >= 0) {
                bySlot = bySlot == null ? new Mask[slotCount] : bySlot;
                bySlot[slots[index]] = mask;
                maskedText[index] = mask.text();
            }
        }
        return bySlot;
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

    private static boolean inBeforeImage(TablePlan plan, int index) {
        boolean keyOnly = plan.beforeInside()
                ? plan.beforeFilter().equals("pk-only")
                : plan.settings().beforeImageColumns() == MessageSettings.BeforeImageColumns.PK_ONLY;
        return keyOnly
                ? plan.table().primaryKey().contains(index)
                : !isLob(plan.table().columns().get(index).type());
    }

    private static boolean isLob(ColumnType type) {
        return type == ColumnType.TEXT || type == ColumnType.JSON || type == ColumnType.BLOB;
    }
}
