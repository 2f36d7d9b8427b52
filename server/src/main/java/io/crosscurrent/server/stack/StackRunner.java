/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack;

import io.crosscurrent.server.aws.Actor;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes stacks through their steps in the background, several at once, one thread for a stack. */
final class StackRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StackRunner.class);
    private static final int THREADS = 4;
    private static final Duration MOMENT = Duration.ofSeconds(3);
    private static final long LOOK_MILLIS = 20;

    private final StackTable table;
    private final StackSteps steps;
    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    private final AtomicInteger number = new AtomicInteger();
    private final ExecutorService workers = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "stack-" + number.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    });

    StackRunner(StackTable table, StackSteps steps) {
        this.table = table;
        this.steps = steps;
    }

    /** Goes on with what an earlier life of the control plane began. */
    void resume() {
        table.all().stream().filter(stack -> !stack.row().intent().isEmpty()).forEach(stack -> submit(stack.id()));
    }

    void submit(String stackId) {
        if (busy.add(stackId)) {
            workers.execute(() -> {
                try {
                    run(stackId);
                } finally {
                    busy.remove(stackId);
                }
                // what was asked for between the last look and leaving would wait for ever
                if (!Thread.currentThread().isInterrupted() && pending(stackId)) {
                    submit(stackId);
                }
            });
        }
    }

    /**
     * Begins, and gives the work a moment: clients look at once and then only every 30 s, so an answer that comes when
     * everything is done spares them the wait.
     */
    void submitAndWait(String stackId) {
        submit(stackId);
        long end = System.nanoTime() + MOMENT.toNanos();
        try {
            while (pending(stackId) && System.nanoTime() < end) {
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean pending(String stackId) {
        return table.find(stackId)
                .filter(stack -> !stack.row().intent().isEmpty())
                .isPresent();
    }

    private void run(String stackId) {
        try {
            while (pending(stackId)) {
                StackRow stack = table.require(stackId);
                Actor.of(stack.text("actor")).during(() -> {
                    step(stack);
                    return null;
                });
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void step(StackRow stack) throws InterruptedException {
        try {
            steps.take(stack);
        } catch (StepFailed e) {
            steps.failed(table.require(stack.id()), e);
        } catch (RuntimeException e) {
            LOG.error("Step {} of stack {} failed", stack.row().intent(), stack.name(), e);
            steps.failed(table.require(stack.id()), new StepFailed("", reason(e)));
        }
    }

    private static String reason(RuntimeException e) {
        return e instanceof io.crosscurrent.server.aws.ApiException
                ? e.getMessage()
                : "The step failed inside the server: " + e;
    }

    @Override
    public void close() {
        workers.shutdownNow();
        try {
            if (!workers.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("The work on a stack did not stop within 10 s; it goes on at the next start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
