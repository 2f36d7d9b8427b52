/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which thread of the load does what next: tables in load order, each first opened, then cut and read. What is opened, and
 * small tables, are given out several at a time: they cost the same questions as one. Thread safe.
 */
final class LoadQueue {
    /** Tables given out together to be opened: the catalogue answers for many names far cheaper than for the same in small lots. */
    private static final int OPENED_TOGETHER = 500;
    /** Tables given out together to be read. */
    private static final int READ_TOGETHER = 50;
    /** How far tables are looked for that can be given out together with the first, in multiples of what is given out. */
    private static final int LOOKED_AT = 4;

    /** What to do with tables. */
    enum Step {
        OPEN,
        /** Announce a range of the one table and read it. */
        READ,
        /** Read each table whole. */
        READ_WHOLE
    }

    /** What a thread got to do; with one table at least. */
    record Work(Step step, List<TableWork> tables) {}

    /** A table whose schema is known now; {@code small} when it can be read whole. */
    record Opened(TableWork table, KeyShape.Strategy strategy, boolean small) {}

    /** Those that are not done, in load order. */
    private final Set<TableWork> tables;

    private boolean closed;

    /** @param tables in load order */
    LoadQueue(List<TableWork> tables) {
        this.tables = new LinkedHashSet<>(tables);
    }

    /** Waits for something to do; null when everything is loaded. The tables are held until they are given back. */
    synchronized Work next() throws InterruptedException {
        while (!closed && !tables.isEmpty()) {
            for (TableWork table : tables) {
                if (!free(table)) {
                    continue;
                }
                if (!table.opened) {
                    return work(Step.OPEN, together(table, OPENED_TOGETHER, other -> !other.opened));
                }
                if (whole(table)) {
                    return work(Step.READ_WHOLE, together(table, READ_TOGETHER, other -> other.opened && whole(other)));
                }
                if (table.reading == 0 || table.parallel()) {
                    return work(Step.READ, List.of(table));
                }
            }
            wait();
        }
        return null;
    }

    private static boolean free(TableWork table) {
        return !table.held && (!table.opened || !table.exhausted);
    }

    private static boolean whole(TableWork table) {
        return table.small && table.reading == 0;
    }

    private static Work work(Step step, List<TableWork> found) {
        found.forEach(table -> table.held = true);
        return new Work(step, found);
    }

    /** {@code first} and what may go with it. */
    private List<TableWork> together(TableWork first, int most, Predicate<TableWork> fits) {
        List<TableWork> found = new ArrayList<>();
        int looked = 0;
        for (TableWork table : tables) {
            if (table != first && found.isEmpty()) {
                continue;
            }
            if (free(table) && fits.test(table)) {
                found.add(table);
            }
            looked++;
            if (found.size() >= most || looked >= LOOKED_AT * most) {
                break;
            }
        }
        return found;
    }

    /** All at once, so that those which can be read together are. */
    synchronized void opened(List<Opened> tables) {
        for (Opened opened : tables) {
            TableWork table = opened.table();
            table.strategy = opened.strategy();
            table.small = opened.small();
            table.opened = true;
            table.exhausted = false;
            release(table);
        }
    }

    synchronized void release(TableWork table) {
        table.held = false;
        notifyAll();
    }

    synchronized void release(Collection<TableWork> held) {
        held.forEach(table -> table.held = false);
        notifyAll();
    }

    /** The table is larger than it seemed: it is read in ranges. */
    synchronized void notSmall(TableWork table) {
        table.small = false;
    }

    /** The held table was cut: a range of it is read now, others may cut the next. */
    synchronized void reading(TableWork table) {
        table.reading++;
        release(table);
    }

    /** The held table has nothing left to be cut. */
    synchronized void exhausted(TableWork table) {
        table.exhausted = true;
        release(table);
    }

    synchronized void read(TableWork table, boolean complete) {
        table.reading--;
        if (complete) {
            tables.remove(table);
        }
        notifyAll();
    }

    /** A range was not read: it will be cut again; {@code reopen} when the table was altered. */
    synchronized void notRead(TableWork table, boolean reopen) {
        table.reading--;
        table.exhausted = false;
        table.opened &= !reopen;
        notifyAll();
    }

    synchronized void reopen(TableWork table) {
        table.opened = false;
        release(table);
    }

    /** One more, after the others. */
    synchronized void add(TableWork table) {
        tables.add(table);
        notifyAll();
    }

    synchronized void drop(TableLoad load) {
        tables.removeIf(table -> table.load == load);
        notifyAll();
    }

    synchronized void done(TableWork table) {
        tables.remove(table);
        release(table);
    }

    synchronized boolean closed() {
        return closed;
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
