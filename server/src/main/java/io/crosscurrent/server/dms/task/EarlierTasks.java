/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.task;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.server.dms.Platform;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what tasks of earlier lives of the platform told, each task for itself: a cluster that is away, or refuses the login, is
 * asked again, at first after a second, in the end each minute, until it answers or its task is deleted.
 */
public final class EarlierTasks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EarlierTasks.class);
    /** A cluster that is away holds one of them for some 25 s. */
    private static final int THREADS = 4;

    private static final long FIRST_PAUSE_SECONDS = 1;
    private static final long LONGEST_PAUSE_SECONDS = 60;

    private final Platform platform;
    private final TaskSteps steps;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "earlier-tasks");
        thread.setDaemon(true);
        return thread;
    });

    EarlierTasks(Platform platform, TaskSteps steps) {
        this.platform = platform;
        this.steps = steps;
    }

    /**
     * @param what is read, for people
     * @param attempt whether there was something to read
     * @param told gets the message of the first failure
     */
    private record Reading(String what, BooleanSupplier attempt, Consumer<String> told) {}

    /** Begins with all tasks that ran. To be called when Kafka has started. Returns at once. */
    public void follow() {
        begin(new Reading(
                "What tasks told the platform's own Kafka",
                () -> {
                    steps.followPlatform();
                    return true;
                },
                message -> {}));
        platform.store().resources().list(Platform.TASK).stream()
                .map(TaskRow::new)
                .filter(task -> task.time("ranAt") > 0)
                .forEach(task -> begin(new Reading(
                        "What task " + task.name() + " told before the platform was started",
                        () -> follow(task.arn()),
                        message -> platform.event(task.name(), TaskSteps.EVENTS, "state change", message))));
    }

    /** @return false for a task that was deleted meanwhile */
    private boolean follow(String arn) {
        return platform.store()
                .resources()
                .find(Platform.TASK, arn)
                .map(TaskRow::new)
                .map(steps::follow)
                .isPresent();
    }

    private void begin(Reading reading) {
        threads.execute(() -> attempt(reading, FIRST_PAUSE_SECONDS));
    }

    /** @param pause seconds until the next attempt when this one fails */
    private void attempt(Reading reading, long pause) {
        boolean first = pause == FIRST_PAUSE_SECONDS;
        try {
            if (reading.attempt.getAsBoolean() && !first) {
                LOG.info("{} is known now", reading.what);
            }
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            if (first) {
                String message = reading.what + " is not known and is tried again: " + reason(e);
                LOG.warn(message);
                reading.told.accept(message);
            }
            long next = Math.min(2 * pause, LONGEST_PAUSE_SECONDS);
            threads.schedule(() -> attempt(reading, next), pause, TimeUnit.SECONDS);
        }
    }

    private static String reason(RuntimeException failure) {
        return failure instanceof CrosscurrentException known ? known.oneLine() : String.valueOf(failure.getMessage());
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("A cluster is still asked for what its tasks told");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
