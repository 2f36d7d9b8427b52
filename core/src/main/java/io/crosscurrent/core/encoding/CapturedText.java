/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.encoding;

import io.crosscurrent.core.mapping.ColumnText;
import io.crosscurrent.core.mapping.Mask;
import java.util.Arrays;

/**
 * The plain text of those column values of one row image that keys, filters and attribute mappings need. Numbers are
 * exact, text is not escaped. Reused from row to row.
 */
final class CapturedText implements ColumnText {
    private static final int NULL = -1;
    private static final int ABSENT = -2;

    private final JsonBuffer text = new JsonBuffer();
    private int[] offsets = new int[8];
    private int[] lengths = new int[8];
    private int[] slots = new int[0];
    private Mask[] masks;
    boolean seen;

    void reset() {
        seen = false;
    }

    void begin(RowLayout layout) {
        seen = true;
        slots = layout.slots;
        masks = layout.masks;
        if (lengths.length < layout.slotCount) {
            lengths = new int[layout.slotCount];
            offsets = new int[layout.slotCount];
        }
        Arrays.fill(lengths, 0, layout.slotCount, ABSENT);
        text.reset();
    }

    void nothing(int slot) {
        lengths[slot] = NULL;
    }

    void copy(int slot, byte[] source, int offset, int length) {
        if (masks != null && masks[slot] != null) {
            byte[] hidden = masks[slot].apply(source, offset, length);
            offsets[slot] = text.size;
            lengths[slot] = hidden.length;
            text.raw(hidden);
            return;
        }
        offsets[slot] = text.size;
        lengths[slot] = length;
        text.raw(source, offset, length);
    }

    boolean hasNull(int slot) {
        return lengths[slot] == NULL;
    }

    boolean lacks(int slot) {
        return lengths[slot] == ABSENT;
    }

    /** Appends the text of a slot; nothing for NULL. */
    void appendTo(JsonBuffer out, int slot) {
        if (lengths[slot] > 0) {
            out.raw(text.bytes, offsets[slot], lengths[slot]);
        }
    }

    /** Appends the text of a slot as the inside of a JSON string; nothing for NULL. */
    void appendEscapedTo(JsonBuffer out, int slot) {
        if (lengths[slot] > 0) {
            out.escaped(text.bytes, offsets[slot], lengths[slot]);
        }
    }

    boolean sameAs(CapturedText other, int slot) {
        int length = lengths[slot];
        if (length != other.lengths[slot]) {
            return false;
        }
        if (length <= 0) {
            return true;
        }
        int mine = offsets[slot];
        int theirs = other.offsets[slot];
        return Arrays.equals(text.bytes, mine, mine + length, other.text.bytes, theirs, theirs + length);
    }

    @Override
    public boolean isNull(int column) {
        return lengths[slots[column]] < 0;
    }

    @Override
    public byte[] array() {
        return text.bytes;
    }

    @Override
    public int offset(int column) {
        return offsets[slots[column]];
    }

    @Override
    public int length(int column) {
        return lengths[slots[column]];
    }
}
