/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.source.TransactionContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** What a Connect worker is to a task: keeps offsets of records that were handed over, and transaction marks. */
final class StoredOffsets implements SourceTaskContext, OffsetStorageReader, TransactionContext {
    final Map<Map<String, ?>, Map<String, Object>> offsets = new ConcurrentHashMap<>();
    private boolean commitRequested;

    /** Stores the offsets of a batch and tells whether the batch ended a transaction. */
    boolean accept(List<SourceRecord> batch) {
        for (SourceRecord record : batch) {
            offsets.put(record.sourcePartition(), new HashMap<>(record.sourceOffset()));
        }
        boolean ended = commitRequested;
        commitRequested = false;
        return ended;
    }

    @Override
    public Map<String, String> configs() {
        return Map.of();
    }

    @Override
    public OffsetStorageReader offsetStorageReader() {
        return this;
    }

    @Override
    public TransactionContext transactionContext() {
        return this;
    }

    @Override
    public org.apache.kafka.common.metrics.PluginMetrics pluginMetrics() {
        throw new UnsupportedOperationException("the task registers no metrics");
    }

    @Override
    public <T> Map<String, Object> offset(Map<String, T> partition) {
        return offsets.get(partition);
    }

    @Override
    public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
        Map<Map<String, T>, Map<String, Object>> found = new HashMap<>();
        partitions.forEach(partition -> found.put(partition, offsets.get(partition)));
        return found;
    }

    @Override
    public void commitTransaction() {
        commitRequested = true;
    }

    @Override
    public void commitTransaction(SourceRecord record) {
        commitRequested = true;
    }

    @Override
    public void abortTransaction() {
        throw new UnsupportedOperationException("the task never aborts");
    }

    @Override
    public void abortTransaction(SourceRecord record) {
        throw new UnsupportedOperationException("the task never aborts");
    }
}
