/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.binlog;

/** Looks for something in the log: decodes no rows and passes over everything it does not override. */
public abstract class BinlogObserver implements BinlogHandler {
    @Override
    public void gtid(GtidEvent gtid) throws InterruptedException {}

    @Override
    public void begin() throws InterruptedException {}

    @Override
    public void xaBegin(String xid) throws InterruptedException {}

    @Override
    public RowDecoder table(TableMap map) throws InterruptedException {
        return null;
    }

    @Override
    public void rows(RowsEvent rows) throws InterruptedException {}

    @Override
    public void query(QueryEvent query) throws InterruptedException {}

    @Override
    public void rollbackTo(String name) throws InterruptedException {}

    @Override
    public void commit() throws InterruptedException {}

    @Override
    public void rollback() throws InterruptedException {}

    @Override
    public void xaPrepare(String xid) throws InterruptedException {}

    @Override
    public void xaCommit(String xid) throws InterruptedException {}

    @Override
    public void xaRollback(String xid) throws InterruptedException {}
}
