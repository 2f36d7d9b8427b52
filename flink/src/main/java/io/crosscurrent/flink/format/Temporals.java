/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.flink.format;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import org.apache.flink.table.data.TimestampData;

/**
 * Dates and times as DMS writes them: {@code 2003-01-06}, {@code 2022-03-14T14:17:40.123456Z}, {@code 14:17:40}. A
 * {@code T} may be a space, the fraction has 0 to 9 digits, {@code Z} may be missing and changes nothing: a DATETIME
 * has it without being UTC. MySQL's dates with month or day 0, {@code 0000-00-00} above all, are no days: null.
 */
final class Temporals {
    private static final int DATE_CHARS = 10;
    private static final int TIME_CHARS = 8;
    private static final int MAX_FRACTION_DIGITS = 9;
    private static final long DAY_MILLIS = 86_400_000L;
    private static final int MILLI_NANOS = 1_000_000;

    private Temporals() {}

    /** Days since 1970-01-01, or null. */
    static Integer date(char[] text, int offset, int length) {
        if (length != DATE_CHARS) {
            throw new UnreadableValueException("it is not a date like 2003-01-06");
        }
        Long day = epochDay(text, offset);
        return day == null ? null : Math.toIntExact(day);
    }

    /** Milliseconds of the day; finer digits are beyond Flink's TIME. */
    static int time(char[] text, int offset, int length) {
        return (int) (nanoOfDay(text, offset, offset + length) / MILLI_NANOS);
    }

    /** Null where the date is. */
    static TimestampData timestamp(char[] text, int offset, int length) {
        int end = offset + length;
        if (length > 0 && text[end - 1] == 'Z') {
            end--;
        }
        int separator = offset + DATE_CHARS;
        if (end <= separator || (text[separator] != 'T' && text[separator] != ' ')) {
            throw new UnreadableValueException("it is not a time like 2022-03-14T14:17:40.123456Z");
        }
        long nanos = nanoOfDay(text, separator + 1, end);
        Long day = epochDay(text, offset);
        return day == null
                ? null
                : TimestampData.fromEpochMillis(day * DAY_MILLIS + nanos / MILLI_NANOS, (int) (nanos % MILLI_NANOS));
    }

    private static Long epochDay(char[] text, int at) {
        expect(text, at + 4, '-');
        expect(text, at + 7, '-');
        int year = number(text, at, 4);
        int month = number(text, at + 5, 2);
        int day = number(text, at + 8, 2);
        if (month == 0 || day == 0) {
            return null;
        }
        try {
            return LocalDate.of(year, month, day).toEpochDay();
        } catch (DateTimeException e) {
            throw new UnreadableValueException("there is no such day");
        }
    }

    private static long nanoOfDay(char[] text, int at, int end) {
        if (end - at < TIME_CHARS) {
            throw new UnreadableValueException("its time is not like 14:17:40");
        }
        expect(text, at + 2, ':');
        expect(text, at + 5, ':');
        int nanos = 0;
        if (end > at + TIME_CHARS) {
            expect(text, at + TIME_CHARS, '.');
            nanos = fraction(text, at + TIME_CHARS + 1, end);
        }
        try {
            return LocalTime.of(number(text, at, 2), number(text, at + 3, 2), number(text, at + 6, 2), nanos)
                    .toNanoOfDay();
        } catch (DateTimeException e) {
            throw new UnreadableValueException("there is no such time of day");
        }
    }

    private static int fraction(char[] text, int from, int end) {
        int digits = end - from;
        if (digits < 1 || digits > MAX_FRACTION_DIGITS) {
            throw new UnreadableValueException("its fraction of a second does not have 1 to 9 digits");
        }
        int value = number(text, from, digits);
        for (int i = digits; i < MAX_FRACTION_DIGITS; i++) {
            value *= 10;
        }
        return value;
    }

    private static int number(char[] text, int from, int digits) {
        int value = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                throw new UnreadableValueException("it has \"" + text[i] + "\" where a digit belongs");
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static void expect(char[] text, int at, char wanted) {
        if (text[at] != wanted) {
            throw new UnreadableValueException("it has \"" + text[at] + "\" where \"" + wanted + "\" belongs");
        }
    }
}
