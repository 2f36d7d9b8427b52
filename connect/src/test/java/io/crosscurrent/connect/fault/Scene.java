/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect.fault;

import static org.awaitility.Awaitility.await;

import io.crosscurrent.connect.setup.CaptureConnector;
import io.crosscurrent.engines.connect.ConnectEngine.ConnectorStatus;
import io.crosscurrent.testing.MySqlServer;
import io.crosscurrent.testing.history.Anomaly;
import io.crosscurrent.testing.link.FaultyLink;
import io.crosscurrent.testing.topic.Checker;
import io.crosscurrent.testing.topic.DmsMessages;
import io.crosscurrent.testing.workload.Workload;
import io.crosscurrent.testing.workload.WorkloadOptions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;

/**
 * One fault, from the first write to the check: a database of its own with a workload that never rests, a task that
 * captures it, and a reader of committed records.
 */
final class Scene implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration SILENCE = Duration.ofSeconds(40);

    private final Stage stage;
    private final String database;
    private final Random random;
    private final Workload workload;
    private final Topics topics;
    private final Checker checker;
    private final List<MySqlServer> servers = new ArrayList<>();
    private final String gtidsBefore;
    private int restarts;

    /** @param largeRows rows of the workload's large transactions */
    Scene(Stage stage, long seed, int largeRows) throws SQLException, InterruptedException {
        this.stage = stage;
        this.database = "scene" + stage.nextScene();
        this.random = new Random(seed);
        workload = new Workload(
                mysql(),
                WorkloadOptions.seeded(seed)
                        .database(database)
                        .rows(600)
                        .transactionsPerSecond(100)
                        .large(largeRows, 300)
                        .schemaChangeEvery(40));
        topics = new Topics(database, stage.broker().direct());
        checker = new Checker(
                workload, new HashMap<>(stage.broker().direct()), topics.changes()::equals, new DmsMessages());
        gtidsBefore = executed(mysql());
        workload.create();
        workload.start();
        workload.schemaChanges(true);
    }

    MySqlServer mysql() {
        return stage.mysql();
    }

    /** What the database had executed before the scene began; "" without GTIDs. */
    String gtidsBefore() {
        return gtidsBefore;
    }

    /** All that a server has executed now. */
    static String executed(MySqlServer server) {
        return server.query("select @@gtid_executed g").get(0).get("g").replace("\n", "");
    }

    /** The worker's way to the database. */
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

    WorkerProcess worker() {
        return stage.worker();
    }

    /** Starts the task. */
    void capture() {
        capture(Map.of());
    }

    /** Starts the task with further settings of its connector. */
    void capture(Map<String, String> settings) {
        Map<String, String> configuration = configuration();
        configuration.putAll(settings);
        worker().connect().put(database, configuration);
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

    /** Committed changes so far. */
    long changes() {
        return workload.history().changes();
    }

    /** Records of rows read so far. */
    long records() {
        return checker.events();
    }

    /** Waits for so many more records. */
    void awaitRecords(int more) {
        long enough = records() + more;
        until(() -> records() >= enough);
    }

    /** Waits until the load is over. From then on each change must be seen, also of a row that is gone soon. */
    void awaitStream() throws InterruptedException {
        until(topics::streaming);
        workload.loadIsOver();
        workload.swaps(true);
    }

    /** Waits for so many more transactions of the workload. */
    void awaitWrites(int transactions) {
        int enough = workload.transactions() + transactions;
        waitFor(() -> workload.transactions() >= enough);
    }

    /** Lets nobody write, waits until everything that is committed was read from the topic, and does something. */
    void whenCaughtUp(Runnable action) throws InterruptedException {
        workload.pause();
        try {
            if (!checker.settle(SILENCE)) {
                throw new IllegalStateException("the task does not catch up: " + status() + ", "
                        + checker.check().anomalies());
            }
            action.run();
        } finally {
            workload.resume();
        }
    }

    /** Lets time pass. */
    void pause(Duration length) {
        long end = System.nanoTime() + length.toNanos();
        waitFor(() -> System.nanoTime() > end);
    }

    /** Waits until the task has failed, and returns why. */
    String awaitFailure() {
        until(() -> status().map(ConnectorStatus::taskState).orElse("").equals("FAILED"));
        return status().orElseThrow().trace();
    }

    /** Reads on until a condition holds. Kafka has to be there. */
    void until(Callable<Boolean> condition) {
        waitFor(() -> {
            checker.read();
            return condition.call();
        });
    }

    /** Waits for a condition without reading. */
    void waitFor(Callable<Boolean> condition) {
        waitFor(PATIENCE, condition);
    }

    void waitFor(Duration patience, Callable<Boolean> condition) {
        await().atMost(patience)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    workload.check();
                    return condition.call();
                });
    }

    /** A server that is stopped with the scene. */
    MySqlServer keep(MySqlServer server) {
        servers.add(server);
        return server;
    }

    private Optional<ConnectorStatus> status() {
        return worker().connect().status(database);
    }

    /** Writes some more, stops, waits until all of it must have arrived, and tells what is wrong. */
    List<Anomaly> anomalies() throws InterruptedException {
        awaitWrites(100);
        awaitStream();
        awaitWrites(50);
        workload.stop();
        List<Anomaly> anomalies = checker.finish(SILENCE);
        if (!anomalies.isEmpty()) {
            System.err.println("after the fault the task is " + status());
        }
        return anomalies;
    }

    private Map<String, String> configuration() {
        Map<String, String> configuration = CaptureConnector.of(
                database, mysql(), database, stage.broker().linked(), topics.changes(), topics.registry());
        configuration.put("source.port", Integer.toString(link().port()));
        configuration.put("load.threads", "2");
        configuration.put("load.range.rows", "60");
        return configuration;
    }

    @Override
    public void close() throws InterruptedException {
        link().heal().lead(mysql().port());
        stage.broker().link().heal();
        try {
            workload.stop();
        } finally {
            stage.clear(database);
            servers.forEach(MySqlServer::close);
            checker.close();
            topics.close();
        }
    }
}
