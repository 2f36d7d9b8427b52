/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.encoding;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.mapping.TablePlan;
import io.crosscurrent.core.row.Operation;
import java.nio.charset.StandardCharsets;

/**
 * DMS JSON data records. Per row it allocates the two arrays of the record and nothing else; exceptions are floats with
 * more than three fraction digits and filters on floats.
 *
 * <p>Where the service is known to lose or alter values, this encoder keeps them:
 *
 * <ul>
 *   <li>Integers of more than 16 digits are in scientific notation unless {@code UseLargeIntegerValue}, as in DMS, but
 *       with every digit ({@code 1.23456789012345677E+17}), not rounded to a double. With the setting all 64 bits are
 *       plain digits. Keys always are.
 *   <li>Zero and partial-zero dates stay text, {@code "0000-00-00"} and {@code "0000-00-00T00:00:00Z"}, where DMS says
 *       null.
 *   <li>TIME may be negative and beyond 24 hours: {@code "-838:59:59"}.
 *   <li>DECIMAL keeps its scale: {@code 81.00}. NaN and infinity, which JSON has no numbers for, are strings.
 *   <li>NULL is left out unless {@code IncludeNullAndEmpty}; empty strings never are.
 * </ul>
 *
 * Before images never hold LOB columns, whatever the column filter says, as in DMS. One thread at a time.
 */
final class DmsJsonEncoder extends RowEncoder {
    private static final byte[] NULL = JsonStyle.utf8("null");
    private static final byte[] TRUE = JsonStyle.utf8("true");
    private static final byte[] FALSE = JsonStyle.utf8("false");

    private final MessageClock clock;
    private final int maxBytes;
    private final boolean includeNull;
    private final boolean largeIntegers;
    private final boolean hexPrefix;

    private final JsonBuffer data = new JsonBuffer();
    private final JsonBuffer before = new JsonBuffer();
    private final JsonBuffer key = new JsonBuffer();
    private final JsonBuffer scratch = new JsonBuffer();
    private final CapturedText dataText = new CapturedText();
    private final CapturedText beforeText = new CapturedText();
    private final CapturedRow captured;
    private final InstantText timestamps = new InstantText();
    private final InstantText commits = new InstantText();

    private TablePlan plan;
    private RowLayout layout;
    private Operation operation;
    private Transaction transaction;
    /** Bytes not written because the record was too large already. */
    private long skippedBytes;

    // Of the image being written:
    private JsonBuffer out;
    private CapturedText text;
    private byte[][] names;
    private boolean[] wanted;

    DmsJsonEncoder(MessageSettings settings, MessageClock clock) {
        this.clock = clock;
        this.maxBytes = settings.maxBytes();
        this.includeNull = settings.includeNullAndEmpty();
        this.largeIntegers = settings.useLargeIntegerValue();
        this.hexPrefix = !settings.noHexPrefix();
        this.captured = new CapturedRow(hexPrefix, largeIntegers);
    }

    @Override
    public void begin(TablePlan plan, Operation operation, Transaction transaction) {
        this.plan = plan;
        this.layout = plan.layout();
        this.operation = operation;
        this.transaction = transaction;
        skippedBytes = 0;
        dataText.reset();
        beforeText.reset();
    }

    @Override
    public void image(Image image) {
        boolean old = operation == Operation.UPDATE && image == Image.BEFORE;
        out = old ? before : data;
        text = old ? beforeText : dataText;
        names = old ? layout.beforeNames : layout.dataNames;
        wanted = old ? layout.beforeWanted : layout.dataWanted;
        text.begin(layout);
        out.reset();
        // The head is written when the image is complete: its last byte takes the place of the first comma.
        int head = Math.max(0, (old ? layout.beforeHead : layout.dataHead).length - 1);
        out.ensure(head + 1);
        out.size = head;
    }

    @Override
    public boolean wants(int column) {
        return wanted[column];
    }

    @Override
    public Outcome end(RecordTarget target) {
        if (!dataText.seen) {
            throw new IllegalStateException(operation + " of " + plan.table().id() + " ended without its row image");
        }
        boolean both = operation == Operation.UPDATE && beforeText.seen;
        if (layout.filtered) {
            boolean takes = plan.filter().test(dataText);
            boolean took = both ? plan.filter().test(beforeText) : takes;
            if (!takes && !took) {
                return Outcome.FILTERED;
            }
            if (takes != took) {
                return Outcome.SPLIT;
            }
        }
        if (!identityIsComplete(dataText)) {
            throw missingKey();
        }
        if (both && identityChanged()) {
            return Outcome.SPLIT;
        }
        write(target, both);
        return Outcome.WRITTEN;
    }

