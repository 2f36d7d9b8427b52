/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.history;

import io.crosscurrent.testing.history.SeenRow.Place;
import io.crosscurrent.testing.history.TableEvent.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What may be seen of one table as a whole: all that happened to it once the load was over, each once, in order. Before that, no more
 * than what happened, and that the load created it: a load that has not begun with a table has nothing to tell of it.
 *
 * @param early what happened while the load may have run
 * @param streamed what happened once it was over
 */
record TableRule(String table, List<TableEvent> early, List<TableEvent> streamed) {
    /** The first thing wrong with what was seen, in its order. */
    Optional<Anomaly> check(List<SeenTable> seen) {
        List<Kind> wanted = streamed.stream().map(TableEvent::kind).toList();
        List<Kind> told = seen.stream().map(SeenTable::kind).toList();
        if (!follows(told, wanted)) {
            return found(Anomaly.Kind.LOST_STATEMENT, "expected " + wanted + " at the end, saw " + told);
        }
        int first = told.size() - wanted.size();
        if (!told.subList(first, told.size()).equals(wanted)) {
            return found(Anomaly.Kind.DUPLICATE, "expected " + wanted + " at the end, saw " + told);
        }
        for (Kind kind : Kind.values()) {
            long most = early.stream().filter(event -> event.kind() == kind).count() + (kind == Kind.CREATE ? 1 : 0);
            if (told.subList(0, first).stream().filter(kind::equals).count() > most) {
                return found(
                        Anomaly.Kind.DUPLICATE,
                        "expected " + kind + " " + most + " times at most before " + wanted + ", saw " + told);
            }
        }
        return Optional.empty();
    }

    /** The places of the records that tell of what happened once the load was over, of a table with nothing wrong. */
    Map<Place, TableEvent> matched(List<SeenTable> seen) {
        Map<Place, TableEvent> matched = new HashMap<>();
        int first = seen.size() - streamed.size();
        for (int i = 0; i < streamed.size(); i++) {
            matched.put(seen.get(first + i).place(), streamed.get(i));
        }
        return matched;
    }

    /** Whether all that is wanted was told, in its order, perhaps with more. */
    private static boolean follows(List<Kind> told, List<Kind> wanted) {
        int next = 0;
        for (Kind kind : told) {
            if (next < wanted.size() && wanted.get(next) == kind) {
                next++;
            }
        }
        return next == wanted.size();
    }

    private Optional<Anomaly> found(Anomaly.Kind kind, String detail) {
        return Optional.of(new Anomaly(kind, "table " + table, detail));
    }
}
