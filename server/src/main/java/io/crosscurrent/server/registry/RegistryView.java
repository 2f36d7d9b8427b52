/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.registry;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.registry.RegistryRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The newest committed registry record of each key. Used by many threads. */
public final class RegistryView {
    private final Map<String, RegistryRecord> records = new ConcurrentHashMap<>();

    /** @param entry null when the key was deleted */
    public void accept(String key, RegistryRecord entry) {
        if (entry == null) {
            records.remove(key);
        } else {
            records.put(key, entry);
        }
    }

    public Optional<RegistryRecord.Task> task(String taskId) {
        return Optional.ofNullable((RegistryRecord.Task) records.get("task/" + taskId));
    }

    /** What the task met and tries again; empty while it goes on. */
    public Optional<RegistryRecord.Trouble> trouble(String taskId) {
        return Optional.ofNullable((RegistryRecord.Trouble) records.get("trouble/" + taskId))
                .filter(trouble -> trouble.sinceMillis() > 0);
    }

    /** What keeps the task from running and is tried again: it cannot tell so itself. */
    public void meets(String taskId, CrosscurrentException failure, long nowMillis) {
        long since = trouble(taskId)
                .filter(before -> before.code().equals(failure.code()))
                .map(RegistryRecord.Trouble::sinceMillis)
                .orElse(nowMillis);
        RegistryRecord.Trouble trouble =
                new RegistryRecord.Trouble(taskId, failure.code(), failure.getMessage(), failure.remedy(), since);
        records.put(trouble.key(), trouble);
    }

    /** That is over. What the task told itself since then stays. */
    public void passed(String taskId, String code) {
        trouble(taskId)
                .filter(trouble -> trouble.code().equals(code))
                .ifPresent(trouble -> records.remove(trouble.key(), trouble));
    }

    /** The task begins anew: what an earlier run met says nothing any more. */
    public void forgetTrouble(String taskId) {
        records.remove("trouble/" + taskId);
    }

    /** By schema and table. */
    public List<RegistryRecord.Statistics> statistics(String taskId) {
        String prefix = "statistics/" + taskId + "/";
        return records.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> (RegistryRecord.Statistics) entry.getValue())
                .toList();
    }

    /** Every captured table of every task. */
    public List<RegistryRecord.Captured> captured() {
        return records.values().stream()
                .filter(RegistryRecord.Captured.class::isInstance)
                .map(RegistryRecord.Captured.class::cast)
                .toList();
    }

    /** All keys that belong to the task. */
    Set<String> keys(String taskId) {
        return records.keySet().stream()
                .filter(key -> key.equals("task/" + taskId)
                        || key.equals("trouble/" + taskId)
                        || key.startsWith("table/" + taskId + "/")
                        || key.startsWith("statistics/" + taskId + "/"))
                .collect(Collectors.toSet());
    }
}
