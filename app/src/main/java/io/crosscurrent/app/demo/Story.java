/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.demo;

import io.crosscurrent.app.platform.Platform;
import io.crosscurrent.cli.connection.Connection;
import io.crosscurrent.cli.failure.CliFailure;
import io.crosscurrent.testing.sample.SampleDatabase;
import io.crosscurrent.testing.sample.SampleTable;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awssdk.services.databasemigration.model.TableStatistics;

/** The walk-through: replicate eight tables, look at four orders in two ways, change two of them, look again. */
final class Story implements AutoCloseable {
    private static final Duration CALL_LIMIT = Duration.ofSeconds(60);
    private static final Duration LOAD_LIMIT = Duration.ofSeconds(90);
    private static final Duration QUERY_LIMIT = Duration.ofSeconds(60);
    private static final Duration CHANGE_LIMIT = Duration.ofSeconds(30);
    private static final Duration AT_ONCE = Duration.ZERO;
    // A topic told over again passes through former rows; they follow each other without pause.
    private static final Duration SETTLED = Duration.ofMillis(1500);

    private final Platform platform;
    private final SourceDatabase database;
    private final Connection connection;
    private final Narrator narrator;
    private final Pipeline pipeline;
    private String since = "";
    private LiveResult latest;
    private LiveResult captured;

    Story(Platform platform, SourceDatabase database, Connection connection, Narrator narrator) {
        this.platform = platform;
        this.database = database;
        this.connection = connection;
        this.narrator = narrator;
        pipeline = new Pipeline(connection);
    }

    /** @param engineLimit how long Kafka Connect may still take to start */
    void replicate(Duration engineLimit) {
        narrator.heading("Replicating it, with calls of the AWS SDK to "
                + platform.connection().endpoint());
        narrator.step("creating the topics", CALL_LIMIT, () -> {
            pipeline.createTopics(database.tables());
            return "topics salesdb.<table> and kafka-default-topic";
        });
        String[] arns = new String[4];
        narrator.step("creating the endpoints", CALL_LIMIT, () -> {
            pipeline.storeLogin(database);
            arns[0] = pipeline.createSource();
            arns[1] = pipeline.createTarget(platform.kafka().join().bootstrapServers(), platform.clientPassword());
            arns[2] = pipeline.createInstance();
            return "secret, source endpoint, target endpoint, replication instance";
        });
        narrator.step("testing the connections", CALL_LIMIT, () -> {
            pipeline.test(arns[2], arns[0]);
            pipeline.test(arns[2], arns[1]);
            return "both connections tested: successful";
        });
        narrator.step("creating the task", CALL_LIMIT, () -> {
            arns[3] = pipeline.createTask(database.tables(), arns[0], arns[1], arns[2]);
            return "task " + Pipeline.TASK + ": full-load-and-cdc, one topic a table";
        });
        narrator.within(
                "starting Kafka Connect", engineLimit, () -> platform.connect().get());
        narrator.step("starting the task", CALL_LIMIT, () -> {
            pipeline.startTask(arns[3]);
            return "task is running";
        });
        startQueries();
        narrator.step("loading the tables", LOAD_LIMIT, () -> load(arns[3]));
        narrator.stage("loaded");
        if (!database.filled()) {
            since = Instant.now().toString();
            database.restore();
            narrator.note("orders 10100 and 10102 are as they were, so that the story can be told again");
        }
    }

    /** Shows orders 10100 to 10103 in both ways. */
    void query() {
        narrator.heading("Flink SQL, the plain way: a table over the topic, a view of the latest change of each order");
        List<Map<String, String>> orders = database.orders();
        Duration quiet = database.filled() ? AT_ONCE : SETTLED;
        Predicate<Map<String, Map<String, String>>> asInMySql = Expectation.equalTo(orders, since);
        narrator.step("the query on orders_latest", QUERY_LIMIT.plusSeconds(5), () -> {
            await(latest, "orders 10100 to 10103 as in MySQL", QUERY_LIMIT, quiet, asInMySql);
            return OrderQueries.fromLatestView().replaceFirst("SELECT .* FROM", "SELECT … FROM");
        });
        narrator.table(latest.table());
        narrator.stage("first query result");
        narrator.heading("Flink SQL, the short way: the captured table itself, without any DDL, deletes applied");
        narrator.step("the query on salesdb.orders", QUERY_LIMIT.plusSeconds(5), () -> {
            await(captured, "orders 10100 to 10103 as in MySQL", QUERY_LIMIT, quiet, asInMySql);
            return OrderQueries.fromCatalogue().replaceFirst("SELECT .* FROM", "SELECT … FROM");
        });
        narrator.table(captured.table());
    }

