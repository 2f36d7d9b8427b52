/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.workload;

import io.crosscurrent.testing.shape.KeyKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What one writer knows: its tables and its counters. Versions and transactions of different writers never meet, and those of
 * one writer rise.
 */
final class WriterState {
    /** Between two versions of a writer; what is below is the writer's number. */
    static final long VERSION_STEP = 64;

    private final int writer;
    private final List<WorkTable> shared;
    private final List<WorkTable> own;
    private long count;

    WriterState(int writer, List<WorkTable> shared, List<WorkTable> own) {
        this.writer = writer;
        this.shared = List.copyOf(shared);
        this.own = new ArrayList<>(own);
    }

    int writer() {
        return writer;
    }

    /** Tables whose columns this writer alone changes. */
    List<WorkTable> own() {
        return own;
    }

    List<WorkTable> shared() {
        return shared;
    }

    WorkTable anyTable(Random random) {
        int choice = random.nextInt(shared.size() + own.size());
        return choice < shared.size() ? shared.get(choice) : own.get(choice - shared.size());
    }

    long firstNumber() {
        return (writer + 1) * WorkTable.NUMBERS;
    }

    /** Whether no row of this writer stands in the way of a new one. */
    boolean free(WorkTable table, long number) {
        if (table.rows(writer).containsKey(number)) {
            return false;
        }
        if (table.key() != KeyKind.TEXT) {
            return true;
        }
        long place = number % WorkTable.NUMBERS;
        long twin = place < KeyKind.OTHER_CASE ? number + KeyKind.OTHER_CASE : number - KeyKind.OTHER_CASE;
        return !table.rows(writer).containsKey(twin);
    }

    long nextVersion() {
        return reserveVersions(1);
    }

    /** The first of so many versions, {@link #VERSION_STEP} apart. */
    long reserveVersions(long versions) {
        long first = count + 1;
        count += versions;
        return first * VERSION_STEP + writer;
    }

    /** Ids of transactions are versions too: they rise with everything else the writer does. */
    long nextTransaction() {
        return nextVersion();
    }
}
