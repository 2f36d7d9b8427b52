/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.workload;

import io.crosscurrent.testing.shape.KeyKind;
import io.crosscurrent.testing.shape.ValueKind;
import java.util.ArrayList;
import java.util.List;

/** The tables of a workload: one shared by all writers for each kind of key, two of each writer, and the ledger. */
final class WorkloadTables {
    private static final int COLUMNS = 9;
    private static final ValueKind[] KINDS = ValueKind.values();

    private final WorkloadOptions options;
    private final List<WorkTable> shared = new ArrayList<>();
    private final WorkTable ledger;

    WorkloadTables(WorkloadOptions options) {
        this.options = options;
        for (KeyKind key : KeyKind.values()) {
            String name = "shared_" + key.name().toLowerCase(java.util.Locale.ROOT);
            shared.add(table(name, key, key.ordinal() * 6, 0, options.writers()));
        }
        ledger = new WorkTable(options.database(), "ledger", KeyKind.NUMERIC, List.of(), 0, 0);
    }

    /** The first has whole numbers for keys. */
    List<WorkTable> shared() {
        return shared;
    }

    /** One row for each committed transaction. */
    WorkTable ledger() {
        return ledger;
    }

    /** Two with keys of the same kind, so that they can change places. */
    List<WorkTable> ownedBy(int writer) {
        KeyKind key = KeyKind.values()[writer % KeyKind.values().length];
        return List.of(
                table("own" + writer + "_a", key, writer * 5, writer, 1),
                table("own" + writer + "_b", key, writer * 5 + 3, writer, 1));
    }

    /** One more table of a writer. */
    WorkTable create(int writer, String name, KeyKind key) {
        return table(name, key, name.hashCode() & 0xFF, writer, 1);
    }

    /** With so many kinds of columns in a row, beginning with one of them; the shared tables together have all. */
    private WorkTable table(String name, KeyKind key, int firstKind, int firstWriter, int writers) {
        List<ValueKind> kinds = new ArrayList<>();
        for (int i = 0; i < COLUMNS; i++) {
            kinds.add(KINDS[(firstKind + i) % KINDS.length]);
        }
        return new WorkTable(options.database(), name, key, kinds, firstWriter, writers);
    }
}