    private void write(RecordTarget target, boolean both) {
        KeyLayout keyLayout = operation == Operation.LOAD ? layout.loadKey : layout.key;
        keyLayout.write(key, dataText, transaction);
        long now = clock.next();
        if (layout.computed.length > 0) {
            compute(both, now);
        }
        if (both && layout.beforeInside) {
            data.raw(before.bytes, 0, before.size);
        }
        data.raw(layout.columnsTail);
        for (AttributeLayout attribute : layout.attributes) {
            attribute.write(data, dataText, includeNull);
        }
        open(data, layout.dataHead);
        if (both && layout.beforeImage && !layout.beforeInside) {
            open(before, layout.beforeHead);
            data.raw(before.bytes, 0, before.size);
        }
        layout.metadata.write(data, operation, key, now, transaction, timestamps, commits);
        if (data.size + skippedBytes > maxBytes) {
            throw tooLarge();
        }
        target.record(plan.topic(), keyLayout.constant() != null ? keyLayout.constant() : key.copy(), data.copy());
        if (operation != Operation.LOAD) {
            transaction.previousId = transaction.id;
            transaction.previousRecordId = transaction.recordId++;
        }
    }

    private void compute(boolean both, long now) {
        CapturedRow row = captured.of(layout, dataText, operation, transaction, now);
        for (ComputedLayout each : layout.computed) {
            each.write(data, row, includeNull);
        }
        if (both) {
            CapturedRow old = captured.of(layout, beforeText, operation, transaction, now);
            for (ComputedLayout each : layout.beforeComputed) {
                each.write(before, old, includeNull);
            }
        }
    }

    private static void open(JsonBuffer buffer, byte[] head) {
        buffer.size = Math.max(buffer.size, head.length);
        System.arraycopy(head, 0, buffer.bytes, 0, head.length);
    }

    private boolean identityIsComplete(CapturedText row) {
        for (int slot : layout.identitySlots) {
            if (row.lacks(slot)) {
                return false;
            }
        }
        return true;
    }

