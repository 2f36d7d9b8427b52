/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.platform;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops parts one group after another within one limit of time; what does not stop is left behind. */
final class Stopping {
    private static final Logger LOG = LoggerFactory.getLogger(Stopping.class);
    private final long deadline;

    Stopping(Duration limit) {
        deadline = System.nanoTime() + limit.toNanos();
    }

    /** Runs these beside each other and waits for all of them. */
    void run(Map<String, Runnable> stops) {
        List<Map.Entry<String, FutureTask<Void>>> running = stops.entrySet().stream()
                .map(stop -> Map.entry(stop.getKey(), begin(stop.getKey(), stop.getValue())))
                .toList();
        for (Map.Entry<String, FutureTask<Void>> stop : running) {
            await(stop.getKey(), stop.getValue());
        }
    }

    private static FutureTask<Void> begin(String part, Runnable stop) {
        FutureTask<Void> task = new FutureTask<>(stop, null);
        Thread thread = new Thread(task, "stop " + part);
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private void await(String part, FutureTask<Void> stop) {
        try {
            stop.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            LOG.info("{} has stopped", part);
        } catch (TimeoutException e) {
            LOG.warn("{} did not stop in time and is left behind", part);
        } catch (ExecutionException e) {
            LOG.warn("{} did not stop cleanly", part, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
