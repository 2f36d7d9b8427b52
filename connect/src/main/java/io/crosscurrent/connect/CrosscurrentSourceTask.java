/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.source.Source;
import io.crosscurrent.core.source.SourceProvider;
import io.crosscurrent.core.source.SourceSettings;
import io.crosscurrent.core.source.TaskDefinition;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;

/**
 * Runs a task's {@link Delivery} for as long as Connect wants it to run. No record passes through Connect: {@link #poll}
 * only shows that the task is wanted, and reports what went wrong.
 */
public final class CrosscurrentSourceTask extends SourceTask {
    /** Connect stops a task between two polls, so no poll may take long. */
    private static final long POLL_MILLIS = 1_000;

    private Delivery delivery;

    @Override
    public void start(Map<String, String> properties) {
        ConnectorSettings settings = new ConnectorSettings(properties);
        try {
            SourceSettings address = settings.source();
            SourceProvider provider = SourceProvider.of(address.engine());
            TaskDefinition task = settings.task();
            start(() -> provider.open(current(), task, this::current), settings);
        } catch (CrosscurrentException e) {
            throw new ConnectException(e.oneLine(), e);
        }
    }

    /** Connect reads the secrets anew for this. */
    private SourceSettings current() {
        return new ConnectorSettings(context.configs()).source();
    }

    /** Runs a source, resuming from the states stored under the task's id. */
    void start(Supplier<Source> sources, ConnectorSettings settings) {
        delivery = new Delivery(sources, settings.target(), settings.taskId(), settings.registryTopic());
        delivery.start();
    }

    @Override
    public List<SourceRecord> poll() throws InterruptedException {
        Throwable failure = delivery.awaitFailure(POLL_MILLIS, TimeUnit.MILLISECONDS);
        if (failure == null) {
            return null;
        }
        if (failure instanceof CrosscurrentException reason) {
            throw new ConnectException(reason.oneLine(), reason);
        }
        throw new ConnectException(
                "The task ended with " + failure
                        + " [source.internal_error] Restart the task; if it happens again, report"
                        + " this with the stack trace.",
                failure);
    }

    /** Whether nothing is written because Connect does not poll. */
    boolean paused() {
        return delivery.paused();
    }

    @Override
    public void stop() {
        if (delivery != null) {
            delivery.close();
        }
    }

    @Override
    public String version() {
        return PluginVersion.VALUE;
    }
}
