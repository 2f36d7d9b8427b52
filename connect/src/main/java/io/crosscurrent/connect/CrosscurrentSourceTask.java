/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.source.Source;
import io.crosscurrent.core.source.SourceProvider;
import io.crosscurrent.core.source.SourceSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.apache.kafka.connect.source.TransactionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a source on its own thread and hands on what it delivers. One poll takes all units that have gathered, up to a
 * batch worth a Kafka transaction, and ends the transaction with it: so transactions grow with the backlog and shrink to
 * one database transaction when there is none, and nothing waits for a timer.
 */
public final class CrosscurrentSourceTask extends SourceTask {
    private static final Logger LOG = LoggerFactory.getLogger(CrosscurrentSourceTask.class);
    private static final int BATCH_RECORDS = 50_000;
    private static final long BATCH_BYTES = 24L << 20;
    private static final long QUEUE_BYTES = 32L << 20;
    /** Connect stops a task between two polls, so no poll may take long. */
    private static final long POLL_MILLIS = 250;
    /** A unit larger than this is cut at its splits into several Kafka transactions. */
    private static final long TRANSACTION_BYTES = 64L << 20;

    private static final long TRANSACTION_NANOS = TimeUnit.SECONDS.toNanos(10);

    private Source source;
    private UnitQueue queue;
    private Thread thread;
    private TransactionContext transaction;
    private long openBytes;
    private long openedNanos;
    private boolean resumable;

    @Override
    public void start(Map<String, String> properties) {
        ConnectorSettings settings = new ConnectorSettings(properties);
        try {
            SourceSettings address = settings.source();
            start(SourceProvider.of(address.engine()).open(address, settings.task(), this::current), settings.taskId());
        } catch (CrosscurrentException e) {
            throw new ConnectException(e.oneLine(), e);
        }
    }

    /** Connect reads the secrets anew for this. */
    private SourceSettings current() {
        return new ConnectorSettings(context.configs()).source();
    }

    /** Runs {@code source}, resuming from the states stored under the task's id. */
    void start(Source source, String taskId) {
        this.source = source;
        StoredStates states = new StoredStates(taskId, context.offsetStorageReader());
        transaction = context.transactionContext();
        if (transaction == null) {
            LOG.warn(
                    "task {} delivers at least once only: set exactly.once.source.support=enabled on the worker and"
                            + " transaction.boundary=connector on the connector for exactly once",
                    taskId);
        }
        UnitQueue units = new UnitQueue(taskId, QUEUE_BYTES, states.read("stream"));
        queue = units;
        thread = new Thread(() -> run(source, states, units), "crosscurrent-source-" + taskId);
        thread.setDaemon(true);
        thread.start();
    }

    private static void run(Source source, StoredStates states, UnitQueue units) {
        try {
            source.run(states, units);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            units.fail(e);
        }
    }

    @Override
    public List<SourceRecord> poll() throws InterruptedException {
        List<Unit> units;
        try {
            units = queue.take(BATCH_RECORDS, BATCH_BYTES, POLL_MILLIS);
        } catch (UnitQueue.SourceFailed e) {
            throw failure(e.getCause());
        }
        if (units.isEmpty()) {
            return idle();
        }
        List<SourceRecord> records = units.get(0).records();
        if (units.size() > 1) {
            records = new ArrayList<>();
            for (Unit unit : units) {
                records.addAll(unit.records());
            }
        }
        endBatch(units);
        return records;
    }

    /** Ends the Kafka transaction with this batch, unless a large unit goes on and may still stay in one. */
    private void endBatch(List<Unit> units) {
        if (openBytes == 0) {
            openedNanos = System.nanoTime();
        }
        for (Unit unit : units) {
            openBytes += unit.bytes();
        }
        boolean cut = openBytes > TRANSACTION_BYTES || System.nanoTime() - openedNanos > TRANSACTION_NANOS;
        Unit last = units.get(units.size() - 1);
        resumable = last.resumable();
        if (last.whole() || cut && resumable) {
            endTransaction();
        }
    }

    private List<SourceRecord> idle() {
        if (openBytes > 0 && resumable && System.nanoTime() - openedNanos > TRANSACTION_NANOS) {
            endTransaction();
            return List.of();
        }
        return null;
    }

    private void endTransaction() {
        openBytes = 0;
        if (transaction != null) {
            transaction.commitTransaction();
        }
    }

    private static ConnectException failure(Throwable cause) {
        if (cause instanceof CrosscurrentException reason) {
            return new ConnectException(reason.oneLine(), reason);
        }
        return new ConnectException(
                "The source ended with " + cause
                        + " [source.internal_error] Restart the task; if it happens again, report"
                        + " this with the stack trace.",
                cause);
    }

    @Override
    public void stop() {
        if (source == null) {
            return;
        }
        source.close();
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String version() {
        return PluginVersion.VALUE;
    }
}
