/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.task;

import io.crosscurrent.server.dms.Faults;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/**
 * {@code CdcStopPosition}: {@code server_time:2026-02-09T12:12:12}, by the clock of this server; {@code commit_time:…}, by that of
 * the source, which the source watches for; or, beyond what the service offers, a place: a recovery checkpoint or
 * {@code file:offset}. Times are UTC.
 *
 * @param serverMillis epoch milliseconds, 0 when it is not for this server
 * @param forSource what the source watches for, "" for nothing
 */
record StopPosition(long serverMillis, String forSource) {
    private static final String SERVER = "server_time:";
    private static final String COMMIT = "commit_time:";
    private static final Pattern PLACE = Pattern.compile("checkpoint:V1#.+|[^:\\s]+\\.\\d+:\\d+");

    /**
     * @param text "" for none
     * @throws io.crosscurrent.server.aws.ApiException naming what is wrong with it
     */
    static StopPosition of(String text) {
        if (text.isEmpty()) {
            return new StopPosition(0, "");
        }
        try {
            if (text.startsWith(SERVER)) {
                LocalDateTime time =
                        LocalDateTime.parse(text.substring(SERVER.length()).trim());
                return new StopPosition(time.toInstant(ZoneOffset.UTC).toEpochMilli(), "");
            }
            if (text.startsWith(COMMIT)) {
                LocalDateTime.parse(text.substring(COMMIT.length()).trim());
                return new StopPosition(0, text);
            }
        } catch (DateTimeParseException e) {
            throw Faults.value("CdcStopPosition has no date and time: \"" + text + "\".");
        }
        if (PLACE.matcher(text).matches()) {
            return new StopPosition(0, text);
        }
        throw Faults.value("CdcStopPosition must be like server_time:2026-02-09T12:12:12,"
                + " commit_time:2026-02-09T12:12:12, a recovery checkpoint or file:offset, not \"" + text + "\".");
    }

    /** Why a task that was stopped by its source has stopped. */
    String reason() {
        return forSource.startsWith(COMMIT) ? "Stop Reason STOPPED_AT_COMMIT_TIME" : "Stop Reason NORMAL";
    }
}
