/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.stream;

import io.crosscurrent.core.table.TableId;
import io.crosscurrent.mysql.load.FullLoad;
import io.crosscurrent.mysql.load.TableLoad;

/** The loads under way, as statements in the log end them and name them anew. Belongs to the stream. */
final class OpenLoads {
    private final FullLoad load;
    private final UnitWriter units;
    private final String nextPhase;
    private boolean anyEnded;

    /** @param nextPhase of the task when everything is loaded */
    OpenLoads(FullLoad load, UnitWriter units, String nextPhase) {
        this.load = load;
        this.units = units;
        this.nextPhase = nextPhase;
    }

    /** There is no such table any more: nothing more of it is read. */
    void end(TableLoad ended) {
        units.state(ended.dropped());
        load.dropped(ended);
        anyEnded = true;
    }

    /** What is left to be read is read under another name; the caller then ends {@code former}. */
    TableLoad renamed(TableLoad former, TableId name) {
        return load.renamed(former, name);
    }

    /** A statement was applied: perhaps nothing is left to be loaded. */
    void settled() {
        if (anyEnded && load.complete()) {
            units.phase(nextPhase);
        }
        anyEnded = false;
    }
}
