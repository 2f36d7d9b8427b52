/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import io.crosscurrent.core.table.TableId;
import java.util.List;

/** Which thread of the load does what next: tables in load order, each first opened, then cut and read. Thread safe. */
final class LoadQueue {
    /** What a thread got to do. */
    record Work(TableWork table, boolean open) {}

    private final List<TableWork> tables;
    private boolean closed;

    /** @param tables in load order */
    LoadQueue(List<TableWork> tables) {
        this.tables = List.copyOf(tables);
    }

    /** Waits for something to do; null when everything is loaded. The table is held until it is given back. */
    synchronized Work next() throws InterruptedException {
        while (!closed) {
            boolean done = true;
            for (TableWork table : tables) {
                if (table.done) {
                    continue;
                }
                done = false;
                boolean free = !table.held && (!table.opened || !table.exhausted);
                if (free && (!table.opened || table.reading == 0 || table.parallel())) {
                    table.held = true;
                    return new Work(table, !table.opened);
                }
            }
            if (done) {
                return null;
            }
            wait();
        }
        return null;
    }

    synchronized void opened(TableWork table, KeyShape.Strategy strategy) {
        table.strategy = strategy;
        table.opened = true;
        table.exhausted = false;
        release(table);
    }

    synchronized void release(TableWork table) {
        table.held = false;
        notifyAll();
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
        table.done |= complete;
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

    synchronized void drop(TableId id) {
        for (TableWork table : tables) {
            if (table.load.id().equals(id)) {
                table.done = true;
            }
        }
        notifyAll();
    }

    synchronized void done(TableWork table) {
        table.done = true;
        release(table);
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
