/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench.micro;

import io.crosscurrent.bench.DataSets;
import io.crosscurrent.mysql.binlog.BinlogHandler;
import io.crosscurrent.mysql.binlog.GtidEvent;
import io.crosscurrent.mysql.binlog.QueryEvent;
import io.crosscurrent.mysql.binlog.RowDecoder;
import io.crosscurrent.mysql.binlog.RowsEvent;
import io.crosscurrent.mysql.binlog.TableMap;

/** Takes the rows of the measured table and passes over the rest; what a script never writes is an error. */
abstract class RowsHandler implements BinlogHandler {
    @Override
    public RowDecoder table(TableMap map) {
        return map.id().name().equals(DataSets.CHANGES.name()) ? RowDecoder.of(map, map.table()) : null;
    }

    @Override
    public abstract void rows(RowsEvent rows);

    @Override
    public void gtid(GtidEvent gtid) {}

    @Override
    public void begin() {}

    @Override
    public void query(QueryEvent query) {}

    @Override
    public void commit() {}

    @Override
    public void rollback() {
        throw unexpected();
    }

    @Override
    public void rollbackTo(String name) {
        throw unexpected();
    }

    @Override
    public void xaBegin(String xid) {
        throw unexpected();
    }

    @Override
    public void xaPrepare(String xid) {
        throw unexpected();
    }

    @Override
    public void xaCommit(String xid) {
        throw unexpected();
    }

    @Override
    public void xaRollback(String xid) {
        throw unexpected();
    }

    private static IllegalStateException unexpected() {
        return new IllegalStateException("the log holds a transaction that no script writes");
    }
}
