/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import io.crosscurrent.core.row.RowWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Takes only the primary key out of a row image and makes a {@link Key} of it. The same values give the same bytes whether
 * they come from the log or from a result set. One thread; reused.
 */
final class KeyCapture implements RowWriter {
    private final boolean[] isKey;
    /** Key columns in key order, which may differ from row order. */
    private final int[] keyOrder;
    /** By column: where its value stands in the buffer. */
    private final int[] starts;

    private final int[] ends;
    private byte[] buffer = new byte[64];
    private int length;
    private int start;

    KeyCapture(KeyShape shape, int columns) {
        this(shape.indexes(), columns);
    }

    /** @param indexes key columns in key order */
    KeyCapture(List<Integer> indexes, int columns) {
        isKey = new boolean[columns];
        keyOrder = indexes.stream().mapToInt(Integer::intValue).toArray();
        starts = new int[columns];
        ends = new int[columns];
        indexes.forEach(index -> isKey[index] = true);
    }

    /** The key of the image that was just pushed. */
    Key key() {
        byte[] joined = new byte[length];
        take(joined, 0);
        return new Key(joined);
    }

    /** Bytes that {@link #take} will write. */
    int length() {
        return length;
    }

    /** Writes the key of the image that was just pushed. Returns where it ends. */
    int take(byte[] into, int from) {
        int at = from;
        for (int column : keyOrder) {
            int bytes = ends[column] - starts[column];
            System.arraycopy(buffer, starts[column], into, at, bytes);
            at += bytes;
        }
        length = 0;
        start = 0;
        return at;
    }

    @Override
    public boolean wants(int column) {
        return isKey[column];
    }

    private void number(long value, int width) {
        for (int shift = (width - 1) * 8; shift >= 0; shift -= 8) {
            put((byte) (value >>> shift));
        }
    }

    private void put(byte value) {
        if (length == buffer.length) {
            buffer = Arrays.copyOf(buffer, length * 2);
        }
        buffer[length++] = value;
    }

    private void end(int column) {
        starts[column] = start;
        ends[column] = length;
        start = length;
    }

    @Override
    public void nullValue(int column) {
        throw new IllegalStateException("column " + column + " of a primary key is NULL");
    }

    @Override
    public void booleanValue(int column, boolean value) {
        longValue(column, value ? 1 : 0);
    }

    @Override
    public void longValue(int column, long value) {
        number(value ^ Long.MIN_VALUE, 8);
        end(column);
    }

    @Override
    public void unsignedLongValue(int column, long bits) {
        number(bits, 8);
        end(column);
    }

    @Override
    public void floatValue(int column, float value) {
        doubleValue(column, value);
    }

    @Override
    public void doubleValue(int column, double value) {
        // Only tells rows apart: tables with such keys are not cut into ranges.
        longValue(column, Double.doubleToLongBits(value));
    }

    @Override
    public void decimalText(int column, byte[] ascii, int offset, int count) {
        byte[] shifted = new BigDecimal(new String(ascii, offset, count, StandardCharsets.US_ASCII))
                .unscaledValue()
                .add(KeyBytes.DECIMAL_ZERO)
                .toByteArray();
        for (int i = shifted.length; i < KeyBytes.DECIMAL_BYTES; i++) {
            put((byte) 0);
        }
        for (int i = Math.max(0, shifted.length - KeyBytes.DECIMAL_BYTES); i < shifted.length; i++) {
            put(shifted[i]);
        }
        end(column);
    }

    @Override
    public void utf8(int column, byte[] bytes, int offset, int count) {
        bytes(column, bytes, offset, count);
    }

    @Override
    public void bytes(int column, byte[] bytes, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            put(bytes[i]);
            if (bytes[i] == 0) {
                put((byte) 0xff);
            }
        }
        number(0, 2);
        end(column);
    }

    @Override
    public void date(int column, int year, int month, int day) {
        calendarDay(year, month, day);
        end(column);
    }

    private void calendarDay(int year, int month, int day) {
        number(year, 2);
        number(month, 1);
        number(day, 1);
    }

    @Override
    public void time(int column, boolean negative, int hours, int minutes, int seconds, int micros) {
        long magnitude = ((hours * 60L + minutes) * 60 + seconds) * 1_000_000 + micros;
        longValue(column, negative ? -magnitude : magnitude);
    }

    @Override
    public void dateTime(int column, int year, int month, int day, int hour, int minute, int second, int micros) {
        calendarDay(year, month, day);
        number(hour, 1);
        number(minute, 1);
        number(second, 1);
        number(micros, 4);
        end(column);
    }
}
