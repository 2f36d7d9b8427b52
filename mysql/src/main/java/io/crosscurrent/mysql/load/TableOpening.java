/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import io.crosscurrent.core.table.TableId;
import io.crosscurrent.mysql.position.BinlogPosition;
import io.crosscurrent.mysql.protocol.MySqlConnection;
import io.crosscurrent.mysql.schema.Catalogue;
import io.crosscurrent.mysql.schema.Catalogue.Size;
import io.crosscurrent.mysql.schema.Catalogue.Sized;
import io.crosscurrent.mysql.schema.MySqlTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds out what tables look like, at a position of the log: the catalogue is read, and counts for a table when no DDL for it
 * stood in the log meanwhile. Several tables cost as many questions as one.
 */
record TableOpening(LoadSettings settings, StreamGate gate, MySqlConnection connection) {
    enum Outcome {
        OPENED,
        /** It was altered meanwhile. */
        CHANGED,
        /** There is no such table any more. */
        GONE
    }

    /** What became of each, in the same order. */
    List<Outcome> open(List<TableLoad> loads) throws InterruptedException {
        List<TableId> ids = loads.stream().map(TableLoad::id).toList();
        List<Integer> versions =
                gate.between(() -> loads.stream().map(TableLoad::version).toList());
        Catalogue catalogue = new Catalogue(connection);
        Map<TableId, Sized> tables = catalogue.readSized(ids);
        List<TableId> textual = tables.values().stream()
                .map(Sized::table)
                .filter(table -> KeyShape.of(table).strategy() == KeyShape.Strategy.COLLATED)
                .map(MySqlTable::id)
                .toList();
        Map<TableId, Map<String, String>> collations = textual.isEmpty() ? Map.of() : catalogue.collations(textual);
        BinlogPosition end = LogEnd.read(connection);
        Map<TableId, OpenTable> opened = new HashMap<>();
        tables.forEach((id, table) ->
                opened.put(id, opened(table.table(), table.size(), collations.getOrDefault(id, Map.of()))));
        return gate.after(end, () -> open(loads, versions, opened));
    }

    private OpenTable opened(MySqlTable table, Size size, Map<String, String> collations) {
        return new OpenTable(
                table,
                settings.plan(table),
                KeyShape.of(table),
                new RangeSize(
                        settings.task().rangeRows(),
                        size.averageRowBytes(),
                        RangeSize.limitBytes(
                                settings.task().loadThreads(),
                                Runtime.getRuntime().maxMemory())),
                size.rows(),
                collations);
    }

    private List<Outcome> open(List<TableLoad> loads, List<Integer> versions, Map<TableId, OpenTable> tables)
            throws InterruptedException {
        List<Outcome> outcomes = new ArrayList<>();
        Map<TableLoad, Outcome> news = new LinkedHashMap<>();
        for (int i = 0; i < loads.size(); i++) {
            TableLoad load = loads.get(i);
            Outcome outcome = load.version() != versions.get(i)
                    ? Outcome.CHANGED
                    : tables.containsKey(load.id()) ? Outcome.OPENED : Outcome.GONE;
            outcomes.add(outcome);
            if (outcome != Outcome.CHANGED) {
                news.put(load, outcome);
            }
        }
        openAll(news, tables);
        for (Map.Entry<TableLoad, Outcome> entry : news.entrySet()) {
            TableLoad load = entry.getKey();
            if (entry.getValue() == Outcome.OPENED) {
                boolean first = load.startMillis() == 0;
                load.progress().started(System.currentTimeMillis());
                gate.opened(load, first, load.state());
            } else {
                load.progress().ended(System.currentTimeMillis());
                gate.add(load, load.state());
            }
        }
        if (!news.isEmpty()) {
            gate.commit();
        }
        return outcomes;
    }

    /** Before anything is recorded: this may ask the database, and fail. */
    private static void openAll(Map<TableLoad, Outcome> news, Map<TableId, OpenTable> tables) {
        List<TableLoad> opened = new ArrayList<>();
        try {
            for (TableLoad load : news.keySet()) {
                if (tables.containsKey(load.id())) {
                    load.open(tables.get(load.id()));
                    opened.add(load);
                }
            }
        } catch (RuntimeException e) {
            opened.forEach(TableLoad::altered);
            throw e;
        }
    }
}
