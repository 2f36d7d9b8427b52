/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.stream;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.mysql.position.BinlogPosition;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.concurrent.TimeUnit;

/**
 * Where a stream ends by itself: before the first transaction committed after a second, or at a place of the log. Immutable.
 *
 * @param commitSeconds the last second whose transactions are wanted, since the epoch; {@code Long.MAX_VALUE} without one
 * @param place null without one
 */
record StopPoint(long commitSeconds, BinlogPosition place) {
    static final StopPoint NEVER = new StopPoint(Long.MAX_VALUE, null);
    private static final String COMMIT_TIME = "commit_time:";
    /** A clock may be so much ahead of the source's. */
    private static final long MARGIN_SECONDS = 5;

    /**
     * @param text {@code commit_time:2026-02-09T12:12:12} (UTC), {@code file:offset}, a recovery checkpoint, or "" for none
     * @throws CrosscurrentException {@code source.position_invalid}
     */
    static StopPoint parse(String text) {
        if (text.isBlank()) {
            return NEVER;
        }
        if (!text.startsWith(COMMIT_TIME)) {
            BinlogPosition place = BinlogPosition.parse(text);
            if (place.file().isEmpty()) {
                throw invalid(text, null);
            }
            return new StopPoint(Long.MAX_VALUE, place);
        }
        try {
            LocalDateTime time =
                    LocalDateTime.parse(text.substring(COMMIT_TIME.length()).strip());
            return new StopPoint(time.toEpochSecond(ZoneOffset.UTC), null);
        } catch (DateTimeParseException e) {
            throw invalid(text, e);
        }
    }

    private static CrosscurrentException invalid(String text, Exception cause) {
        return new CrosscurrentException(
                "source.position_invalid",
                "\"" + text + "\" is no place where a change stream could stop.",
                "Give commit_time:2026-02-09T12:12:12 (UTC), file:offset (mysql-bin.000003:420) or a recovery"
                        + " checkpoint.",
                cause);
    }

    /** Whether a transaction is no longer wanted. */
    boolean before(long commitMicros) {
        return Math.floorDiv(commitMicros, 1_000_000L) > commitSeconds;
    }

    /** Whether no wanted transaction can come any more, once the log has nothing more. */
    boolean passed(long nowMillis) {
        return commitSeconds < TimeUnit.MILLISECONDS.toSeconds(nowMillis) - MARGIN_SECONDS;
    }

    /** Whether everything before this place was read. */
    boolean reached(BinlogPosition here) {
        return place != null && here.compareTo(place) >= 0;
    }
}
