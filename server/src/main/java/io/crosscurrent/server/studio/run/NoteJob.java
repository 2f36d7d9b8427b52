/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.run;

import java.time.Instant;
import java.util.Locale;

/**
 * A job that a cell began and that goes on by itself.
 *
 * @param id of Flink, 32 hexadecimal digits
 * @param ordinal which of the jobs of its cell, from 0
 * @param from what it began from: path of a checkpoint or savepoint, "" for nothing
 * @param previous the job whose state that is, while that state must be kept; ""
 * @param savepoint path of the savepoint it was stopped with, "" for none
 * @param savepointDirectory where its savepoints go, "" for the usual place
 * @param message why it does not run, "" when that is known
 */
public record NoteJob(
        String id,
        String note,
        String cell,
        int ordinal,
        String name,
        State state,
        String from,
        String previous,
        String savepoint,
        String savepointDirectory,
        String message,
        Instant startedAt) {
    /** Where it stands, as far as this is known. */
    public enum State {
        RUNNING,
        /** Somebody stopped it. */
        STOPPED,
        FAILED,
        /** Flink ended under it. */
        LOST;

        /** As pages write it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    NoteJob at(State next, String why) {
        return new NoteJob(
                id, note, cell, ordinal, name, next, from, previous, savepoint, savepointDirectory, why, startedAt);
    }

    NoteJob stopped(String path) {
        return new NoteJob(
                id, note, cell, ordinal, name, State.STOPPED, from, previous, path, savepointDirectory, "", startedAt);
    }

    /** Its own checkpoints tell where it stands: what it began from is not needed any more. */
    NoteJob settled() {
        return new NoteJob(
                id, note, cell, ordinal, name, state, "", "", savepoint, savepointDirectory, message, startedAt);
    }

    /** The same, begun from the state of another one of ours. */
    NoteJob after(String other) {
        return new NoteJob(
                id, note, cell, ordinal, name, state, from, other, savepoint, savepointDirectory, message, startedAt);
    }

    /** The job that goes on where this one stood. */
    NoteJob next(String job, String path, boolean own) {
        return new NoteJob(
                job,
                note,
                cell,
                ordinal,
                name,
                State.RUNNING,
                path,
                own ? id : "",
                "",
                savepointDirectory,
                "",
                Instant.now());
    }
}
