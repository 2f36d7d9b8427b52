/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.task;

import io.crosscurrent.server.dms.Faults;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/** {@code CdcStopPosition}: {@code server_time:2026-02-09T12:12:12}, in UTC. */
final class StopTime {
    private static final String SERVER = "server_time:";

    private StopTime() {}

    /** Epoch milliseconds, 0 when the task has no stop position. */
    static long millis(String position) {
        if (position.isEmpty()) {
            return 0;
        }
        if (position.startsWith("commit_time:")) {
            throw Faults.value("CdcStopPosition by commit_time is not supported yet. Use server_time:"
                    + position.substring(12) + ".");
        }
        try {
            if (position.startsWith(SERVER)) {
                return LocalDateTime.parse(position.substring(SERVER.length()).trim())
                        .toInstant(ZoneOffset.UTC)
                        .toEpochMilli();
            }
        } catch (DateTimeParseException e) {
            throw Faults.value("CdcStopPosition has no date and time: \"" + position + "\".");
        }
        throw Faults.value("CdcStopPosition must be like server_time:2026-02-09T12:12:12, not \"" + position + "\".");
    }
}
