/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.task;

import io.crosscurrent.cli.connection.Lookup;
import io.crosscurrent.cli.connection.Waiting;
import io.crosscurrent.cli.failure.CliFailure;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;

/** Waits for tasks to change their state. */
public final class TaskStates {
    private static final Duration LIMIT = Duration.ofSeconds(120);

    private TaskStates() {}

    /**
     * The task once it is in the wanted state.
     *
     * @throws CliFailure {@code task.failed} with the task's own message, or {@code cli.timed_out}
     */
    public static ReplicationTask await(DatabaseMigrationClient migration, String arn, String wanted) {
        Lookup lookup = new Lookup(migration);
        return Waiting.until(LIMIT, "the task to be " + wanted, () -> {
            ReplicationTask task = lookup.task(arn);
            if (task.status().equals("failed") && !wanted.equals("failed")) {
                throw new CliFailure(
                        "task.failed",
                        "task %s failed: %s".formatted(task.replicationTaskIdentifier(), task.lastFailureMessage()),
                        "Try: crosscurrent task show " + task.replicationTaskIdentifier());
            }
            return task.status().equals(wanted) ? Optional.of(task) : Optional.empty();
        });
    }
}
