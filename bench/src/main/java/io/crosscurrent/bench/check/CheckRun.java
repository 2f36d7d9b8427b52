/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench.check;

import io.crosscurrent.bench.check.CheckArguments.SchemaChanges;
import io.crosscurrent.bench.process.Broker;
import io.crosscurrent.bench.process.Libraries;
import io.crosscurrent.testing.MySqlServer;
import io.crosscurrent.testing.topic.Checker;
import io.crosscurrent.testing.workload.Workload;
import io.crosscurrent.testing.workload.WorkloadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One product, one seed: a load and a stream under writes, with the worker killed at random moments. */
final class CheckRun {
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    /** A worker that was killed is missed after ten seconds only, and then the next one starts its tasks. */
    private static final Duration SILENCE = Duration.ofSeconds(90);

    private final Libraries libraries;
    private final CheckArguments arguments;
    private final Consumer<String> progress;

    CheckRun(Libraries libraries, CheckArguments arguments, Consumer<String> progress) {
        this.libraries = libraries;
        this.arguments = arguments;
        this.progress = progress;
    }

    CheckOutcome run(CheckedProduct product, long seed, Path directory)
            throws IOException, InterruptedException, SQLException {
        Path kafka = Files.createDirectories(directory.resolve("kafka"));
        WorkloadOptions options = WorkloadOptions.seeded(seed)
                .rows(arguments.rows())
                .transactionsPerSecond(arguments.transactionsPerSecond())
                .large(3_000, 150)
                .schemaChangeEvery(40);
        try (MySqlServer source = MySqlServer.start(
                        MySqlServer.Options.full().with("gtid_mode", "ON").with("binlog_row_metadata", "FULL"));
                Broker broker = Broker.start(libraries, kafka);
                Workload workload = new Workload(source, options);
                Checker checker = new Checker(
                        workload,
                        Map.of("bootstrap.servers", broker.address()),
                        topic -> topic.startsWith(CheckedProduct.TOPICS),
                        product.form())) {
            workload.create();
            workload.start();
            workload.schemaChanges(arguments.schemaChanges() == SchemaChanges.ALWAYS);
            try (CheckedWorker worker = new CheckedWorker(
                    libraries,
                    directory,
                    product.plugins(libraries, directory),
                    broker.address(),
                    product.exactlyOnce())) {
                worker.create(product.connector(source, options.database(), broker.address()));
                String failure = kills(worker, checker, workload, new Random(seed));
                workload.stop();
                progress.accept("  reading to the end");
                var anomalies = checker.finish(failure.isEmpty() ? SILENCE : Duration.ofSeconds(5));
                return new CheckOutcome(
                        product.label(),
                        seed,
                        arguments.kills(),
                        workload.transactions(),
                        workload.history().changes(),
                        checker.events(),
                        failure.isEmpty() ? worker.failure() : failure,
                        anomalies);
            }
        }
    }

    /** The first kill comes early in the load. @return what the task failed with, or empty */
    private String kills(CheckedWorker worker, Checker checker, Workload workload, Random random)
            throws IOException, InterruptedException {
        String failure = moreThan(worker, checker, workload, 200);
        for (int kill = 1; kill <= arguments.kills() && failure.isEmpty(); kill++) {
            if (kill == 1 + arguments.kills() / 2) {
                settle(checker, workload);
            }
            reading(checker, Duration.ofMillis(random.nextInt(4_000)));
            progress.accept("  kill " + kill + " after " + checker.events() + " rows, " + workload.transactions()
                    + " transactions");
            worker.kill();
            worker.start();
            failure = moreThan(worker, checker, workload, 200);
        }
        if (failure.isEmpty()) {
            reading(checker, Duration.ofSeconds(arguments.seconds()));
            failure = worker.failure();
        }
        return failure;
    }

    /** Half of the kills are for the load. What is made after this must arrive as a change. */
    private void settle(Checker checker, Workload workload) throws InterruptedException {
        workload.pause();
        boolean complete = checker.settle(SILENCE);
        if (complete) {
            workload.history().loadIsOver();
            progress.accept("  loaded");
        } else {
            checker.check().anomalies().stream()
                    .limit(3)
                    .forEach(anomaly -> progress.accept("  not all of the load has come: " + anomaly));
        }
        boolean changes = arguments.schemaChanges() != SchemaChanges.NEVER;
        workload.schemaChanges(changes);
        workload.swaps(changes);
        workload.resume();
    }

    private static void reading(Checker checker, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            checker.read();
        }
    }

    private String moreThan(CheckedWorker worker, Checker checker, Workload workload, int rows)
            throws IOException, InterruptedException {
        long enough = checker.events() + rows;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long nextLook = System.nanoTime();
        while (checker.events() < enough) {
            checker.read();
            workload.check();
            if (System.nanoTime() > nextLook) {
                nextLook = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
                String failure = worker.failure();
                if (!failure.isEmpty()) {
                    return failure;
                }
            }
            if (System.nanoTime() > deadline) {
                return "no new rows within " + PATIENCE.toSeconds() + " s";
            }
        }
        return "";
    }
}