    /** Updates one order and deletes another, and shows both results change. */
    void change() {
        narrator.heading("Changing MySQL");
        change(
                "UPDATE orders SET comments = \"%s\" WHERE orderNumber = 10100;".formatted(Expectation.COMMENT),
                "order 10100 to have its comment",
                Expectation.commented());
        change("DELETE FROM orders WHERE orderNumber = 10102;", "order 10102 to be deleted", Expectation.deleted());
        narrator.stage("story told");
        narrator.line("");
        narrator.line("    orders_latest: 10100 has its comment, 10102 is marked as deleted");
        narrator.table(latest.table());
        narrator.line("");
        narrator.line("    salesdb.orders: 10100 has its comment, 10102 is gone");
        narrator.table(captured.table());
    }

    /** Stops both queries, so that their slots are free. */
    void closeQueries() {
        if (latest != null) {
            latest.close();
            latest = null;
        }
        if (captured != null) {
            captured.close();
            captured = null;
        }
    }

    @Override
    public void close() {
        closeQueries();
    }

    private void change(String statement, String what, Predicate<Map<String, Map<String, String>>> wanted) {
        database.execute(statement.substring(0, statement.length() - 1));
        long committed = System.nanoTime();
        long seenInView = await(latest, what, CHANGE_LIMIT, AT_ONCE, wanted);
        long seenInTable = await(captured, what, CHANGE_LIMIT, AT_ONCE, wanted);
        narrator.line("  " + narrator.style().cyan("mysql>") + " " + statement);
        narrator.note("visible in orders_latest %d ms after the commit, in salesdb.orders %d ms"
                .formatted(millis(committed, seenInView), millis(committed, seenInTable)));
    }

    /** As {@link LiveResult#await}; when rows are missing because the task has failed, says so. */
    private long await(
            LiveResult result,
            String what,
            Duration limit,
            Duration quiet,
            Predicate<Map<String, Map<String, String>>> wanted) {
        try {
            return result.await(what, limit, quiet, wanted);
        } catch (CliFailure e) {
            String trouble = pipeline.trouble();
            if (trouble.isEmpty()) {
                throw e;
            }
            throw new CliFailure(
                    "task.failed",
                    "task %s is in trouble: %s%n%s".formatted(Pipeline.TASK, trouble, e.getMessage()),
                    "Start anew with: crosscurrent demo --fresh",
                    e);
        }
    }

    private static long millis(long from, long to) {
        return Math.max(0, (to - from) / 1_000_000);
    }

    /** Planned while the load runs. The other one needs the catalogue to know its table. */
    private void startQueries() {
        latest = new LiveResult(
                "orders_latest",
                connection.platform(),
                OrderQueries.latestView(platform.kafka().join().bootstrapServers(), platform.clientPassword()),
                OrderQueries.fromLatestView());
    }

    private String load(String task) throws InterruptedException {
        Set<String> loaded = new HashSet<>();
        long rows = 0;
        while (loaded.size() < database.tables().size()) {
            for (TableStatistics table : pipeline.statistics(task)) {
                if (table.tableState().equals("Table error")) {
                    throw new CliFailure(
                            "demo.load_failed",
                            "table %s could not be loaded".formatted(table.tableName()),
                            "See: crosscurrent task show " + Pipeline.TASK);
                }
                if (table.tableState().equals("Table completed") && loaded.add(table.tableName())) {
                    narrator.note("%-14s %,6d rows loaded".formatted(table.tableName(), table.fullLoadRows()));
                    rows += table.fullLoadRows();
                    expectRows(table);
                    if (table.tableName().equals("orders")) {
                        captured = new LiveResult(
                                "salesdb.orders", connection.platform(), List.of(), OrderQueries.fromCatalogue());
                    }
                }
            }
            failIfTaskFailed();
            Thread.sleep(100);
        }
        return "%d tables loaded, %,d rows".formatted(loaded.size(), rows);
    }

    private void expectRows(TableStatistics statistics) {
        int expected = database.tables().stream()
                .filter(table -> table.name().equals(statistics.tableName()))
                .map(SampleTable::rows)
                .mapToInt(List::size)
                .sum();
        if (database.filled() && statistics.fullLoadRows() != expected) {
            throw new CliFailure(
                    "demo.unexpected_rows",
                    "%s.%s has %d rows and %d were loaded"
                            .formatted(
                                    SampleDatabase.SCHEMA, statistics.tableName(), expected, statistics.fullLoadRows()),
                    "");
        }
    }

    private void failIfTaskFailed() {
        if (pipeline.task().status().equals("failed")) {
            throw new CliFailure(
                    "task.failed",
                    "task %s failed: %s"
                            .formatted(Pipeline.TASK, pipeline.task().lastFailureMessage()),
                    "See: crosscurrent task show " + Pipeline.TASK);
        }
    }
}