    private boolean identityChanged() {
        for (int slot : layout.identitySlots) {
            if (!beforeText.lacks(slot) && !beforeText.sameAs(dataText, slot)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void nullValue(int column) {
        byte[] name = names[column];
        if (name != null && includeNull) {
            out.raw(name);
            out.raw(NULL);
        }
        int slot = layout.slots[column];
        if (slot >= 0) {
            text.nothing(slot);
        }
    }

    @Override
    public void booleanValue(int column, boolean value) {
        JsonBuffer to = start(column);
        int from = to.size;
        to.raw(value ? TRUE : FALSE);
        finish(column, to, from);
    }

    @Override
    public void longValue(int column, long value) {
        if (!largeIntegers && NumberText.isLarge(value)) {
            large(column, value < 0, Math.abs(value));
            return;
        }
        JsonBuffer to = start(column);
        int from = to.size;
        to.digits(value);
        finish(column, to, from);
    }

    @Override
    public void unsignedLongValue(int column, long bits) {
        if (!largeIntegers && NumberText.isLargeUnsigned(bits)) {
            large(column, false, bits);
            return;
        }
        JsonBuffer to = start(column);
        int from = to.size;
        to.unsignedDigits(bits);
        finish(column, to, from);
    }

    private void large(int column, boolean negative, long magnitudeBits) {
        byte[] name = names[column];
        if (name != null) {
            out.raw(name);
            NumberText.scientific(out, negative, magnitudeBits);
        }
        if (layout.slots[column] >= 0) {
            scratch.size = 0;
            if (negative) {
                scratch.add('-');
            }
            scratch.unsignedDigits(magnitudeBits);
            text.copy(layout.slots[column], scratch.bytes, 0, scratch.size);
        }
    }

    @Override
    public void floatValue(int column, float value) {
        JsonBuffer to = start(column);
        int from = to.size;
        NumberText.of(to, value);
        finish(column, to, from);
    }

    @Override
    public void doubleValue(int column, double value) {
        JsonBuffer to = start(column);
        int from = to.size;
        NumberText.of(to, value);
        finish(column, to, from);
    }

    @Override
    public void decimalText(int column, byte[] ascii, int offset, int length) {
        JsonBuffer to = start(column);
        int from = to.size;
        NumberText.decimal(to, ascii, offset, length);
        finish(column, to, from);
    }

    @Override
    public void utf8(int column, byte[] bytes, int offset, int length) {
        byte[] name = names[column];
        if (name != null) {
            if (isTooLarge(length)) {
                skippedBytes += length;
            } else {
                out.raw(name);
                out.add('"');
                out.escaped(bytes, offset, length);
                out.add('"');
            }
        }
        int slot = layout.slots[column];
        if (slot >= 0) {
            text.copy(slot, bytes, offset, length);
        }
    }

    @Override
    public void bytes(int column, byte[] bytes, int offset, int length) {
        if (names[column] != null && layout.slots[column] < 0 && isTooLarge(2L * length)) {
            skippedBytes += 2L * length;
            return;
        }
        JsonBuffer to = startQuoted(column);
        int from = to.size;
        if (hexPrefix) {
            to.add('0');
            to.add('x');
        }
        to.hex(bytes, offset, length);
        finishQuoted(column, to, from);
    }

    @Override
    public void date(int column, int year, int month, int day) {
        JsonBuffer to = startQuoted(column);
        int from = to.size;
        to.ensure(12);
        to.putDate(year, month, day);
        finishQuoted(column, to, from);
    }

    @Override
    public void time(int column, boolean negative, int hours, int minutes, int seconds, int micros) {
        JsonBuffer to = startQuoted(column);
        int from = to.size;
        to.ensure(32);
        if (negative) {
            to.put('-');
        }
        if (hours < 100) {
            to.putPair(hours);
        } else {
            to.digits(hours);
        }
        to.put(':');
        to.putPair(minutes);
        to.put(':');
        to.putPair(seconds);
        to.putFraction(micros, layout.fractionDigits[column]);
        finishQuoted(column, to, from);
    }

    @Override
    public void dateTime(int column, int year, int month, int day, int hour, int minute, int second, int micros) {
        JsonBuffer to = startQuoted(column);
        int from = to.size;
        to.ensure(32);
        to.putDate(year, month, day);
        to.put('T');
        to.putPair(hour);
        to.put(':');
        to.putPair(minute);
        to.put(':');
        to.putPair(second);
        to.putFraction(micros, layout.fractionDigits[column]);
        to.put('Z');
        finishQuoted(column, to, from);
    }

    /** Where the text of a value goes: behind its name, or aside when only a key, a filter or an attribute needs it. */
    private JsonBuffer start(int column) {
        byte[] name = names[column];
        if (name == null) {
            scratch.reset();
            return scratch;
        }
        out.raw(name);
        return out;
    }

    private void finish(int column, JsonBuffer to, int from) {
        int slot = layout.slots[column];
        if (slot >= 0) {
            text.copy(slot, to.bytes, from, to.size - from);
        }
    }

    private JsonBuffer startQuoted(int column) {
        JsonBuffer to = start(column);
        to.add('"');
        return to;
    }

    private void finishQuoted(int column, JsonBuffer to, int from) {
        finish(column, to, from);
        to.add('"');
    }

    /** Values that cannot fit any more are counted, not kept: memory stays bounded, whatever a row holds. */
    private boolean isTooLarge(long length) {
        return length > (long) maxBytes - out.size;
    }

    private CrosscurrentException missingKey() {
        return new CrosscurrentException(
                "encoding.missing_key",
                "%s of %s came without the value of a key column."
                        .formatted(operation, plan.table().id()),
                "Let the source log whole row images: binlog_row_image=FULL, or REPLICA IDENTITY FULL.");
    }

    private CrosscurrentException tooLarge() {
        String shown = new String(key.bytes, 0, Math.min(key.size, 200), StandardCharsets.UTF_8);
        return new CrosscurrentException(
                "encoding.too_large",
                "The %s of %s with key \"%s\" needs a message of %s%d bytes; MessageMaxBytes allows %d."
                        .formatted(
                                operation,
                                plan.table().id(),
                                shown,
                                skippedBytes > 0 ? "at least " : "",
                                data.size + skippedBytes,
                                maxBytes),
                "Raise MessageMaxBytes of the endpoint, and max.message.bytes of topic \"" + plan.topic()
                        + "\"; or leave large columns out with exclude-columns.");
    }
}
