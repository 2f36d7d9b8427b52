/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.stack;

import io.crosscurrent.cli.connection.Connection;
import io.crosscurrent.cli.connection.Lookup;
import io.crosscurrent.cli.connection.Waiting;
import io.crosscurrent.cli.failure.CliFailure;
import io.crosscurrent.cli.output.Output;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;

/** Starts the replication tasks a stack has made: a template describes them and starts none. */
final class StackTasks {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Connection connection;
    private final Output output;

    StackTasks(Connection connection, Output output) {
        this.connection = connection;
        this.output = output;
    }

    void start(String stackId) {
        List<String> arns =
                connection
                        .stacks()
                        .listStackResources(request -> request.stackName(stackId))
                        .stackResourceSummaries()
                        .stream()
                        .filter(resource -> resource.resourceType().equals("AWS::DMS::ReplicationTask"))
                        .map(StackResourceSummary::physicalResourceId)
                        .toList();
        for (String arn : arns) {
            ReplicationTask task = new Lookup(connection.migration()).task(arn);
            if (task.status().equals("ready")) {
                begin(arn, "start-replication");
            } else if (task.status().equals("stopped") || task.status().equals("failed")) {
                begin(arn, "resume-processing");
            }
            await(arn);
            output.note("task " + task.replicationTaskIdentifier() + " is running");
        }
    }

    private void begin(String arn, String type) {
        connection.migration().startReplicationTask(request -> request.replicationTaskArn(arn)
                .startReplicationTaskType(type));
    }

    private void await(String arn) {
        Waiting.until(LIMIT, "task " + arn + " to run", () -> {
            ReplicationTask task = new Lookup(connection.migration()).task(arn);
            if (task.status().equals("failed")) {
                throw new CliFailure(
                        "cli.task_failed",
                        "task " + task.replicationTaskIdentifier() + " failed: " + task.lastFailureMessage(),
                        "Mend that, then: crosscurrent task resume " + task.replicationTaskIdentifier());
            }
            return task.status().equals("running") ? Optional.of(task) : Optional.empty();
        });
    }
}
