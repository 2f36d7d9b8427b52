/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.binlog;

/**
 * Takes what a {@link BinlogReader} finds in the log, in the order of the log, on the reader's thread. Where it stands in the
 * log is asked from the reader: {@link BinlogReader#file}, {@link BinlogReader#eventStart} and so on.
 *
 * <p>The shapes of a transaction in the log are: {@link #gtid}, {@link #begin}, any number of {@link #table}, {@link #rows} and
 * {@link #query}, then one of {@link #commit}, {@link #rollback}, {@link #xaPrepare}. A DDL statement is {@link #gtid} and one
 * {@link #query}. {@code CREATE TABLE … SELECT} is a transaction with a query in it, before the rows. The second half of a
 * distributed transaction is {@link #gtid} and {@link #xaCommit} or {@link #xaRollback}.
 */
public interface BinlogHandler {
    /** The log goes on in {@code file} at {@code offset}. Also first of all events, and again after a new connection. */
    default void rotate(String file, long offset) throws InterruptedException {}

    /**
     * A log file begins. {@code restarted} says the server was restarted: a transaction that is open now will never end and never
     * was committed.
     */
    default void format(String serverVersion, boolean restarted) throws InterruptedException {}

    /** The GTID set of all files before this one, in MySQL's text form; only seen when reading from the start of a file. */
    default void previousGtids(String set) throws InterruptedException {}

    /** A transaction or DDL statement opens. Anonymous when the server has GTIDs off. */
    void gtid(GtidEvent gtid) throws InterruptedException;

    /** BEGIN: rows may follow. */
    void begin() throws InterruptedException;

    /** {@code XA START}: rows may follow, but whether they count is only known at {@link #xaCommit}. */
    void xaBegin(String xid) throws InterruptedException;

    /**
     * Where to keep the rows of the distributed transaction that just began, until {@link BinlogReader#replay}; null to get them at
     * once. Its tables are asked for at the replay.
     */
    default HeldEvents hold(String xid) throws InterruptedException {
        return null;
    }

    /**
     * A table comes up that was not seen since the reader's tables were last forgotten, or that was seen otherwise. Asked once;
     * the answer serves until the server describes the table anew, a {@link #query} comes or the log file changes.
     *
     * @return the decoder for its rows, or null to pass over them
     */
    RowDecoder table(TableMap map) throws InterruptedException;

    /** Rows of a table for which {@link #table} gave a decoder. */
    void rows(RowsEvent rows) throws InterruptedException;

    /**
     * Any statement that is not a bracket: DDL, account statements, and DML in statement format (which a change stream cannot
     * turn into rows). See {@link io.crosscurrent.mysql.schema.Statements}.
     */
    void query(QueryEvent query) throws InterruptedException;

    /** {@code SAVEPOINT}; nothing to do unless {@link #rollbackTo} is supported. */
    default void savepoint(String name) throws InterruptedException {}

    /** {@code ROLLBACK TO SAVEPOINT}: rows since then do not count. The server writes it only with statement-format sessions. */
    void rollbackTo(String name) throws InterruptedException;

    /** The open transaction is committed ({@code COMMIT}, XID event, or {@code XA COMMIT … ONE PHASE}). */
    void commit() throws InterruptedException;

    /** The open transaction is rolled back: its rows never counted. */
    void rollback() throws InterruptedException;

    /** The open distributed transaction is prepared: its rows count if and when {@link #xaCommit} comes for this xid. */
    void xaPrepare(String xid) throws InterruptedException;

    /** A prepared transaction, whose rows came earlier, is committed. */
    void xaCommit(String xid) throws InterruptedException;

    /** A prepared transaction, whose rows came earlier, is rolled back. */
    void xaRollback(String xid) throws InterruptedException;

    /** The server is alive and has nothing to send; the log is read up to {@code offset} of {@code file}. */
    default void heartbeat(String file, long offset) throws InterruptedException {}
}
