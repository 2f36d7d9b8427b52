/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.binlog;

import io.crosscurrent.core.table.TableId;
import io.crosscurrent.mysql.schema.MySqlTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Writes down all that a reader tells: brackets as words, rows by table. */
final class Journal implements BinlogHandler {
    final List<String> lines = new ArrayList<>();
    final Map<TableId, List<List<String>>> inserted = new LinkedHashMap<>();
    final Map<TableId, RowDecoder> decoders = new LinkedHashMap<>();
    final List<GtidEvent> gtids = new ArrayList<>();
    final List<QueryEvent> queries = new ArrayList<>();
    private final Function<TableMap, MySqlTable> tables;

    /** @param tables null for tables to pass over */
    Journal(Function<TableMap, MySqlTable> tables) {
        this.tables = tables;
    }

    @Override
    public void gtid(GtidEvent gtid) {
        gtids.add(gtid);
    }

    @Override
    public void begin() {
        lines.add("begin");
    }

    @Override
    public void xaBegin(String xid) {
        lines.add("xa begin " + xid);
    }

    @Override
    public RowDecoder table(TableMap map) {
        MySqlTable table = tables.apply(map);
        RowDecoder decoder = table == null ? null : RowDecoder.of(map, table);
        if (decoder != null) {
            decoders.put(map.id(), decoder);
        }
        return decoder;
    }

    @Override
    public void rows(RowsEvent rows) {
        while (rows.next()) {
            StringBuilder line = new StringBuilder(rows.operation().name().toLowerCase()).append(' ');
            line.append(rows.decoder().table().id().name());
            if (rows.hasBefore()) {
                PrintedRows before = new PrintedRows(rows.decoder());
                rows.before(before);
                line.append(' ').append(before.values);
            }
            if (rows.hasAfter()) {
                PrintedRows after = new PrintedRows(rows.decoder());
                rows.after(after);
                line.append(' ').append(after.values);
                if (!rows.hasBefore()) {
                    inserted.computeIfAbsent(rows.decoder().table().id(), id -> new ArrayList<>())
                            .add(after.values);
                }
            }
            lines.add(line.toString());
        }
    }

    @Override
    public void query(QueryEvent query) {
        queries.add(query);
        lines.add("query " + query.text());
    }

    @Override
    public void savepoint(String name) {
        lines.add("savepoint " + name);
    }

    @Override
    public void rollbackTo(String name) {
        lines.add("rollback to " + name);
    }

    @Override
    public void commit() {
        lines.add("commit");
    }

    @Override
    public void rollback() {
        lines.add("rollback");
    }

    @Override
    public void xaPrepare(String xid) {
        lines.add("xa prepare " + xid);
    }

    @Override
    public void xaCommit(String xid) {
        lines.add("xa commit " + xid);
    }

    @Override
    public void xaRollback(String xid) {
        lines.add("xa rollback " + xid);
    }
}
