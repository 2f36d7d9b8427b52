/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.source;

import io.crosscurrent.core.encoding.MessageSettings;
import io.crosscurrent.core.mapping.TableMappings;
import io.crosscurrent.core.table.TableId;
import java.util.Map;
import java.util.Objects;

/**
 * What a replication task captures.
 *
 * @param taskId resource id of the task, the last part of its ARN
 * @param migrationType full load, change stream, or both
 * @param mappings which tables go where
 * @param messages how records look
 * @param registryTopic topic of the registry records, see {@link io.crosscurrent.core.registry}
 * @param cdcStartPosition for {@code cdc} tasks: {@code file:offset}, a DMS checkpoint, a time
 *     {@code 2026-01-31T12:00:00} (UTC), or "" for now
 * @param loadThreads connections that read in parallel during the full load, 1 to 49
 * @param rangeRows target rows of one load range
 * @param serverId replica id under which the source sees us; 0 lets the source module choose a free one
 * @param reloads tables to be loaded once more while the rest of the task goes on: a number for each, which grows with every
 *     wish, so that a restarted task knows which it has fulfilled
 * @param cdcStopPosition where the change stream ends by itself: {@code commit_time:2026-01-31T12:00:00} (UTC, that second
 *     included), {@code file:offset}, a DMS checkpoint, or "" for nowhere
 */
public record TaskDefinition(
        String taskId,
        MigrationType migrationType,
        TableMappings mappings,
        MessageSettings messages,
        String registryTopic,
        String cdcStartPosition,
        int loadThreads,
        int rangeRows,
        long serverId,
        Map<TableId, Long> reloads,
        String cdcStopPosition) {

    /** DMS {@code MigrationType}; in the API lower case with hyphens. */
    public enum MigrationType {
        FULL_LOAD,
        CDC,
        FULL_LOAD_AND_CDC
    }

    public TaskDefinition {
        Objects.requireNonNull(taskId);
        Objects.requireNonNull(migrationType);
        Objects.requireNonNull(mappings);
        Objects.requireNonNull(messages);
        Objects.requireNonNull(registryTopic);
        Objects.requireNonNull(cdcStartPosition);
        Objects.requireNonNull(cdcStopPosition);
        reloads = Map.copyOf(reloads);
    }

    /** Without tables to be loaded once more, and without end. */
    public TaskDefinition(
            String taskId,
            MigrationType migrationType,
            TableMappings mappings,
            MessageSettings messages,
            String registryTopic,
            String cdcStartPosition,
            int loadThreads,
            int rangeRows,
            long serverId) {
        this(
                taskId,
                migrationType,
                mappings,
                messages,
                registryTopic,
                cdcStartPosition,
                loadThreads,
                rangeRows,
                serverId,
                Map.of(),
                "");
    }
}
