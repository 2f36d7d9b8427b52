/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.task;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.dms.Platform;
import io.crosscurrent.server.store.Resource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives every task from where it is towards what the store says. Looks at all tasks twice a second, and at one at once
 * when {@link #wake} says so; one thread works on a task at a time.
 */
public final class Reconciler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
    private static final long PERIOD_MILLIS = 500;
    private static final int THREADS = 4;
    private static final int PATIENT_THREADS = 32;

    private final Platform platform;
    private final TaskSteps steps;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "reconciler");
        thread.setDaemon(true);
        return thread;
    });
    private final ExecutorService workers = threads(THREADS, "reconciler-worker");
    /** For tasks that ran before, whose Kafka may be away: many of them must not keep what users ask for waiting. */
    private final ExecutorService patient = threads(PATIENT_THREADS, "reconciler-patient");

    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    private ScheduledFuture<?> ticking;

    Reconciler(Platform platform, TaskSteps steps) {
        this.platform = platform;
        this.steps = steps;
    }

    private static ExecutorService threads(int count, String name) {
        return Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins; tasks that ran when the platform ended run again. */
    public void start() {
        for (Resource row : platform.store().resources().list(Platform.TASK)) {
            TaskRow task = new TaskRow(row);
            boolean interrupted = task.status() == TaskStatus.RUNNING
                    || task.status() == TaskStatus.STARTING && task.step() == Step.AWAIT;
            if (interrupted) {
                platform.store()
                        .resources()
                        .update(Platform.TASK, row.id(), each -> each.at(each.state(), Step.LAUNCH.text()));
            }
        }
        ticking = clock.scheduleWithFixedDelay(this::tick, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Something about the task has changed. */
    void wake(String arn) {
        clock.execute(() -> submit(arn));
    }

    private void tick() {
        try {
            for (Resource row : platform.store().resources().list(Platform.TASK)) {
                TaskRow task = new TaskRow(row);
                if (task.step() != Step.WATCH || task.status() == TaskStatus.RUNNING) {
                    submit(row.id());
                }
            }
        } catch (RuntimeException e) {
            // an exception would end the schedule
            LOG.error("The tasks cannot be read from the store", e);
        }
    }

    private void submit(String arn) {
        if (busy.add(arn)) {
            executor(arn).execute(() -> {
                try {
                    advance(arn);
                } finally {
                    busy.remove(arn);
                }
            });
        }
    }

    private ExecutorService executor(String arn) {
        boolean patience = platform.store()
                .resources()
                .find(Platform.TASK, arn)
                .map(TaskRow::new)
                .filter(TaskSteps::mayTakeLong)
                .isPresent();
        return patience ? patient : workers;
    }

    /** Takes steps until there is nothing to do but wait. */
    private void advance(String arn) {
        boolean moved = true;
        while (moved && !Thread.currentThread().isInterrupted()) {
            Optional<Resource> row = platform.store().resources().find(Platform.TASK, arn);
            if (row.isEmpty()) {
                return;
            }
            TaskRow before = new TaskRow(row.get());
            TaskRow after;
            try {
                after = steps.next(before);
            } catch (CrosscurrentException e) {
                after = failed(before, e.code(), e.oneLine());
            } catch (ApiException e) {
                after = failed(before, "", e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("Step {} of task {} failed", before.step(), before.name(), e);
                after = failed(before, "", "The step " + before.step().text() + " failed inside the server: " + e);
            }
            moved = after != before && save(before, after);
        }
    }

    /** Starting fails with the reason; ending goes on until it succeeds. */
    private TaskRow failed(TaskRow task, String code, String message) {
        boolean wait = code.equals("engine.starting") || code.equals("engine.stopping");
        // what an ending platform interrupts is done at its next start
        if (wait || Thread.currentThread().isInterrupted()) {
            return task;
        }
        if (task.status() == TaskStatus.STARTING || task.status() == TaskStatus.RUNNING && task.step() == Step.LAUNCH) {
            return steps.fail(task, message);
        }
        LOG.warn("Task {} cannot yet be taken through step {}: {}", task.name(), task.step(), message);
        return task;
    }

    /** Unless somebody wants something else by now. */
    private boolean save(TaskRow before, TaskRow after) {
        if (after.row().state().equals("gone")) {
            return false;
        }
        return platform.store()
                .resources()
                .update(Platform.TASK, before.arn(), current -> {
                    boolean same = current.state().equals(before.row().state())
                            && current.intent().equals(before.row().intent());
                    return same ? after.row() : current;
                })
                .isPresent();
    }

    @Override
    public void close() {
        if (ticking != null) {
            ticking.cancel(false);
        }
        clock.shutdownNow();
        workers.shutdownNow();
        patient.shutdownNow();
        try {
            if (!workers.awaitTermination(10, TimeUnit.SECONDS) || !patient.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("A step of a task did not end in time; it will be repeated at the next start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
