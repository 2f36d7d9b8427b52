/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.result;

import io.crosscurrent.engines.sql.SqlEngine.ResultColumn;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Which rows are too old beside the newest, by the timestamp in their first column. One thread uses it. */
final class Aging {
    private final long thresholdMs;
    private final PriorityQueue<Row> rows = new PriorityQueue<>(Comparator.comparingLong(Row::timeMs));
    private long newestMs = Long.MIN_VALUE;

    private record Row(long timeMs, long id) {}

    private Aging(long thresholdMs) {
        this.thresholdMs = thresholdMs;
    }

    /** Returns null when the first column is no timestamp. */
    static Aging of(List<ResultColumn> columns, long thresholdMs) {
        return applies(columns) ? new Aging(thresholdMs) : null;
    }

    static boolean applies(List<ResultColumn> columns) {
        return !columns.isEmpty() && columns.get(0).type().startsWith("TIMESTAMP");
    }

    /** Takes a row in; returns the ids of those that are too old now, its own perhaps among them. */
    List<Long> over(long id, String time) {
        List<Long> over = new ArrayList<>();
        long timeMs = milliseconds(time);
        if (timeMs == Long.MIN_VALUE) {
            return over;
        }
        rows.add(new Row(timeMs, id));
        newestMs = Math.max(newestMs, timeMs);
        while (!rows.isEmpty() && newestMs - rows.peek().timeMs() > thresholdMs) {
            over.add(rows.remove().id());
        }
        return over;
    }

    /** Of the epoch as if the text were in UTC; the least number for NULL and for years that no calendar here has. */
    private static long milliseconds(String text) {
        try {
            return text == null
                    ? Long.MIN_VALUE
                    : LocalDateTime.parse(text.replace(' ', 'T'))
                            .toInstant(ZoneOffset.UTC)
                            .toEpochMilli();
        } catch (DateTimeParseException e) {
            return Long.MIN_VALUE;
        }
    }
}
