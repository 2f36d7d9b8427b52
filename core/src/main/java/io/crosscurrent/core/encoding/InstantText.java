/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.encoding;

/**
 * Writes instants as {@code 2024-07-29T00:58:17.983670Z}: UTC, always six fraction digits, 27 bytes. Keeps the text of
 * the last second, because neighbouring records share it. Not safe for use by several threads.
 */
final class InstantText {
    private static final int SECOND_BYTES = 19;
    private static final int BYTES = 27;

    private final JsonBuffer second = new JsonBuffer();
    private long cached = Long.MIN_VALUE;

    /** @param micros since the epoch; years 0 to 9999 */
    void write(JsonBuffer out, long micros) {
        long seconds = Math.floorDiv(micros, 1_000_000L);
        if (seconds != cached) {
            format(seconds);
            cached = seconds;
        }
        out.ensure(BYTES);
        System.arraycopy(second.bytes, 0, out.bytes, out.size, SECOND_BYTES);
        out.size += SECOND_BYTES;
        out.putFraction((int) (micros - seconds * 1_000_000L), 6);
        out.put('Z');
    }

    private void format(long seconds) {
        long days = Math.floorDiv(seconds, 86_400L);
        int ofDay = (int) (seconds - days * 86_400L);
        // Civil date from the day number, in eras of 400 years that begin on 1 March.
        long shifted = days + 719_468;
        long era = Math.floorDiv(shifted, 146_097L);
        int dayOfEra = (int) (shifted - era * 146_097L);
        int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int shiftedMonth = (5 * dayOfYear + 2) / 153;
        int day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1;
        int month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
        int year = (int) (yearOfEra + era * 400) + (month <= 2 ? 1 : 0);
        second.size = 0;
        second.putDate(year, month, day);
        second.put('T');
        second.putPair(ofDay / 3_600);
        second.put(':');
        second.putPair(ofDay / 60 % 60);
        second.put(':');
        second.putPair(ofDay % 60);
    }
}
