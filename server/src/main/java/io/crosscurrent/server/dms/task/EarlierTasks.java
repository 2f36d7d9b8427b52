/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.task;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.server.dms.Platform;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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

    /** Begins with all tasks that ran. To be called when Kafka has started. Returns at once. */
    public void follow() {
        threads.execute(this::followPlatform);
        platform.store().resources().list(Platform.TASK).stream()
                .map(TaskRow::new)
                .filter(task -> task.time("ranAt") > 0)
                .forEach(task -> threads.execute(() -> follow(task.arn(), FIRST_PAUSE_SECONDS)));
    }

    private void followPlatform() {
        try {
            steps.followPlatform();
        } catch (RuntimeException e) {
            LOG.warn("What tasks told the platform's own Kafka is not known and is tried again: {}", reason(e));
            threads.schedule(this::followPlatform, LONGEST_PAUSE_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** @param pause seconds until the next attempt when this one fails */
    private void follow(String arn, long pause) {
        platform.store().resources().find(Platform.TASK, arn).map(TaskRow::new).ifPresent(task -> {
            boolean first = pause == FIRST_PAUSE_SECONDS;
            try {
                steps.follow(task);
                if (!first) {
                    LOG.info("What task {} told is known now", task.name());
                }
            } catch (RuntimeException e) {
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
                if (first) {
                    tell(task, reason(e));
                }
                long next = Math.min(2 * pause, LONGEST_PAUSE_SECONDS);
                threads.schedule(() -> follow(arn, next), pause, TimeUnit.SECONDS);
            }
        });
    }

    private void tell(TaskRow task, String reason) {
        String message =
                "What the task told before the platform was started is not known and is tried again: " + reason;
        LOG.warn("{}: {}", task.name(), message);
        platform.event(task.name(), TaskSteps.EVENTS, "state change", message);
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
