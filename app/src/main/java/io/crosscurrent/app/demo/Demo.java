/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.demo;

import io.crosscurrent.app.AtExit;
import io.crosscurrent.app.Failures;
import io.crosscurrent.app.platform.DataDirectory;
import io.crosscurrent.app.platform.Platform;
import io.crosscurrent.app.platform.PlatformSettings;
import io.crosscurrent.cli.connection.Connection;
import io.crosscurrent.cli.output.Style;
import io.crosscurrent.testing.MySqlData;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Starts MySQL and the platform beside each other, tells the {@link Story}, and stays until it is stopped. */
public final class Demo {
    private static final Duration START_LIMIT = Duration.ofSeconds(240);
    private static final Duration ENGINE_LIMIT = Duration.ofSeconds(90);

    private final Options options;
    private final Narrator narrator;

    /**
     * @param data data directory
     * @param port of the control plane, 0 for the usual one
     * @param once end after the story
     * @param fresh forget what an earlier demo left
     * @param log where the log is
     */
    public record Options(Path data, int port, boolean once, boolean fresh, Path log) {}

    public Demo(Options options, PrintWriter out, Style style) {
        this.options = options;
        narrator = new Narrator(out, style, options.log());
    }

    /** Returns after the story with {@code once}; otherwise only by an exception or the end of the process. */
    public void run() {
        try (DataDirectory data = DataDirectory.open(options.data())) {
            if (options.fresh()) {
                MySqlData.endLeftover(data.resolve("demo").resolve("mysql"), narrator::note);
                data.clear();
            }
            narrator.heading("Starting MySQL, Kafka, Kafka Connect, Flink and the control plane");
            CompletableFuture<SourceDatabase> database = startDatabase(data);
            AtExit exit = AtExit.install();
            exit.add(() -> stop(database));
            try (Platform platform = Platform.start(
                    PlatformSettings.onPort(options.port()),
                    data,
                    (part, detail, millis) ->
                            narrator.done(detail.isEmpty() ? part : part + " at " + detail, millis))) {
                exit.add(platform);
                tell(platform, database, data);
            } finally {
                stop(database);
            }
        }
    }

    private void tell(Platform platform, CompletableFuture<SourceDatabase> starting, DataDirectory data) {
        SourceDatabase database =
                narrator.within("starting MySQL", START_LIMIT, () -> starting.get(4, TimeUnit.MINUTES));
        try (Connection connection = new Connection(platform.connection());
                Story story = new Story(platform, database, connection, narrator)) {
            narrator.within(
                    "starting Kafka", ENGINE_LIMIT, () -> platform.kafka().get());
            story.replicate(ENGINE_LIMIT);
            story.query();
            story.change();
            Summary summary = new Summary(platform, database, data, narrator);
            summary.measured();
            if (!options.once()) {
                summary.whatNext();
                story.closeQueries();
                new CountDownLatch(1).await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private CompletableFuture<SourceDatabase> startDatabase(DataDirectory data) {
        return CompletableFuture.supplyAsync(
                () -> {
                    long begun = System.nanoTime();
                    SourceDatabase database = SourceDatabase.start(data, narrator::note);
                    narrator.done(database.describe(), (System.nanoTime() - begun) / 1_000_000);
                    return database;
                },
                task -> new Thread(task, "demo: MySQL").start());
    }

    private static void stop(CompletableFuture<SourceDatabase> database) {
        try {
            database.get(30, TimeUnit.SECONDS).close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            // It has not started, which was reported where somebody waited for it.
            Failures.translated(e);
        }
    }
}
