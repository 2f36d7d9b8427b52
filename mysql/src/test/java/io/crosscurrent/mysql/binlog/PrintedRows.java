/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.binlog;

import io.crosscurrent.core.row.RowWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Prints pushed values as the server prints them; see {@link PrintedTable} for its side. */
final class PrintedRows implements RowWriter {
    private final RowDecoder decoder;
    final List<String> values = new ArrayList<>();

    PrintedRows(RowDecoder decoder) {
        this.decoder = decoder;
    }

    @Override
    public boolean wants(int column) {
        return true;
    }

    private void add(int column, String text) {
        if (values.size() != column) {
            throw new AssertionError("column " + column + " after " + values.size() + " values");
        }
        values.add(text);
    }

    @Override
    public void nullValue(int column) {
        add(column, null);
    }

    @Override
    public void booleanValue(int column, boolean value) {
        add(column, value ? "1" : "0");
    }

    @Override
    public void longValue(int column, long value) {
        add(column, Long.toString(value));
    }

    @Override
    public void unsignedLongValue(int column, long bits) {
        add(column, Long.toUnsignedString(bits));
    }

    @Override
    public void floatValue(int column, float value) {
        add(column, Double.toString(value));
    }

    @Override
    public void doubleValue(int column, double value) {
        add(column, Double.toString(value));
    }

    @Override
    public void decimalText(int column, byte[] ascii, int offset, int length) {
        add(column, new String(ascii, offset, length, StandardCharsets.US_ASCII));
    }

    @Override
    public void utf8(int column, byte[] bytes, int offset, int length) {
        add(column, new String(bytes, offset, length, StandardCharsets.UTF_8));
    }

    @Override
    public void bytes(int column, byte[] bytes, int offset, int length) {
        add(column, HexFormat.of().withUpperCase().formatHex(bytes, offset, offset + length));
    }

    @Override
    public void date(int column, int year, int month, int day) {
        add(column, "%04d-%02d-%02d".formatted(year, month, day));
    }

    @Override
    public void time(int column, boolean negative, int hours, int minutes, int seconds, int micros) {
        add(
                column,
                (negative ? "-" : "") + "%02d:%02d:%02d".formatted(hours, minutes, seconds) + fraction(column, micros));
    }

    @Override
    public void dateTime(int column, int year, int month, int day, int hour, int minute, int second, int micros) {
        add(
                column,
                "%04d-%02d-%02d %02d:%02d:%02d".formatted(year, month, day, hour, minute, second)
                        + fraction(column, micros));
    }

    private String fraction(int column, int micros) {
        int digits = decoder.table().columns().get(column).precision();
        return digits == 0 ? "" : "." + "%06d".formatted(micros).substring(0, digits);
    }
}
