/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.sql;

import io.crosscurrent.core.failure.CrosscurrentException;
import java.net.URI;
import java.util.Optional;

/**
 * Where a remote Flink is.
 *
 * @param gateway base address of a SQL gateway's REST API (version 2 or newer), like {@code http://host:8083}
 * @param jobManager base address of the cluster's REST API, if it can be reached. With it a query is stopped only when all
 *     its tasks run, which spares the TaskManager of Flink 2.3 (FLINK-39330); without it we can only see that the job runs
 */
public record FlinkAddress(URI gateway, Optional<URI> jobManager) {
    public FlinkAddress {
        if (gateway.getScheme() == null || gateway.getHost() == null) {
            throw new CrosscurrentException(
                    "flink.address",
                    "%s is not an address of a Flink SQL gateway.".formatted(gateway),
                    "Write it like http://host:8083.");
        }
    }

    public static FlinkAddress of(URI gateway) {
        return new FlinkAddress(gateway, Optional.empty());
    }

    public FlinkAddress withJobManager(URI jobManager) {
        return new FlinkAddress(gateway, Optional.of(jobManager));
    }
}
