/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.history;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;

/**
 * What may be seen of one row.
 *
 * @param history what was committed, in commit order
 * @param streamed index in the history from which on every event must be seen as a change; its size when that is not known
 * @param rolledBack whether a version belongs to a change that was rolled back
 */
record RowRule(String key, List<RowEvent> history, int streamed, LongPredicate rolledBack) {
    private static final int SHOWN = 12;

    /** The first thing wrong with what was seen, in the order of its partition. */
    Optional<Anomaly> check(List<RowEvent> seen) {
        if (seen.isEmpty()) {
            return nothingSeen();
        }
        for (RowEvent event : seen) {
            if (rolledBack.test(event.version())) {
                return found(Anomaly.Kind.ROLLED_BACK, event + " was rolled back, saw " + shown(seen));
            }
        }
        int start = startOf(seen.get(0));
        if (start < 0) {
            return found(firstKind(seen), "saw " + shown(seen) + ", history is " + shown(history));
        }
        if (tells(streamed, start)) {
            return found(
                    Anomaly.Kind.LOST_CHANGE,
                    "expected " + shown(told(streamed, history.size())) + ", saw " + shown(seen));
        }
        List<RowEvent> expected = told(start + 1, history.size());
        List<RowEvent> rest = seen.subList(1, seen.size());
        if (expected.equals(rest)) {
            return Optional.empty();
        }
        return found(
                kindOf(expected, rest, seen),
                "expected " + shown(expected) + " after " + seen.get(0) + ", saw " + shown(rest));
    }

    private Optional<Anomaly> nothingSeen() {
        if (history.isEmpty()) {
            return Optional.empty();
        }
        if (tells(streamed, history.size())) {
            return found(Anomaly.Kind.LOST_CHANGE, "nothing arrived of " + shown(history));
        }
        RowEvent last = history.get(history.size() - 1);
        return last.alive() && last.told()
                ? found(Anomaly.Kind.LOST_ROW, "nothing arrived of " + shown(history))
                : Optional.empty();
    }

    /** Index of the change whose state the first observed event shows, or -1. */
    private int startOf(RowEvent first) {
        for (int i = 0; i < history.size(); i++) {
            RowEvent change = history.get(i);
            RowEvent before = i == 0 ? null : history.get(i - 1);
            boolean fresh = before == null || !before.alive();
            boolean came = before != null && before.operation().equals("appear");
            boolean sameState = change.alive() && change.version() == first.version();
            if (first.operation().equals("load") && sameState) {
                return i;
            }
            if (first.equals(change) && (came || change.operation().equals("insert") && fresh)) {
                return i;
            }
        }
        return -1;
    }

    private Anomaly.Kind firstKind(List<RowEvent> seen) {
        RowEvent first = seen.get(0);
        if (first.operation().equals("load")) {
            return Anomaly.Kind.STALE_LOAD;
        }
        if (!history.contains(first)) {
            return Anomaly.Kind.INVENTED;
        }
        int place = history.indexOf(first);
        boolean older = seen.stream().anyMatch(event -> place > history.indexOf(event) && history.contains(event));
        return older ? Anomaly.Kind.OUT_OF_ORDER : Anomaly.Kind.CHANGE_WITHOUT_LOAD;
    }

    private Anomaly.Kind kindOf(List<RowEvent> expected, List<RowEvent> rest, List<RowEvent> seen) {
        boolean again = new HashSet<>(seen).size() < seen.size();
        boolean gone = !history.get(history.size() - 1).alive();
        if (gone && seen.get(seen.size() - 1).alive() && seen.contains(history.get(history.size() - 1))) {
            return Anomaly.Kind.RESURRECTED;
        }
        if (rest.stream().anyMatch(event -> event.operation().equals("load"))) {
            return seen.get(0).operation().equals("load")
                            && rest.get(0).operation().equals("load")
                    ? Anomaly.Kind.DUPLICATE
                    : Anomaly.Kind.STALE_LOAD;
        }
        if (again) {
            return Anomaly.Kind.DUPLICATE;
        }
        if (!new HashSet<>(history).containsAll(rest)) {
            return Anomaly.Kind.INVENTED;
        }
        Set<RowEvent> missing = new HashSet<>(expected);
        rest.forEach(missing::remove);
        return missing.isEmpty() ? Anomaly.Kind.OUT_OF_ORDER : Anomaly.Kind.LOST_CHANGE;
    }

    private boolean tells(int from, int to) {
        return from < to && history.subList(from, to).stream().anyMatch(RowEvent::told);
    }

    private List<RowEvent> told(int from, int to) {
        return history.subList(Math.min(from, to), to).stream()
                .filter(RowEvent::told)
                .toList();
    }

    private Optional<Anomaly> found(Anomaly.Kind kind, String detail) {
        return Optional.of(new Anomaly(kind, key, detail));
    }

    private static String shown(List<RowEvent> events) {
        return events.size() <= SHOWN
                ? events.toString()
                : events.size() + " events, the last of them " + events.subList(events.size() - SHOWN, events.size());
    }
}
