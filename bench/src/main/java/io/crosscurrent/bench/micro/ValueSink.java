/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench.micro;

import io.crosscurrent.core.row.RowWriter;
import org.openjdk.jmh.infra.Blackhole;

/** Takes every value and does nothing with it, in a way the compiler cannot leave out. */
final class ValueSink implements RowWriter {
    private final Blackhole sink;

    ValueSink(Blackhole sink) {
        this.sink = sink;
    }

    @Override
    public boolean wants(int column) {
        return true;
    }

    @Override
    public void nullValue(int column) {
        sink.consume(column);
    }

    @Override
    public void booleanValue(int column, boolean value) {
        sink.consume(value);
    }

    @Override
    public void longValue(int column, long value) {
        sink.consume(value);
    }

    @Override
    public void unsignedLongValue(int column, long bits) {
        sink.consume(bits);
    }

    @Override
    public void floatValue(int column, float value) {
        sink.consume(value);
    }

    @Override
    public void doubleValue(int column, double value) {
        sink.consume(value);
    }

    @Override
    public void decimalText(int column, byte[] ascii, int offset, int length) {
        sink.consume(ascii[offset] + length);
    }

    @Override
    public void utf8(int column, byte[] bytes, int offset, int length) {
        sink.consume(bytes);
        sink.consume(length);
    }

    @Override
    public void bytes(int column, byte[] bytes, int offset, int length) {
        sink.consume(bytes);
        sink.consume(length);
    }

    @Override
    public void date(int column, int year, int month, int day) {
        sink.consume(year + month + day);
    }

    @Override
    public void time(int column, boolean negative, int hours, int minutes, int seconds, int micros) {
        sink.consume(hours + minutes + seconds + micros);
    }

    @Override
    public void dateTime(int column, int year, int month, int day, int hour, int minute, int second, int micros) {
        sink.consume(year + month + day + hour + minute + second + micros);
    }
}
