/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.stream;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.mysql.position.BinlogPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Moments between two transactions. The stream holds the lock while it handles an event; whoever waits for a moment runs at
 * once when no transaction is open and the stream is far enough, else the stream runs it at the first such moment.
 */
final class Moments {
    /** An action that waits. Guarded by the lock. */
    private static final class Waiting {
        final BinlogPosition position;
        final Callable<?> action;
        boolean finished;
        Object result;
        Throwable failure;

        Waiting(BinlogPosition position, Callable<?> action) {
            this.position = position;
            this.action = action;
        }
    }

    /** Fair, so that a busy stream lets the load in. */
    private final ReentrantLock lock = new ReentrantLock(true);

    private final Condition changed = lock.newCondition();
    private final List<Waiting> waiting = new ArrayList<>();
    private final Supplier<BinlogPosition> position;
    private boolean inTransaction;
    private Throwable failure;

    /** @param position where the stream stands; only asked with the lock held */
    Moments(Supplier<BinlogPosition> position) {
        this.position = position;
    }

    void enter() throws InterruptedException {
        lock.lockInterruptibly();
    }

    void leave() {
        lock.unlock();
    }

    /** The stream, with the lock: whether a transaction is open now. */
    void inTransaction(boolean open) {
        inTransaction = open;
    }

    boolean inTransaction() {
        return inTransaction;
    }

    /** The stream, with the lock and between transactions: runs what waits and may run. */
    void run() throws InterruptedException {
        if (waiting.isEmpty()) {
            return;
        }
        for (Waiting entry : List.copyOf(waiting)) {
            try {
                if (!passed(entry.position)) {
                    continue;
                }
                entry.result = entry.action.call();
            } catch (InterruptedException e) {
                throw e;
            } catch (Throwable e) {
                entry.failure = e;
            }
            entry.finished = true;
            waiting.remove(entry);
            changed.signalAll();
        }
    }

    <T> T after(BinlogPosition wanted, Callable<T> action) throws InterruptedException {
        lock.lockInterruptibly();
        Waiting entry = new Waiting(wanted, action);
        try {
            rethrow(failure);
            if (!inTransaction && passed(wanted)) {
                return call(action);
            }
            waiting.add(entry);
            while (!entry.finished) {
                changed.await();
                rethrow(failure);
            }
            rethrow(entry.failure);
            @SuppressWarnings("unchecked")
            T result = (T) entry.result;
            return result;
        } finally {
            waiting.remove(entry);
            lock.unlock();
        }
    }

    /** Nothing more will happen: who waits gets {@code cause}. */
    void fail(Throwable cause) {
        lock.lock();
        try {
            if (failure == null) {
                failure = cause;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    Throwable failure() {
        return failure;
    }

    private boolean passed(BinlogPosition wanted) {
        if (wanted == null) {
            return true;
        }
        BinlogPosition here = position.get();
        if (!wanted.serverUuid().equals(here.serverUuid())) {
            throw new CrosscurrentException(
                    "source.connection_lost",
                    "The load is connected to server %s and the change stream to %s."
                            .formatted(wanted.serverUuid(), here.serverUuid()),
                    "The task reconnects by itself.");
        }
        return here.compareTo(wanted) >= 0;
    }

    private static <T> T call(Callable<T> action) throws InterruptedException {
        try {
            return action.call();
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("an action between two transactions failed", e);
        }
    }

    private static void rethrow(Throwable cause) throws InterruptedException {
        if (cause instanceof CrosscurrentException reason) {
            // A copy, because the stack trace that counts here is the one of this thread.
            throw new CrosscurrentException(reason.code(), reason.getMessage(), reason.remedy(), reason);
        }
        if (cause instanceof InterruptedException) {
            throw new InterruptedException(cause.getMessage());
        }
        if (cause != null) {
            throw new IllegalStateException("an action between two transactions failed: " + cause, cause);
        }
    }
}
