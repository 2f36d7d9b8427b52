/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.position;

import io.crosscurrent.core.failure.CrosscurrentException;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * A set of global transaction identifiers, as in {@code gtid_executed}. Mutable; one thread at a time.
 *
 * <p>Tags (MySQL 8.3 and later) are kept: a source identifier here is a UUID and a tag, "" for none.
 *
 * @see <a href="https://dev.mysql.com/doc/refman/8.4/en/replication-gtids-concepts.html">GTID format</a>
 */
public final class GtidSet {
    /** Keys are {@code uuid} or {@code uuid:tag}: in this order a UUID's tags stand behind it. */
    private final TreeMap<String, Intervals> bySource;

    private long lastMost;
    private long lastLeast;
    private String lastTag = "";
    private Intervals last;
    /** Text before and behind the growing end of {@link #last}; null when it must be built anew. */
    private String head;

    private String tail;

    public GtidSet() {
        this(new TreeMap<>());
    }

    private GtidSet(TreeMap<String, Intervals> bySource) {
        this.bySource = bySource;
    }

    /**
     * @param text MySQL's form; white space is ignored; "" is the empty set
     * @throws CrosscurrentException {@code source.position_invalid}
     */
    public static GtidSet parse(String text) {
        GtidSet set = new GtidSet();
        for (String source : text.replaceAll("\\s", "").split(",")) {
            if (!source.isEmpty()) {
                set.parseSource(source, text);
            }
        }
        return set;
    }

    private void parseSource(String source, String whole) {
        String[] parts = source.split(":");
        String key;
        try {
            key = UUID.fromString(parts[0]).toString();
        } catch (IllegalArgumentException e) {
            throw invalid(whole, e);
        }
        String uuid = key;
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i];
            if (part.isEmpty()) {
                throw invalid(whole, null);
            }
            if (!Character.isDigit(part.charAt(0))) {
                key = uuid + ":" + part.toLowerCase(java.util.Locale.ROOT);
                continue;
            }
            int dash = part.indexOf('-');
            try {
                long start = Long.parseLong(dash < 0 ? part : part.substring(0, dash));
                long end = dash < 0 ? start : Long.parseLong(part.substring(dash + 1));
                if (start < 1 || end < start) {
                    throw invalid(whole, null);
                }
                bySource.computeIfAbsent(key, ignored -> new Intervals()).add(start, end);
            } catch (NumberFormatException e) {
                throw invalid(whole, e);
            }
        }
    }

    private static CrosscurrentException invalid(String text, Exception cause) {
        return new CrosscurrentException(
                "source.position_invalid",
                "\"" + text + "\" is not a GTID set.",
                "Give it as uuid:1-100,uuid:5, as SELECT @@gtid_executed prints it.",
                cause);
    }

    public GtidSet copy() {
        TreeMap<String, Intervals> copy = new TreeMap<>();
        bySource.forEach((key, intervals) -> copy.put(key, intervals.copy()));
        return new GtidSet(copy);
    }

    /** Adds one transaction; cheap when it follows the one added before. */
    public void add(UUID source, String tag, long number) {
        add(source.getMostSignificantBits(), source.getLeastSignificantBits(), tag, number);
    }

    /** As {@link #add(UUID, String, long)}, with the 16 bytes of the UUID as two big endian numbers. */
    public void add(long most, long least, String tag, long number) {
        if (last == null || most != lastMost || least != lastLeast || !tag.equals(lastTag)) {
            lastMost = most;
            lastLeast = least;
            lastTag = tag;
            last = bySource.computeIfAbsent(key(new UUID(most, least), tag), ignored -> new Intervals());
            head = null;
        }
        if (!last.append(number)) {
            last.add(number, number);
            head = null;
        }
    }

    public boolean contains(UUID source, String tag, long number) {
        Intervals intervals = bySource.get(key(source, tag));
        return intervals != null && intervals.contains(number, number);
    }

    /** Whether every transaction of {@code other} is in this set. */
    public boolean contains(GtidSet other) {
        for (Map.Entry<String, Intervals> entry : other.bySource.entrySet()) {
            Intervals mine = bySource.get(entry.getKey());
            Intervals theirs = entry.getValue();
            for (int i = 0; i < theirs.count(); i++) {
                if (mine == null || !mine.contains(theirs.start(i), theirs.end(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Takes every transaction of {@code other} out of this set. */
    public void subtract(GtidSet other) {
        other.bySource.forEach((key, theirs) -> {
            Intervals mine = bySource.get(key);
            if (mine != null) {
                for (int i = 0; i < theirs.count(); i++) {
                    mine.remove(theirs.start(i), theirs.end(i));
                }
                if (mine.isEmpty()) {
                    bySource.remove(key);
                }
            }
        });
        last = null;
        head = null;
    }

    public boolean isEmpty() {
        return bySource.isEmpty();
    }

    /** How many transactions are in it. */
    public long count() {
        long count = 0;
        for (Intervals intervals : bySource.values()) {
            for (int i = 0; i < intervals.count(); i++) {
                count += intervals.end(i) - intervals.start(i) + 1;
            }
        }
        return count;
    }

    /** MySQL's text form, in one line. Cheap to call after each {@link #add} of a following number. */
    public String text() {
        if (head == null || last.end(last.count() - 1) == last.start(last.count() - 1)) {
            String text = build();
            cutAtGrowingEnd(text);
            return text;
        }
        return head + last.end(last.count() - 1) + tail;
    }

    /** The text of this moment, put together when it is asked for. Cheap where {@link #text} is. */
    public Supplier<String> moment() {
        if (head == null || last.end(last.count() - 1) == last.start(last.count() - 1)) {
            String text = text();
            return () -> text;
        }
        return new Growing(head, last.end(last.count() - 1), tail);
    }

    private record Growing(String head, long end, String tail) implements Supplier<String> {
        @Override
        public String get() {
            return head + end + tail;
        }
    }

    @Override
    public String toString() {
        return text();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GtidSet set && text().equals(set.text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    private String build() {
        StringBuilder out = new StringBuilder();
        String uuid = "";
        for (Map.Entry<String, Intervals> entry : bySource.entrySet()) {
            String key = entry.getKey();
            if (key.startsWith(uuid) && !uuid.isEmpty()) {
                out.append(key, uuid.length(), key.length());
            } else {
                uuid = key.substring(0, 36);
                out.append(out.length() == 0 ? "" : ",").append(key);
            }
            entry.getValue().text(out);
        }
        return out.toString();
    }

    private void cutAtGrowingEnd(String text) {
        head = null;
        if (last == null || last.end(last.count() - 1) == last.start(last.count() - 1)) {
            return;
        }
        StringBuilder intervals = new StringBuilder();
        last.text(intervals);
        String source = key(new UUID(lastMost, lastLeast), lastTag);
        // A tagged source may share its UUID with others, so look for the whole of source and intervals.
        String behind = (lastTag.isEmpty() ? source : ":" + lastTag) + intervals;
        int at = text.indexOf(behind);
        if (at < 0 || text.indexOf(behind, at + 1) >= 0) {
            return;
        }
        int end = at + behind.length();
        int digits = Long.toString(last.end(last.count() - 1)).length();
        head = text.substring(0, end - digits);
        tail = text.substring(end);
    }

    private static String key(UUID source, String tag) {
        return tag.isEmpty() ? source.toString() : source + ":" + tag;
    }
}
