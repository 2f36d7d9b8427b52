/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.connection;

import io.crosscurrent.cli.failure.CliFailure;
import java.util.List;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.Endpoint;
import software.amazon.awssdk.services.databasemigration.model.Filter;
import software.amazon.awssdk.services.databasemigration.model.ReplicationInstance;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;
import software.amazon.awssdk.services.databasemigration.model.ResourceNotFoundException;

/** Finds resources by the names or ARNs people type. */
public final class Lookup {
    private final DatabaseMigrationClient migration;

    public Lookup(DatabaseMigrationClient migration) {
        this.migration = migration;
    }

    /** @throws CliFailure {@code endpoint.not_found} */
    public Endpoint endpoint(String name) {
        Filter filter = filter("endpoint", name);
        try {
            return migration
                    .describeEndpoints(request -> request.filters(filter))
                    .endpoints()
                    .get(0);
        } catch (ResourceNotFoundException | IndexOutOfBoundsException e) {
            throw missing("endpoint", name, e);
        }
    }

    /** @throws CliFailure {@code task.not_found} */
    public ReplicationTask task(String name) {
        Filter filter = filter("replication-task", name);
        try {
            return migration
                    .describeReplicationTasks(request -> request.filters(filter))
                    .replicationTasks()
                    .get(0);
        } catch (ResourceNotFoundException | IndexOutOfBoundsException e) {
            throw missing("task", name, e);
        }
    }

    /** The named instance, or the first there is when the name is null. */
    public ReplicationInstance instance(String name) {
        List<Filter> filters = name == null ? List.of() : List.of(filter("replication-instance", name));
        try {
            return migration
                    .describeReplicationInstances(request -> request.filters(filters))
                    .replicationInstances()
                    .get(0);
        } catch (ResourceNotFoundException | IndexOutOfBoundsException e) {
            if (name == null) {
                throw new CliFailure(
                        "instance.not_found",
                        "there is no replication instance yet",
                        "Try: crosscurrent instance create main",
                        e);
            }
            throw missing("instance", name, e);
        }
    }

    private static Filter filter(String kind, String name) {
        String by = name.startsWith("arn:") ? "-arn" : "-id";
        return Filter.builder().name(kind + by).values(name).build();
    }

    private static CliFailure missing(String noun, String name, RuntimeException cause) {
        return new CliFailure(
                noun + ".not_found",
                "there is no %s named %s".formatted(noun, name),
                "Try: crosscurrent %s list".formatted(noun),
                cause);
    }
}
