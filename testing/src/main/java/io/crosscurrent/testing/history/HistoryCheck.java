/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.history;

import java.util.ArrayList;
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
            List<RowEvent> history = committed.getOrDefault(key, List.of());
            RowRule rule = new RowRule(key, history, history.size(), version -> false);
            rule.check(observed.getOrDefault(key, List.of())).ifPresent(found::add);
        }
        return found;
    }
}
