/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.PojoCodec;
import java.util.Optional;
import java.util.Set;

/** {@code AWS::DMS::ReplicationTask}: made without starting it, stopped before it is changed or deleted. */
final class TaskType extends ApiType {
    private static final String SERVICE = "dms";
    private static final String SETTINGS = "ReplicationTaskSettings";
    private static final Set<String> MOVING = Set.of("starting", "running", "stopping", "creating", "modifying");

    TaskType(Api api) {
        super(
                api,
                new Calls("AWS::DMS::ReplicationTask", SERVICE)
                        .create("CreateReplicationTask", "/ReplicationTask/ReplicationTaskArn")
                        .update("ModifyReplicationTask")
                        .delete("DeleteReplicationTask", "ReplicationTaskArn")
                        .named("ReplicationTaskIdentifier", 255)
                        .attribute("Id", "")
                        .required(
                                "MigrationType",
                                "ReplicationInstanceArn",
                                "SourceEndpointArn",
                                "TargetEndpointArn",
                                "TableMappings")
                        .otherwise("CdcStartPosition", "")
                        .otherwise("CdcStopPosition", "")
                        .otherwise("TaskData", "")
                        .createOnly("SourceEndpointArn", "TargetEndpointArn", "ReplicationInstanceArn"));
    }

    /** The service keeps settings that a change does not name: those that were given before are named with their defaults. */
    @Override
    public Made update(String physicalId, ObjectNode before, ObjectNode properties) {
        ObjectNode wanted = properties.deepCopy();
        String old = before.path(SETTINGS).asText("");
        String next = properties.path(SETTINGS).asText("");
        if (!old.isBlank() && !old.equals(next)) {
            wanted.put(SETTINGS, TaskDefaults.complete(old, next));
        }
        return super.update(physicalId, before, wanted);
    }

    private Optional<String> status(String arn) {
        ObjectNode request = PojoCodec.object();
        ObjectNode filter = request.putArray("Filters").addObject().put("Name", "replication-task-arn");
        filter.putArray("Values").add(arn);
        request.put("WithoutSettings", true);
        return api.find(SERVICE, "DescribeReplicationTasks", request)
                .map(answer -> answer.at("/ReplicationTasks/0/Status").asText());
    }

    @Override
    public boolean ready(String physicalId) {
        return status(physicalId)
                .filter(status -> !status.equals("creating") && !status.equals("modifying"))
                .isPresent();
    }

    @Override
    public boolean gone(String physicalId) {
        return status(physicalId).isEmpty();
    }

    @Override
    public boolean atRest(String physicalId) {
        Optional<String> status = status(physicalId);
        if (status.filter(each -> each.equals("running") || each.equals("starting"))
                .isPresent()) {
            api.call(SERVICE, "StopReplicationTask", "ReplicationTaskArn", physicalId);
            return false;
        }
        return status.filter(MOVING::contains).isEmpty();
    }

    @Override
    public void activate(String physicalId) {
        api.call(
                SERVICE,
                "StartReplicationTask",
                "ReplicationTaskArn",
                physicalId,
                "StartReplicationTaskType",
                "resume-processing");
    }

    @Override
    public void delete(String physicalId, ObjectNode properties) {
        if (status(physicalId).filter(status -> !status.equals("deleting")).isPresent()) {
            super.delete(physicalId, properties);
        }
    }
}
