/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How far the load of one table is: the ranges that are done, in key order, neighbours joined. Kept as a state, so that a
 * restart reads only the rest. Only touched between transactions.
 */
final class LoadProgress {
    private final List<KeyRange> done = new ArrayList<>();
    private boolean complete;
    private long rows;
    private long startMillis;
    private long endMillis;

    /** What a state map says, or an untouched table for null. */
    static LoadProgress of(Map<String, Object> values) {
        LoadProgress progress = new LoadProgress();
        if (values != null) {
            progress.complete = Boolean.TRUE.equals(values.get("complete"));
            progress.rows = number(values, "rows");
            progress.startMillis = number(values, "startMillis");
            progress.endMillis = number(values, "endMillis");
            String text = (String) values.getOrDefault("done", "");
            for (String range : text.split(";")) {
                if (!range.isEmpty()) {
                    progress.done.add(KeyRange.parse(range));
                }
            }
        }
        return progress;
    }

    private static long number(Map<String, Object> values, String name) {
        return values.get(name) instanceof Number number ? number.longValue() : 0;
    }

    Map<String, Object> values() {
        Map<String, Object> values = new HashMap<>();
        values.put("complete", complete);
        values.put("rows", rows);
        values.put("startMillis", startMillis);
        values.put("endMillis", endMillis);
        values.put(
                "done", String.join(";", done.stream().map(KeyRange::toString).toList()));
        return values;
    }

    List<KeyRange> done() {
        return done;
    }

    boolean complete() {
        return complete;
    }

    long rows() {
        return rows;
    }

    long startMillis() {
        return startMillis;
    }

    long endMillis() {
        return endMillis;
    }

    void started(long millis) {
        if (startMillis == 0) {
            startMillis = millis;
        }
    }

    void ended(long millis) {
        complete = true;
        endMillis = millis;
        done.clear();
    }

    void add(KeyRange range, long loadedRows) {
        rows += loadedRows;
        int at = 0;
        while (at < done.size() && !precedes(range, done.get(at))) {
            at++;
        }
        done.add(at, range);
        for (int i = done.size() - 1; i > 0; i--) {
            if (done.get(i).follows(done.get(i - 1))) {
                done.set(i - 1, new KeyRange(done.get(i - 1).low(), done.get(i).high()));
                done.remove(i);
            }
        }
        complete = done.size() == 1 && done.get(0).low() == null && done.get(0).high() == null;
    }

    private static boolean precedes(KeyRange range, KeyRange other) {
        // Text keys cannot be compared here; their ranges come one by one, so a range follows all that are done.
        return other.low() != null
                && (range.low() == null || Objects.equals(range.high(), other.low()) || before(range, other));
    }

    private static boolean before(KeyRange range, KeyRange other) {
        return range.high() != null && range.high().compareTo(other.low()) <= 0;
    }

    /**
     * The first stretch of keys that is neither done nor taken, or null.
     *
     * @param taken ranges being read
     */
    KeyRange gap(List<KeyRange> taken) {
        if (complete) {
            return null;
        }
        List<KeyRange> covered = new ArrayList<>(done);
        covered.addAll(taken);
        covered.sort(Comparator.comparing(KeyRange::low, Comparator.nullsFirst(Comparator.naturalOrder())));
        Key from = null;
        for (KeyRange range : covered) {
            if (!Objects.equals(range.low(), from)) {
                return new KeyRange(from, range.low());
            }
            if (range.high() == null) {
                return null;
            }
            from = range.high();
        }
        return new KeyRange(from, null);
    }
}
