/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.connection;

import io.crosscurrent.cli.failure.CliFailure;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.Endpoint;
import software.amazon.awssdk.services.databasemigration.model.Filter;
import software.amazon.awssdk.services.databasemigration.model.ReplicationInstance;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;
import software.amazon.awssdk.services.databasemigration.model.ResourceNotFoundException;

/** Finds resources by the names or ARNs people type. */
public final class Lookup {
    /** Class of instances as AWS names it. */
    public static final String INSTANCE_CLASS = "dms.t3.micro";

    private static final String FIRST_INSTANCE = "main";

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

    /** @throws CliFailure {@code instance.not_found} */
    public ReplicationInstance instance(String name) {
        Filter filter = filter("replication-instance", name);
        try {
            return migration
                    .describeReplicationInstances(request -> request.filters(filter))
                    .replicationInstances()
                    .get(0);
        } catch (ResourceNotFoundException | IndexOutOfBoundsException e) {
            throw missing("instance", name, e);
        }
    }

    /** The first instance there is; {@value #FIRST_INSTANCE}, made now, where there is none: every one runs alike here. */
    public ReplicationInstance anyInstance() {
        return migration.describeReplicationInstances().replicationInstances().stream()
                .findFirst()
                .orElseGet(() -> migration
                        .createReplicationInstance(request -> request.replicationInstanceIdentifier(FIRST_INSTANCE)
                                .replicationInstanceClass(INSTANCE_CLASS))
                        .replicationInstance());
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
