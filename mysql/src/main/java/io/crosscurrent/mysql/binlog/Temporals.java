/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.binlog;

import io.crosscurrent.core.row.RowWriter;

/**
 * Temporal values of row images. All but DATE are big endian; fractions of {@code digits} decimal digits follow in
 * (digits + 1) / 2 bytes. Instances remember the last day of a TIMESTAMP, so one thread at a time.
 */
final class Temporals {
    private static final int[] MICROS_PER_UNIT = {1_000_000, 10_000, 10_000, 100, 100, 1, 1};

    private long day = Long.MIN_VALUE;
    private int year;
    private int month;
    private int dayOfMonth;

    /** Three bytes, little endian: day 5 bits, month 4, year 15. */
    static void date(byte[] b, int at, int column, RowWriter writer) {
        int value = Octets.le3(b, at);
        writer.date(column, value >> 9, value >> 5 & 15, value & 31);
    }

    /** Five bytes: sign 1 bit (always set), year * 13 + month 17, day 5, hour 5, minute 6, second 6. */
    static void dateTime(byte[] b, int at, int digits, int column, RowWriter writer) {
        long value = Octets.be(b, at, 5) - 0x80_0000_0000L;
        int months = (int) (value >> 22);
        writer.dateTime(
                column,
                months / 13,
                months % 13,
                (int) (value >> 17) & 31,
                (int) (value >> 12) & 31,
                (int) (value >> 6) & 63,
                (int) value & 63,
                fraction(b, at + 5, digits));
    }

    /** Four bytes: seconds since the epoch; 0 stands for the zero date. */
    void timestamp(byte[] b, int at, int digits, int column, RowWriter writer) {
        timestamp(Octets.be(b, at, 4), fraction(b, at + 4, digits), column, writer);
    }

    void timestamp(long seconds, int micros, int column, RowWriter writer) {
        if (seconds == 0 && micros == 0) {
            writer.dateTime(column, 0, 0, 0, 0, 0, 0, 0);
            return;
        }
        long days = seconds / 86_400;
        int rest = (int) (seconds - days * 86_400);
        if (days != day) {
            civil(days);
        }
        writer.dateTime(column, year, month, dayOfMonth, rest / 3600, rest / 60 % 60, rest % 60, micros);
    }

    /**
     * Three bytes, fraction included in one signed number that is offset by half its range: sign 1 bit, unused 1, hour 10,
     * minute 6, second 6.
     */
    static void time(byte[] b, int at, int digits, int column, RowWriter writer) {
        int fractionBytes = (digits + 1) / 2;
        int width = 3 + fractionBytes;
        long value = Octets.be(b, at, width) - (1L << 8 * width - 1);
        long magnitude = Math.abs(value);
        int whole = (int) (magnitude >> 8 * fractionBytes);
        int micros = (int) (magnitude & (1L << 8 * fractionBytes) - 1) * MICROS_PER_UNIT[digits];
        if (digits == 0) {
            micros = 0;
        }
        writer.time(column, value < 0, whole >> 12 & 1023, whole >> 6 & 63, whole & 63, micros);
    }

    /** The format before MySQL 5.6: a number hhmmss, three bytes, little endian, signed. */
    static void timeOld(byte[] b, int at, int column, RowWriter writer) {
        long value = Octets.leSigned(b, at, 3);
        int magnitude = (int) Math.abs(value);
        writer.time(column, value < 0, magnitude / 10_000, magnitude / 100 % 100, magnitude % 100, 0);
    }

    /** The format before MySQL 5.6: a number yyyymmddhhmmss, eight bytes, little endian. */
    static void dateTimeOld(byte[] b, int at, int column, RowWriter writer) {
        long value = Octets.le8(b, at);
        int date = (int) (value / 1_000_000);
        int time = (int) (value % 1_000_000);
        writer.dateTime(
                column, date / 10_000, date / 100 % 100, date % 100, time / 10_000, time / 100 % 100, time % 100, 0);
    }

    private static int fraction(byte[] b, int at, int digits) {
        return digits == 0 ? 0 : (int) Octets.be(b, at, (digits + 1) / 2) * MICROS_PER_UNIT[digits];
    }

    /** Days since the epoch to a date of the Gregorian calendar, by eras of 400 years that begin on 1 March. */
    private void civil(long days) {
        day = days;
        long shifted = days + 719_468;
        int ofEra = (int) (shifted % 146_097);
        int yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365;
        int dayOfYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int shiftedMonth = (5 * dayOfYear + 2) / 153;
        dayOfMonth = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1;
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
        year = (int) (shifted / 146_097) * 400 + yearOfEra + (month <= 2 ? 1 : 0);
    }
}
