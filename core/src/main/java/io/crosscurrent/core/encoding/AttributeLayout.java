/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.encoding;

import io.crosscurrent.core.mapping.AttributeMapping;
import io.crosscurrent.core.mapping.AttributeMapping.Items;
import io.crosscurrent.core.mapping.AttributeMapping.Literal;
import io.crosscurrent.core.mapping.AttributeMapping.Members;
import io.crosscurrent.core.mapping.AttributeMapping.Text;
import io.crosscurrent.core.mapping.AttributeMapping.Value;
import io.crosscurrent.core.mapping.ValueTemplate;
import io.crosscurrent.core.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An attribute made from columns, as bytes: a tree of members. A member whose template is a single column that is NULL
 * is left out like a column that is NULL.
 */
final class AttributeLayout {
    private static final byte[] NULL = JsonStyle.utf8("null");

    private final byte[] name;
    private final byte[][] literals;
    private final int[] slots;
    private final boolean nullable;
    private final AttributeLayout[] children;
    private final byte[] open;
    private final byte[] close;

    private AttributeLayout(
            byte[] name,
            byte[][] literals,
            int[] slots,
            boolean nullable,
            AttributeLayout[] children,
            byte[] open,
            byte[] close) {
        this.name = name;
        this.literals = literals;
        this.slots = slots;
        this.nullable = nullable;
        this.children = children;
        this.open = open;
        this.close = close;
    }

    static AttributeLayout member(AttributeMapping attribute, Table table, int[] slots, JsonStyle style) {
        return of(style.member(2, attribute.name()), attribute.value(), 2, table, slots, style);
    }

    private static AttributeLayout of(
            String name, Value value, int depth, Table table, int[] slotOfColumn, JsonStyle style) {
        byte[] nameBytes = JsonStyle.utf8(name);
        if (value instanceof Text text) {
            ValueTemplate template = text.template();
            byte[][] literals = template.literals().stream()
                    .map(literal -> JsonStyle.quoted(literal))
                    .map(quoted -> JsonStyle.utf8(quoted.substring(1, quoted.length() - 1)))
                    .toArray(byte[][]::new);
            int[] slots = template.columns().stream()
                    .mapToInt(column -> slotOfColumn[table.indexOf(column)])
                    .toArray();
            return new AttributeLayout(nameBytes, literals, slots, template.isSingleColumn(), null, null, null);
        }
        if (value instanceof Literal literal) {
            return new AttributeLayout(nameBytes, null, null, false, null, JsonStyle.utf8(literal.json()), null);
        }
        List<AttributeLayout> children = new ArrayList<>();
        if (value instanceof Members members) {
            for (Map.Entry<String, Value> member : members.members().entrySet()) {
                String memberName = style.member(depth + 1, member.getKey());
                children.add(of(memberName, member.getValue(), depth + 1, table, slotOfColumn, style));
            }
            return parent(nameBytes, children, "{", style.close(depth));
        }
        if (value instanceof Items items) {
            for (Value item : items.items()) {
                children.add(of("," + style.lineBreak(depth + 1), item, depth + 1, table, slotOfColumn, style));
            }
            return parent(nameBytes, children, "[", style.lineBreak(depth) + "]");
        }
        throw new AssertionError(value);
    }

    private static AttributeLayout parent(byte[] name, List<AttributeLayout> children, String open, String close) {
        return new AttributeLayout(
                name,
                null,
                null,
                false,
                children.toArray(AttributeLayout[]::new),
                JsonStyle.utf8(open),
                JsonStyle.utf8(close));
    }

    /** Columns whose text an attribute needs. */
    static List<Integer> columns(Value value, Table table) {
        List<Integer> columns = new ArrayList<>();
        if (value instanceof Text text) {
            text.template().columns().forEach(name -> columns.add(table.indexOf(name)));
        } else if (value instanceof Members members) {
            members.members().values().forEach(member -> columns.addAll(columns(member, table)));
        } else if (value instanceof Items items) {
            items.items().forEach(item -> columns.addAll(columns(item, table)));
        }
        return columns;
    }

    /** Appends the member with its leading comma. */
    void write(JsonBuffer out, CapturedText row, boolean includeNull) {
        if (nullable && row.hasNull(slots[0])) {
            if (includeNull) {
                out.raw(name);
                out.raw(NULL);
            }
            return;
        }
        out.raw(name);
        if (literals != null) {
            out.add('"');
            out.raw(literals[0]);
            for (int i = 0; i < slots.length; i++) {
                row.appendEscapedTo(out, slots[i]);
                out.raw(literals[i + 1]);
            }
            out.add('"');
        } else if (children == null) {
            out.raw(open);
        } else {
            // The opening bracket takes the place of the comma before the first child.
            int bracket = out.size;
            for (AttributeLayout child : children) {
                child.write(out, row, includeNull);
            }
            if (out.size == bracket) {
                out.raw(open);
            } else {
                out.bytes[bracket] = open[0];
            }
            out.raw(close);
        }
    }
}
