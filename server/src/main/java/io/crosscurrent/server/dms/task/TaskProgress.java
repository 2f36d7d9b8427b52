/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.task;

import io.crosscurrent.core.registry.RegistryRecord;
import java.util.List;

/**
 * How far a task is, by what it told last.
 *
 * @param id last part of its ARN
 * @param instance identifier of its replication instance
 * @param status DMS state, for example {@code running}
 * @param startedMillis of its last start, epoch milliseconds; 0 when it never ran
 * @param told null when it told nothing yet
 * @param trouble what it met and tries again by itself; null while it goes on, and when it does not run
 */
public record TaskProgress(
        String id,
        String instance,
        String name,
        String status,
        long startedMillis,
        RegistryRecord.Task told,
        RegistryRecord.Trouble trouble,
        List<RegistryRecord.Statistics> tables) {
    /** A running task tells of itself every ten seconds; one that is busy with a large transaction, later. */
    private static final long SILENCE_MILLIS = 120_000;

    public boolean running() {
        return status.equals(TaskStatus.RUNNING.text());
    }

    public boolean failed() {
        return status.equals(TaskStatus.FAILED.text());
    }

    /** Whether it should run and has told nothing for two minutes: its source is out of reach, or it hangs. */
    public boolean silent(long nowMillis) {
        return running() && !finished() && nowMillis - Math.max(startedMillis, toldMillis()) > SILENCE_MILLIS;
    }

    /** How far the target is behind the source, milliseconds; grows while a task that should run is silent. */
    public long lagMillis(long nowMillis) {
        if (told == null || finished()) {
            return 0;
        }
        return told.lagMillis() + (silent(nowMillis) ? nowMillis - told.writtenMillis() : 0);
    }

    /** How much of the source's log it had not read when it told last, bytes; -1 when that is not known, or no longer. */
    public long lagBytes(long nowMillis) {
        if (told == null || silent(nowMillis)) {
            return -1;
        }
        return finished() ? 0 : told.lagBytes();
    }

    /** When it told something last, epoch milliseconds; 0 for never. */
    public long toldMillis() {
        return told == null ? 0 : told.writtenMillis();
    }

    private boolean finished() {
        return told != null && told.phase().equals("finished");
    }
}
