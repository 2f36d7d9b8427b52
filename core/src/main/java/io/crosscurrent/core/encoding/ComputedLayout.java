/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.encoding;

import io.crosscurrent.core.mapping.ComputedColumn;
import java.math.BigDecimal;

/** A computed member of {@code data} as bytes around its value. Left out when the image lacks a column it needs. */
final class ComputedLayout {
    private static final byte[] NULL = JsonStyle.utf8("null");
    private static final int LARGE_DIGITS = 16;

    private final byte[] name;
    private final ComputedColumn column;
    private final int[] slots;

    ComputedLayout(String name, ComputedColumn column, int[] slotOfColumn) {
        this.name = JsonStyle.utf8(name);
        this.column = column;
        this.slots =
                column.columns().stream().mapToInt(index -> slotOfColumn[index]).toArray();
    }

    /** Appends the member with its leading comma. */
    void write(JsonBuffer out, CapturedRow row, boolean includeNull) {
        for (int slot : slots) {
            if (row.lacks(slot)) {
                return;
            }
        }
        Object value = column.value(row);
        if (value == null && !includeNull) {
            return;
        }
        out.raw(name);
        if (value == null) {
            out.raw(NULL);
        } else if (value instanceof String text) {
            byte[] utf8 = JsonStyle.utf8(text);
            out.add('"');
            out.escaped(utf8, 0, utf8.length);
            out.add('"');
        } else if (value instanceof byte[] bytes) {
            out.add('"');
            if (row.hexPrefix()) {
                out.add('0');
                out.add('x');
            }
            out.hex(bytes, 0, bytes.length);
            out.add('"');
        } else if (value instanceof Double number) {
            NumberText.of(out, number.doubleValue());
        } else {
            number(out, value, row.largeIntegers());
        }
    }

    private static void number(JsonBuffer out, Object value, boolean largeIntegers) {
        BigDecimal whole = value instanceof Boolean ? null : new BigDecimal(value.toString());
        boolean large = whole != null
                && !largeIntegers
                && whole.scale() == 0
                && whole.precision() > LARGE_DIGITS
                && whole.precision() <= 20;
        if (large) {
            NumberText.scientific(
                    out, whole.signum() < 0, whole.abs().toBigInteger().longValue());
        } else {
            out.ascii(whole == null ? value.toString() : whole.toPlainString());
        }
    }
}
