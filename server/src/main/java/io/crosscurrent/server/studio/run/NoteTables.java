/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.run;

import io.crosscurrent.engines.sql.SqlEngine.Page;
import io.crosscurrent.engines.sql.SqlEngine.Row;
import io.crosscurrent.engines.sql.SqlEngine.SqlFailure;
import io.crosscurrent.engines.sql.SqlEngine.SqlRun;
import io.crosscurrent.server.studio.note.Definitions.Table;
import io.crosscurrent.server.studio.note.Definitions.TableColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tables, views and functions of a note as its session describes them, asked once for each definition. */
final class NoteTables {
    private static final Logger LOG = LoggerFactory.getLogger(NoteTables.class);
    private static final int MOST = 50;

    private final NoteSession session;
    private final Map<String, Table> tables = new TreeMap<>();
    private List<String> functions = List.of();

    NoteTables(NoteSession session) {
        this.session = session;
    }

    /** What was asked is asked again. */
    synchronized void forget() {
        tables.clear();
        functions = List.of();
    }

    /** Without those that cannot be described yet: one that is being made is asked for again the next time. */
    synchronized List<Table> tables() {
        session.names().stream().limit(MOST).forEach(name -> tables.computeIfAbsent(name, this::described));
        return List.copyOf(tables.values());
    }

    /** Names of all functions, upper case. */
    synchronized List<String> functions() {
        if (functions.isEmpty()) {
            functions = rows("SHOW FUNCTIONS").stream()
                    .map(row -> row.values().get(0))
                    .filter(name -> name != null && name.matches("[a-zA-Z]\\w*"))
                    .map(name -> name.toUpperCase(java.util.Locale.ROOT))
                    .distinct()
                    .toList();
        }
        return functions;
    }

    /** Null when it cannot be. */
    private Table described(String name) {
        String quoted =
                Stream.of(name.split("\\.")).map(part -> "`" + part + "`").collect(Collectors.joining("."));
        try {
            List<TableColumn> columns = rows("DESCRIBE " + quoted).stream()
                    .map(row -> new TableColumn(
                            row.values().get(0),
                            String.valueOf(row.values().get(1)),
                            row.values().size() > 3 && row.values().get(3) != null))
                    .toList();
            return columns.isEmpty() ? null : new Table(name, columns);
        } catch (SqlFailure e) {
            LOG.debug("{} cannot be described", name, e);
            return null;
        }
    }

    private List<Row> rows(String statement) {
        List<Row> rows = new ArrayList<>();
        try (SqlRun run = session.execute(statement, Map.of())) {
            Page page;
            do {
                page = run.fetch(1_000);
                rows.addAll(page.rows());
            } while (!page.ended());
        }
        return rows;
    }
}
