/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import io.crosscurrent.bench.RowIdentity.Kind;
import io.crosscurrent.bench.contestant.TableSet;
import io.crosscurrent.bench.process.ProcessCost;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.SplittableRandom;

/** What the servers hold. Each method returns the {@link RowIdentity} of everything that has to be delivered. */
public final class DataSets {
    /** Changes of one table, in the log. */
    public static final TableSet CHANGES = TableSet.single("changes");

    static final TableSet LOADED = TableSet.single("loaded");
    static final TableSet PARTS = new TableSet("part", 8);
    static final TableSet BULK = TableSet.single("bulk");
    static final int ROWS_A_SMALL_TABLE = 10;

    /** Noted with {@link #CHANGES}: seconds of processor time that the server took to write them. */
    static final String WRITING_CPU = "changes.cpu";

    private static final int ROWS_A_STATEMENT = 500;
    /** Of our own sessions: nothing of it goes to the log. */
    private static final String SESSION = "SET NAMES utf8mb4; SET time_zone='+00:00'; SET sql_log_bin=0";

    private DataSets() {}

    /** Writes changes to a log that holds nothing else. */
    public static long[] changes(SourceDatabase source, long size) throws IOException, SQLException {
        source.fill(CHANGES.name(), size, () -> {
            source.server().execute("SET sql_log_bin=0; DROP TABLE IF EXISTS bench." + CHANGES.name());
            source.beginLog();
            source.server().execute(RowText.definition(CHANGES.name()));
            source.markStart();
            double cpu = -ProcessCost.cpuSeconds(source.server().pid());
            ChangeScript script = new ChangeScript(CHANGES.name(), size);
            try (Connection connection = source.server().connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("SET NAMES utf8mb4; SET time_zone='+00:00'");
                for (String transaction = script.next(); transaction != null; transaction = script.next()) {
                    statement.execute(transaction);
                }
            }
            source.note(
                    WRITING_CPU, cpu + ProcessCost.cpuSeconds(source.server().pid()));
        });
        return ChangeScript.identities(size);
    }

    /** Rows of one table, past the log: a load must not depend on it. */
    static long[] loaded(SourceDatabase source, long size) throws IOException, SQLException {
        source.fill(LOADED.name(), size, () -> {
            String table = "bench." + LOADED.name();
            source.server()
                    .execute("SET sql_log_bin=0; DROP TABLE IF EXISTS " + table + ";"
                            + RowText.definition(LOADED.name()));
            try (Connection connection = source.server().connect();
                    Statement statement = connection.createStatement()) {
                statement.execute(SESSION);
                rows(statement, table, 1, size);
                statement.execute("ANALYZE NO_WRITE_TO_BINLOG TABLE " + table);
            }
        });
        return written(size);
    }

    private static void rows(Statement statement, String table, long first, long count) throws SQLException {
        RowText text = new RowText(new SplittableRandom(20_26 + first));
        StringBuilder sql = new StringBuilder();
        for (long row = 0; row < count; ) {
            sql.setLength(0);
            sql.append("INSERT INTO ").append(table).append(" VALUES ");
            for (int i = 0; i < ROWS_A_STATEMENT && row < count; i++) {
                text.values(i > 0 ? sql.append(',') : sql, first + row++);
            }
            statement.execute(sql.toString());
        }
    }

    /** The rows of {@link #loaded}, which must be there, once more in eight tables. */
    static long[] parts(SourceDatabase source, long size) throws IOException, SQLException {
        source.fill(PARTS.name(), size, () -> {
            List<String> names = PARTS.names();
            try (Connection connection = source.server().connect();
                    Statement statement = connection.createStatement()) {
                statement.execute(SESSION);
                for (int i = 0; i < names.size(); i++) {
                    String table = "bench." + names.get(i);
                    statement.execute("DROP TABLE IF EXISTS " + table + ";" + RowText.definition(names.get(i)));
                    statement.execute("INSERT INTO " + table + " SELECT * FROM bench." + LOADED.name()
                            + " WHERE id BETWEEN " + (size * i / names.size() + 1) + " AND "
                            + size * (i + 1) / names.size());
                    statement.execute("ANALYZE NO_WRITE_TO_BINLOG TABLE " + table);
                }
            }
        });
        return written(size);
    }

    /** Very many tables of ten rows each. */
    static long[] manyTables(SourceDatabase source, TableSet tables) throws IOException, SQLException {
        source.fill(tables.name(), tables.count(), () -> {
            List<String> old = source
                    .server()
                    .query("SELECT table_name AS name FROM information_schema.tables WHERE table_schema='bench' AND"
                            + " table_name LIKE '" + tables.name() + "%'")
                    .stream()
                    .map(row -> row.get("name"))
                    .toList();
            try (Connection connection = source.server().connect();
                    Statement statement = connection.createStatement()) {
                statement.execute(SESSION);
                for (String name : old) {
                    statement.execute("DROP TABLE bench." + name);
                }
                long first = 1;
                for (String name : tables.names()) {
                    statement.execute(RowText.definition(name));
                    rows(statement, "bench." + name, first, ROWS_A_SMALL_TABLE);
                    first += ROWS_A_SMALL_TABLE;
                }
            }
        });
        return written((long) tables.count() * ROWS_A_SMALL_TABLE);
    }

    /** One transaction of very many inserts, in a log that holds nothing else. */
    static long[] oneTransaction(SourceDatabase source, long size) throws IOException, SQLException {
        source.fill(BULK.name(), size, () -> {
            source.server().execute("SET sql_log_bin=0; DROP TABLE IF EXISTS bench." + BULK.name());
            source.beginLog();
            source.server().execute(RowText.definition(BULK.name()));
            source.markStart();
            source.server()
                    .execute("SET time_zone='+00:00'; SET cte_max_recursion_depth=" + size
                            + "; INSERT INTO bench." + BULK.name()
                            + " WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM numbers WHERE n<"
                            + size
                            + ") SELECT n, 0, 1+n%100000, n%1000000+0.25, 'shipped', '2026-11-24 21:35:40.123',"
                            + " '2026-11-24 21:35:41.456', CONCAT('C-',100000000+n%900000000), n%2,"
                            + " CONCAT(SHA2(n,512),' delivery before noon please ring twice ') FROM numbers");
            source.server().execute("SET sql_log_bin=0; TRUNCATE TABLE bench." + BULK.name());
        });
        return written(size);
    }

    private static long[] written(long size) {
        long[] identities = new long[Math.toIntExact(size)];
        for (int i = 0; i < identities.length; i++) {
            identities[i] = RowIdentity.of(i + 1L, 0, Kind.WRITTEN);
        }
        return identities;
    }
}
