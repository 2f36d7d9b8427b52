/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.fake;

import io.crosscurrent.engines.connect.ConnectEngine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Connectors that run as soon as they are put, and do nothing. */
public final class FakeConnect implements ConnectEngine {
    public final Map<String, Map<String, String>> configurations = new ConcurrentHashMap<>();
    public final List<String> calls = new CopyOnWriteArrayList<>();
    private final Map<String, ConnectorStatus> statuses = new ConcurrentHashMap<>();

    private static ConnectorStatus status(String state, String taskState, String trace) {
        return new ConnectorStatus(state, taskState, trace, "fake:0");
    }

    /** The connector's task ends with this trace. */
    public void breakDown(String name, String trace) {
        statuses.put(name, status("RUNNING", "FAILED", trace));
    }

    @Override
    public void start() {}

    @Override
    public Set<String> connectors() {
        return configurations.keySet();
    }

    @Override
    public void put(String name, Map<String, String> config) {
        calls.add("put " + name);
        configurations.put(name, Map.copyOf(config));
        ConnectorStatus old = statuses.get(name);
        if (old == null || !old.state().equals("STOPPED")) {
            statuses.put(name, status("RUNNING", "RUNNING", ""));
        }
    }

    @Override
    public List<String> problems(Map<String, String> config) {
        return List.of();
    }

    @Override
    public Optional<ConnectorStatus> status(String name) {
        return Optional.ofNullable(statuses.get(name));
    }

    @Override
    public void stop(String name) {
        calls.add("stop " + name);
        statuses.put(name, status("STOPPED", "UNASSIGNED", ""));
    }

    @Override
    public void resume(String name) {
        calls.add("resume " + name);
        statuses.put(name, status("RUNNING", "RUNNING", ""));
    }

    @Override
    public void resetOffsets(String name) {
        if (!statuses.get(name).state().equals("STOPPED")) {
            throw new IllegalStateException(name + " is not stopped");
        }
        calls.add("reset " + name);
    }

    @Override
    public void delete(String name) {
        calls.add("delete " + name);
        configurations.remove(name);
        statuses.remove(name);
    }

    @Override
    public void close() {}
}
