/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect;

import io.crosscurrent.core.source.StateReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** States kept as Connect source offsets: the source partition is {@code {"task": id, "state": key}}. */
final class StoredStates implements StateReader {
    private final String taskId;
    private final OffsetStorageReader offsets;

    StoredStates(String taskId, OffsetStorageReader offsets) {
        this.taskId = taskId;
        this.offsets = offsets;
    }

    /**
     * In one order for ever: Connect compares partitions by the bytes of their JSON, and the order of {@link Map#of}
     * changes from one JVM to the next.
     */
    static Map<String, String> partition(String taskId, String key) {
        Map<String, String> partition = new LinkedHashMap<>();
        partition.put("task", taskId);
        partition.put("state", key);
        return partition;
    }

    @Override
    public Map<String, Object> read(String key) {
        return offsets.offset(partition(taskId, key));
    }

    @Override
    public Map<String, Map<String, Object>> readAll(Collection<String> keys) {
        List<Map<String, String>> partitions = new ArrayList<>(keys.size());
        keys.forEach(key -> partitions.add(partition(taskId, key)));
        Map<String, Map<String, Object>> found = new HashMap<>();
        offsets.offsets(partitions).forEach((partition, values) -> {
            if (values != null) {
                found.put(partition.get("state"), values);
            }
        });
        return found;
    }
}
