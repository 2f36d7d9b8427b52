/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How far the load of one table is: ranges that are done and ranges being read, in key order. The order is that in which they
 * were cut, never found by comparing keys, because only the database can compare text. What is done is kept as a state, so that
 * a restart reads only the rest. Only touched between transactions.
 */
final class LoadProgress {
    /** A stretch of keys; {@code reading} is null when it is done. */
    private record Piece(KeyRange keys, LoadRange reading) {
        boolean done() {
            return reading == null;
        }
    }

    private final List<Piece> pieces = new ArrayList<>();
    private List<Key> ends;
    private boolean complete;
    private long rows;
    private long startMillis;
    private long endMillis;
    private long reload;
    private boolean again;
    private String key;

    /** What a state map says, or an untouched table for null. */
    static LoadProgress of(Map<String, Object> values) {
        LoadProgress progress = new LoadProgress();
        if (values != null) {
            progress.complete = Boolean.TRUE.equals(values.get("complete"));
            progress.rows = number(values, "rows");
            progress.startMillis = number(values, "startMillis");
            progress.endMillis = number(values, "endMillis");
            progress.reload = number(values, "reload");
            progress.again = Boolean.TRUE.equals(values.get("again"));
            progress.key = (String) values.get("key");
            String text = (String) values.getOrDefault("done", "");
            for (String range : text.split(";")) {
                if (!range.isEmpty()) {
                    progress.pieces.add(new Piece(KeyRange.parse(range), null));
                }
            }
        }
        return progress;
    }

    /** The same, without what is being read. */
    LoadProgress unread() {
        return of(values());
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
        if (reload != 0 || again) {
            values.put("reload", reload);
            values.put("again", again);
        }
        if (key != null) {
            values.put("key", key);
        }
        values.put(
                "done",
                String.join(
                        ";",
                        pieces.stream()
                                .filter(Piece::done)
                                .map(piece -> piece.keys().toString())
                                .toList()));
        return values;
    }

    /**
     * Somebody wants the table once more. What consumers have already is loaded again from the beginning; a first load that is
     * under way simply goes on.
     *
     * @param number of the wish, greater than those before
     */
    void wanted(long number) {
        if (number <= reload) {
            return;
        }
        reload = number;
        if (complete || again) {
            restart();
        }
    }

    /** Begins once more, for consumers that have had rows of the table. */
    void restart() {
        again = true;
        complete = false;
        rows = 0;
        startMillis = 0;
        endMillis = 0;
        pieces.clear();
        ends = null;
    }

    /**
     * By what the ranges are ordered: columns, types, collations of the key.
     *
     * @return false when ranges were read that are ordered otherwise
     */
    boolean orderedBy(String keyText) {
        boolean same = key == null || key.equals(keyText) || pieces.isEmpty();
        key = keyText;
        return same;
    }

    /** Which part of an integer key's span is done; 0 when not known. */
    double share(RangeSize size) {
        double share = 0;
        for (Piece piece : pieces) {
            if (piece.done()) {
                share += size.share(piece.keys().low(), piece.keys().high());
            }
        }
        return share;
    }

    /** Number of the last wish to load the table once more; 0 for none. */
    long reload() {
        return reload;
    }

    /** Whether consumers have the table already, so that its changes go on to stream. */
    boolean again() {
        return again;
    }

    /** Whether nothing was read yet and nothing is being read. */
    boolean untouched() {
        return pieces.isEmpty();
    }

    boolean anyDone() {
        return pieces.stream().anyMatch(Piece::done);
    }

    List<LoadRange> reading() {
        return pieces.stream()
                .filter(piece -> !piece.done())
                .map(Piece::reading)
                .toList();
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
        pieces.clear();
        ends = null;
    }

    /** Rows of a table that was read in one piece. */
    void loaded(long count) {
        rows += count;
    }

    /** The first stretch of keys that is neither done nor being read, or null. */
    KeyRange gap() {
        if (complete) {
            return null;
        }
        Key from = null;
        for (Piece piece : pieces) {
            if (!Objects.equals(piece.keys().low(), from)) {
                return new KeyRange(from, piece.keys().low());
            }
            if (piece.keys().high() == null) {
                return null;
            }
            from = piece.keys().high();
        }
        return new KeyRange(from, null);
    }

    /** The beginning of the present {@link #gap}, or all of it, is being read from here on. */
    void begin(LoadRange range) {
        Key from = null;
        int at = 0;
        while (at < pieces.size() && Objects.equals(pieces.get(at).keys().low(), from)) {
            from = pieces.get(at++).keys().high();
        }
        if (!Objects.equals(range.keys().low(), from)) {
            throw new IllegalStateException(
                    "range " + range.keys() + " does not begin where something is left to read");
        }
        pieces.add(at, new Piece(range.keys(), range));
        ends = null;
    }

    /** A range was not read after all. */
    void cancel(LoadRange range) {
        pieces.removeIf(piece -> piece.reading() == range);
        ends = null;
    }

    void cancelAll() {
        pieces.removeIf(piece -> !piece.done());
        ends = null;
    }

    void done(LoadRange range, long loadedRows) {
        rows += loadedRows;
        ends = null;
        pieces.replaceAll(piece -> piece.reading() == range ? new Piece(range.keys(), null) : piece);
        for (int i = pieces.size() - 1; i > 0; i--) {
            Piece before = pieces.get(i - 1);
            Piece here = pieces.get(i);
            if (before.done() && here.done() && here.keys().follows(before.keys())) {
                pieces.set(
                        i - 1,
                        new Piece(new KeyRange(before.keys().low(), here.keys().high()), null));
                pieces.remove(i);
            }
        }
        complete = pieces.size() == 1
                && pieces.get(0).done()
                && pieces.get(0).keys().low() == null
                && pieces.get(0).keys().high() == null;
    }

    /** The ends of all ranges, in key order. */
    List<Key> ends() {
        if (ends == null) {
            List<Key> found = new ArrayList<>();
            for (Piece piece : pieces) {
                add(found, piece.keys().low());
                add(found, piece.keys().high());
            }
            ends = found;
        }
        return ends;
    }

    private static void add(List<Key> ends, Key end) {
        if (end != null && (ends.isEmpty() || !ends.get(ends.size() - 1).equals(end))) {
            ends.add(end);
        }
    }

    /**
     * The range that holds a key: one being read, {@code read} when it is done, {@code unread} when nothing was begun there.
     *
     * @param behind how many of {@link #ends} the key comes behind
     */
    LoadRange place(int behind, LoadRange read, LoadRange unread) {
        int end = 0;
        Key last = null;
        for (Piece piece : pieces) {
            if (piece.keys().low() != null && !piece.keys().low().equals(last)) {
                end++;
            }
            int lows = end;
            last = piece.keys().low();
            if (piece.keys().high() != null) {
                end++;
                last = piece.keys().high();
            }
            boolean inside = behind >= lows && (piece.keys().high() == null || behind < end);
            if (inside) {
                return piece.done() ? read : piece.reading();
            }
        }
        return unread;
    }
}
