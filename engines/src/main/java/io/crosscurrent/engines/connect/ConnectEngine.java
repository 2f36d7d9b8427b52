/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.connect;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Kafka Connect, embedded or remote. Knows connectors by name only. Safe for use by several threads. */
public interface ConnectEngine extends AutoCloseable {
    void start();

    Set<String> connectors();

    /** Creates the connector or replaces its configuration, and runs it. */
    void put(String name, Map<String, String> config);

    /**
     * What the connector says is wrong with a configuration, {@code key: reason}; it may try to reach its database. Empty when
     * nothing is.
     */
    List<String> problems(Map<String, String> config);

    /** Empty when there is no such connector. */
    Optional<ConnectorStatus> status(String name);

    /** Ends its tasks and keeps configuration and offsets. Returns when the tasks have ended, at most about 30 s. */
    void stop(String name);

    /** Runs a stopped or failed connector and its tasks again. */
    void resume(String name);

    /** Forgets the offsets of a stopped connector. */
    void resetOffsets(String name);

    /** Ends its tasks and forgets its configuration, but not its offsets. No error when there is no such connector. */
    void delete(String name);

    @Override
    void close();

    /**
     * @param state RUNNING, STOPPED, PAUSED, FAILED, UNASSIGNED, RESTARTING: that of the connector
     * @param taskState the same for its task, or UNASSIGNED while it has none
     * @param trace stack trace of the failure of connector or task, or ""
     * @param worker host:port of the worker that runs the task, or ""
     */
    record ConnectorStatus(String state, String taskState, String trace, String worker) {}
}
