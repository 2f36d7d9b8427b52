/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.binlog;

import io.crosscurrent.core.row.RowWriter;

/** Counts the rows of self-contained tables and adds up their integers: nothing is kept of a row. */
final class Counter extends BinlogObserver implements RowWriter {
    long rows;
    long sum;
    long bytes;
    /** Columns below this number are wanted. */
    int wanted = Integer.MAX_VALUE;

    @Override
    public RowDecoder table(TableMap map) {
        return RowDecoder.of(map, map.table());
    }

    @Override
    public void rows(RowsEvent event) {
        while (event.next()) {
            rows++;
            if (event.hasAfter()) {
                event.after(this);
            }
        }
    }

    @Override
    public boolean wants(int column) {
        return column < wanted;
    }

    @Override
    public void longValue(int column, long value) {
        sum += value;
    }

    @Override
    public void utf8(int column, byte[] source, int offset, int length) {
        bytes += length;
    }

    @Override
    public void bytes(int column, byte[] source, int offset, int length) {
        bytes += length;
    }

    @Override
    public void unsignedLongValue(int column, long bits) {
        sum += bits;
    }

    @Override
    public void decimalText(int column, byte[] ascii, int offset, int length) {
        bytes += length;
    }

    @Override
    public void dateTime(int column, int year, int month, int day, int hour, int minute, int second, int micros) {
        bytes += day;
    }

    @Override
    public void date(int column, int year, int month, int day) {
        bytes += day;
    }

    @Override
    public void nullValue(int column) {}

    @Override
    public void booleanValue(int column, boolean value) {}

    @Override
    public void floatValue(int column, float value) {}

    @Override
    public void doubleValue(int column, double value) {}

    @Override
    public void time(int column, boolean negative, int hours, int minutes, int seconds, int micros) {}
}
