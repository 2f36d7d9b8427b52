/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import io.crosscurrent.core.mapping.TablePlan;
import io.crosscurrent.mysql.position.BinlogPosition;
import io.crosscurrent.mysql.protocol.MySqlConnection;
import io.crosscurrent.mysql.schema.Catalogue;
import io.crosscurrent.mysql.schema.MySqlTable;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds out what a table looks like, at a position of the log: the catalogue is read, and counts when no DDL for the table
 * stood in the log meanwhile.
 */
record TableOpening(LoadSettings settings, StreamGate gate, MySqlConnection connection) {
    enum Outcome {
        OPENED,
        /** It was altered meanwhile. */
        CHANGED,
        /** There is no such table any more. */
        GONE
    }

    Outcome open(TableLoad load) throws InterruptedException {
        int version = gate.between(load::version);
        MySqlTable table = new Catalogue(connection).read(Set.of(load.id())).get(load.id());
        long[] estimate = estimate(load);
        BinlogPosition end = LogEnd.read(connection);
        if (table == null) {
            return gate.after(end, () -> gone(load, version));
        }
        TablePlan plan = settings.plan(table);
        OpenTable opened = new OpenTable(
                table, plan, KeyShape.of(table), new RangeSize(settings.task().rangeRows(), estimate[1]), estimate[0]);
        return gate.after(end, () -> {
            if (load.version() != version) {
                return Outcome.CHANGED;
            }
            boolean first = load.startMillis() == 0;
            load.progress().started(System.currentTimeMillis());
            load.open(opened);
            gate.opened(load, first, load.state());
            return Outcome.OPENED;
        });
    }

    private Outcome gone(TableLoad load, int version) throws InterruptedException {
        if (load.version() != version) {
            return Outcome.CHANGED;
        }
        load.progress().ended(System.currentTimeMillis());
        gate.commit(load, load.state());
        return Outcome.GONE;
    }

    private long[] estimate(TableLoad load) {
        List<Map<String, String>> rows = connection.query(
                "SELECT table_rows AS r, avg_row_length AS b FROM information_schema.tables WHERE table_schema = "
                        + literal(load.id().schema()) + " AND table_name = "
                        + literal(load.id().name()));
        if (rows.isEmpty()) {
            return new long[2];
        }
        return new long[] {number(rows.get(0).get("r")), number(rows.get(0).get("b"))};
    }

    private static long number(String text) {
        return text == null ? 0 : Long.parseLong(text);
    }

    static String literal(String text) {
        return "CONVERT(0x" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)) + " USING utf8mb4)";
    }
}
