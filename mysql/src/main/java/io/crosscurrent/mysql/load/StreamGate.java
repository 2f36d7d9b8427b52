/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import io.crosscurrent.core.encoding.RecordTarget;
import io.crosscurrent.core.row.Operation;
import io.crosscurrent.core.source.ChangeSink.State;
import io.crosscurrent.mysql.position.BinlogPosition;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * The change stream as the load sees it. The load's threads wait here for moments between two transactions, in which
 * nothing moves: only there do they touch what they share with the stream, and only there may they emit.
 */
public interface StreamGate {
    /**
     * Runs {@code action} between two transactions, on this or the stream's thread, and returns its result.
     *
     * @throws io.crosscurrent.core.failure.CrosscurrentException what the action throws
     */
    default <T> T between(Callable<T> action) throws InterruptedException {
        return after(null, action);
    }

    /** As {@link #between}, not before everything up to {@code position} was read from the log. */
    <T> T after(BinlogPosition position, Callable<T> action) throws InterruptedException;

    /** Where the stream stands. Only inside an action. */
    BinlogPosition position();

    /** Where to emit a unit. Only inside an action, which ends with {@link #commit}. */
    RecordTarget target();

    /**
     * Ends a unit: adds the registry record of the table, and stores the states together with the position of the stream.
     * Only inside an action.
     */
    default void commit(TableLoad table, State... states) throws InterruptedException {
        add(table, states);
        commit();
    }

    /** Adds the registry record of the table and its states to the open unit. Only inside an action. */
    void add(TableLoad table, State... states) throws InterruptedException;

    /** Ends a unit, and stores what was added together with the position of the stream. Only inside an action. */
    void commit() throws InterruptedException;

    /** Changes of the table that were held are in the open unit. Only inside an action. */
    void counted(TableLoad table, Map<Operation, Long> changes);

    /** Lets what was emitted go on its way when it exceeds {@code bytes}, although the unit goes on. Only inside an action. */
    void relieve(long bytes) throws InterruptedException;

    /**
     * The schema of the table is known now, and changes to it are wanted from here on: adds what the registry should know to the
     * open unit. Only inside an action, which ends with {@link #commit()}.
     *
     * @param first whether its load begins (for the first time or once more), and does not go on after a restart or DDL
     */
    void opened(TableLoad table, boolean first, State... states) throws InterruptedException;

    /** The load cannot go on: ends the stream as well. */
    void fail(Throwable cause);
}
