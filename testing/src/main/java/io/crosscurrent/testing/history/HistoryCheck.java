/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.history;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Holds the observed events of each row against what was committed. Rule: what was observed is one {@code load} that
 * shows a state of the row, or its insert, followed by exactly the later changes, each once, in order.
 *
 * <p>Not safe for use by several threads.
 */
public final class HistoryCheck {
    private final Map<String, List<RowEvent>> observed = new LinkedHashMap<>();

    /** Takes the next event of a row, in the order of its partition. */
    public void observe(String key, RowEvent event) {
        observed.computeIfAbsent(key, k -> new ArrayList<>()).add(event);
    }

    /** Events observed so far. */
    public int size() {
        return observed.values().stream().mapToInt(List::size).sum();
    }

    /** Everything that is wrong, at most one anomaly a row. {@code committed}: key to its changes in commit order. */
    public List<Anomaly> anomalies(Map<String, List<RowEvent>> committed) {
        Set<String> keys = new TreeSet<>(committed.keySet());
        keys.addAll(observed.keySet());
        List<Anomaly> found = new ArrayList<>();
        for (String key : keys) {
            Anomaly anomaly = check(key, committed.getOrDefault(key, List.of()), observed.getOrDefault(key, List.of()));
            if (anomaly != null) {
                found.add(anomaly);
            }
        }
        return found;
    }

    private static Anomaly check(String key, List<RowEvent> history, List<RowEvent> seen) {
        if (seen.isEmpty()) {
            boolean alive =
                    !history.isEmpty() && history.get(history.size() - 1).alive();
            return alive ? new Anomaly(Anomaly.Kind.LOST, key, "nothing arrived of " + history) : null;
        }
        int start = startOf(history, seen.get(0));
        if (start < 0) {
            return first(key, history, seen);
        }
        List<RowEvent> expected = history.subList(start + 1, history.size());
        List<RowEvent> rest = seen.subList(1, seen.size());
        if (expected.equals(rest)) {
            return null;
        }
        return new Anomaly(
                kindOf(expected, rest, seen), key, "expected " + expected + " after " + seen.get(0) + ", saw " + rest);
    }

    /** Index of the change whose state the first observed event shows, or -1. */
    private static int startOf(List<RowEvent> history, RowEvent first) {
        for (int i = 0; i < history.size(); i++) {
            RowEvent change = history.get(i);
            boolean sameState = change.alive() && change.version() == first.version();
            boolean fresh = i == 0 || !history.get(i - 1).alive();
            if (first.operation().equals("load") && sameState) {
                return i;
            }
            if (first.equals(change) && change.operation().equals("insert") && fresh) {
                return i;
            }
        }
        return -1;
    }

    private static Anomaly first(String key, List<RowEvent> history, List<RowEvent> seen) {
        RowEvent first = seen.get(0);
        String detail = "first saw " + first + ", history is " + history;
        if (first.operation().equals("load")) {
            return new Anomaly(Anomaly.Kind.STALE_LOAD, key, detail);
        }
        return new Anomaly(
                history.contains(first) ? Anomaly.Kind.CHANGE_WITHOUT_LOAD : Anomaly.Kind.INVENTED, key, detail);
    }

    private static Anomaly.Kind kindOf(List<RowEvent> expected, List<RowEvent> rest, List<RowEvent> seen) {
        if (new HashSet<>(seen).size() < seen.size()
                || rest.stream().filter(e -> e.operation().equals("load")).count() > 0) {
            return Anomaly.Kind.DUPLICATE;
        }
        Set<RowEvent> missing = new HashSet<>(expected);
        rest.forEach(missing::remove);
        if (!missing.isEmpty()) {
            return Anomaly.Kind.LOST;
        }
        return new HashSet<>(expected).containsAll(rest) ? Anomaly.Kind.OUT_OF_ORDER : Anomaly.Kind.INVENTED;
    }
}
