/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosscurrent.app.Failures;
import io.crosscurrent.cli.connection.PlatformApi;
import io.crosscurrent.cli.failure.CliFailure;
import io.crosscurrent.cli.output.TextTable;
import io.crosscurrent.cli.sql.SqlClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The rows of a streaming query as they are now, by their first column. A thread of its own applies the changes; others
 * wait for the rows to be as they want them.
 */
final class LiveResult implements AutoCloseable {
    private final String name;
    private final Map<String, Map<String, String>> rows = new TreeMap<>();
    private final Thread reader;
    private final PlatformApi platform;
    private List<String> columns = List.of();
    private SqlClient client;
    private RuntimeException failure;
    private long changedNanos = System.nanoTime();
    private boolean closed;

    /** Opens a session of its own, runs the statements before and then the query. */
    LiveResult(String name, PlatformApi platform, List<String> before, String query) {
        this.name = name;
        this.platform = platform;
        reader = new Thread(() -> read(before, query), "demo: " + name);
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Waits until the rows, by the first column, are as wanted and have not changed for a while.
     *
     * @param what completes the sentence "gave up waiting for …"
     * @return when the last change before that was seen, in the terms of {@link System#nanoTime}
     * @throws CliFailure {@code demo.unexpected_rows} with the rows there are
     */
    synchronized long await(
            String what, Duration limit, Duration quiet, Predicate<Map<String, Map<String, String>>> wanted) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            if (failure != null) {
                throw failure;
            }
            long now = System.nanoTime();
            boolean settled = now - changedNanos >= quiet.toNanos();
            if (wanted.test(rows) && settled) {
                return changedNanos;
            }
            if (now > deadline) {
                throw new CliFailure(
                        "demo.unexpected_rows",
                        "%s: gave up after %d s waiting for %s; it has\n%s"
                                .formatted(name, limit.toSeconds(), what, String.join("\n", text())),
                        "");
            }
            try {
                wait(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CliFailure("demo.interrupted", "interrupted while waiting for " + what, "", e);
            }
        }
    }

    synchronized TextTable table() {
        TextTable table = new TextTable(columns);
        for (Map<String, String> row : rows.values()) {
            table.cells(row.values().stream()
                    .map(value -> value == null ? "NULL" : value)
                    .toList());
        }
        return table;
    }

    @Override
    public void close() {
        SqlClient open;
        synchronized (this) {
            closed = true;
            open = client;
        }
        reader.interrupt();
        if (open != null) {
            open.close();
        }
    }

    private void read(List<String> before, String query) {
        try {
            SqlClient opened = new SqlClient(platform);
            synchronized (this) {
                client = opened;
            }
            for (String statement : before) {
                opened.execute(statement, page -> true);
            }
            opened.execute(query, this::apply);
            fail(new CliFailure("demo.query_ended", "the query of " + name + " ended by itself", ""));
        } catch (RuntimeException e) {
            fail(Failures.translated(e));
        }
    }

    private synchronized void fail(RuntimeException thrown) {
        if (!closed) {
            failure = thrown;
            notifyAll();
        }
    }

    private synchronized boolean apply(JsonNode page) {
        List<String> names = new ArrayList<>();
        page.path("columns").forEach(column -> names.add(column.path("name").asText()));
        columns = names;
        for (JsonNode change : page.path("rows")) {
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                JsonNode value = change.path("values").path(i);
                row.put(names.get(i), value.isNull() ? null : value.asText());
            }
            String key = row.get(names.get(0));
            String kind = change.path("kind").asText();
            if (kind.equals("+I") || kind.equals("+U")) {
                rows.put(key, row);
            } else {
                rows.remove(key, row);
            }
            changedNanos = System.nanoTime();
        }
        notifyAll();
        return !closed;
    }

    private List<String> text() {
        return table().lines(new io.crosscurrent.cli.output.Style(false));
    }
}
