/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect.fault;

import static org.awaitility.Awaitility.await;

import io.crosscurrent.engines.connect.ConnectEngine.ConnectorStatus;
import io.crosscurrent.testing.MySqlServer;
import io.crosscurrent.testing.history.Anomaly;
import io.crosscurrent.testing.history.Workload;
import io.crosscurrent.testing.link.FaultyLink;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/**
 * One fault, from the first write to the check: a database of its own with a workload that never rests, a task that
 * captures it, and a reader of committed records.
 */
final class Scene implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final int KEYS = 4_000;

    private final Stage stage;
    private final String database;
    private final Random random;
    private final Workload workload;
    private final Topics topics;
    private CompletableFuture<Void> writes;
    private int restarts;

    Scene(Stage stage, long seed) {
        this.stage = stage;
        this.database = "scene" + stage.nextScene();
        this.random = new Random(seed);
        mysql().execute("create database " + database, "create table " + database + ".fence (id bigint primary key)");
        workload = new Workload(mysql(), database + ".accounts", KEYS, seed);
        workload.createTable();
        topics = new Topics(database, stage.broker().direct());
        writes = CompletableFuture.runAsync(workload::run);
    }

    MySqlServer mysql() {
        return stage.mysql();
    }

    FaultyLink link() {
        return stage.link();
    }

    Stage stage() {
        return stage;
    }

    /** Decides what a seed decides. */
    Random random() {
        return random;
    }

    String database() {
        return database;
    }

    WorkerProcess worker() {
        return stage.worker();
    }

    /** Starts the task. */
    void capture() {
        worker().connect().put(database, configuration());
    }

    /** Starts a worker in place of one that is dead. */
    void restartWorker() {
        restarts++;
        stage.worker();
    }

    /** Counts what was started again. */
    void restarted() {
        restarts++;
    }

    int restarts() {
        return restarts;
    }

    /** Changes committed by the workload; to be asked when it has stopped. */
    long changes() {
        return workload.committed().values().stream().mapToLong(List::size).sum();
    }

    Topics topics() {
        return topics;
    }

    void awaitRecords(int more) {
        int enough = topics.records() + more;
        until(() -> topics.read() >= enough);
    }

    void awaitStream() {
        until(() -> {
            topics.read();
            return topics.streaming();
        });
    }

    void awaitWrites(int transactions) {
        long enough = workload.transactions() + transactions;
        until(() -> {
            if (writes.isDone()) {
                writes.join();
            }
            return workload.transactions() >= enough;
        });
    }

    /** Waits until a condition holds, and fails at once when the task has failed. */
    void until(Callable<Boolean> condition) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(condition);
    }

    Optional<ConnectorStatus> status() {
        return worker().connect().status(database);
    }

    /** Writes some more, stops, waits until all of it must have arrived, and tells what is wrong. */
    List<Anomaly> anomalies() {
        awaitWrites(100);
        workload.stop();
        writes.join();
        awaitStream();
        mysql().execute("insert into " + database + ".fence values (1)");
        until(() -> {
            topics.read();
            return topics.fenced();
        });
        return topics.check().anomalies(workload.committed());
    }

    private Map<String, String> configuration() {
        Map<String, String> configuration = new HashMap<>();
        configuration.put("connector.class", "io.crosscurrent.connect.CrosscurrentSourceConnector");
        configuration.put("tasks.max", "1");
        stage.broker().linked().forEach((name, value) -> configuration.put("target.client." + name, value));
        configuration.put("key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        configuration.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        configuration.put("task.id", database);
        configuration.put(
                "task.table.mappings",
                "{\"rules\": [{\"rule-type\": \"selection\", \"rule-id\": \"1\", \"rule-name\": \"1\", \"object-locator\":"
                        + " {\"schema-name\": \"" + database
                        + "\", \"table-name\": \"%\"}, \"rule-action\": \"include\"}]}");
        configuration.put("source.host", "127.0.0.1");
        configuration.put("source.port", Integer.toString(link().port()));
        configuration.put("source.user", mysql().adminUser());
        configuration.put("source.password", mysql().adminPassword());
        configuration.put(
                "target.kafka.settings",
                "{\"Topic\": \"" + topics.changes() + "\", \"MessageFormat\": \"json-unformatted\"}");
        configuration.put("registry.topic", topics.registry());
        configuration.put("load.threads", "2");
        configuration.put("load.range.rows", "100");
        return configuration;
    }

    @Override
    public void close() {
        workload.stop();
        link().heal();
        stage.broker().link().heal();
        if (stage.broker().process().alive()) {
            worker().connect().delete(database);
        }
        topics.close();
    }
}
