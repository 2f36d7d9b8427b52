/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench.micro;

import io.crosscurrent.bench.RowIdentity;
import io.crosscurrent.bench.RowIdentity.Kind;
import io.crosscurrent.core.row.RowWriter;
import io.crosscurrent.mysql.binlog.RowsEvent;
import java.util.Arrays;

/** The gate: collects which changes were read, and that the values of a row are all there. */
final class IdentityRows extends RowsHandler implements RowWriter {
    private static final int COLUMNS = 10;

    private long[] found = new long[1024];
    private int count;
    private long id;
    private long revision;
    private int values;

    @Override
    public void rows(RowsEvent rows) {
        while (rows.next()) {
            values = 0;
            Kind kind =
                    switch (rows.operation()) {
                        case INSERT, LOAD -> Kind.WRITTEN;
                        case UPDATE -> Kind.UPDATED;
                        case DELETE -> Kind.DELETED;
                    };
            if (rows.hasAfter()) {
                rows.after(this);
            } else {
                rows.before(this);
            }
            if (values != COLUMNS) {
                throw new IllegalStateException("a row came with " + values + " values");
            }
            if (count == found.length) {
                found = Arrays.copyOf(found, count * 2);
            }
            found[count++] = RowIdentity.of(id, (int) revision, kind);
        }
    }

    /** @throws IllegalStateException unless exactly the changes of the log were read, in its order of kinds */
    void check(RecordedLog log) {
        long[] read = Arrays.copyOf(found, count);
        long[] expected = log.expected().clone();
        Arrays.sort(read);
        Arrays.sort(expected);
        if (!Arrays.equals(read, expected)) {
            throw new IllegalStateException(count + " changes were read, not the " + expected.length + " written");
        }
    }

    @Override
    public boolean wants(int column) {
        return true;
    }

    @Override
    public void nullValue(int column) {
        values++;
    }

    @Override
    public void booleanValue(int column, boolean value) {
        values++;
    }

    @Override
    public void longValue(int column, long value) {
        values++;
        if (column == 0) {
            id = value;
        } else if (column == 1) {
            revision = value;
        }
    }

    @Override
    public void unsignedLongValue(int column, long bits) {
        values++;
    }

    @Override
    public void floatValue(int column, float value) {
        values++;
    }

    @Override
    public void doubleValue(int column, double value) {
        values++;
    }

    @Override
    public void decimalText(int column, byte[] ascii, int offset, int length) {
        values++;
    }

    @Override
    public void utf8(int column, byte[] bytes, int offset, int length) {
        values++;
    }

    @Override
    public void bytes(int column, byte[] bytes, int offset, int length) {
        values++;
    }

    @Override
    public void date(int column, int year, int month, int day) {
        values++;
    }

    @Override
    public void time(int column, boolean negative, int hours, int minutes, int seconds, int micros) {
        values++;
    }

    @Override
    public void dateTime(int column, int year, int month, int day, int hour, int minute, int second, int micros) {
        values++;
    }
}
