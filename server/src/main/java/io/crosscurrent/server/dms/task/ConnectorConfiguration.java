/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.dms.endpoint.Endpoints;
import io.crosscurrent.server.dms.endpoint.KafkaAddress;
import java.util.Map;
import java.util.TreeMap;

/** Writes the configuration of a task's connector. It never has a clear secret in it. */
final class ConnectorConfiguration {
    private final Endpoints endpoints;
    private final String registryTopic;

    ConnectorConfiguration(Endpoints endpoints, String registryTopic) {
        this.endpoints = endpoints;
        this.registryTopic = registryTopic;
    }

    Map<String, String> of(TaskRow task) {
        KafkaAddress target = endpoints.target(task.text("TargetEndpointArn"));
        ObjectNode settings = task.settings();
        Map<String, String> out = new TreeMap<>();
        out.put("connector.class", "io.crosscurrent.connect.CrosscurrentSourceConnector");
        out.put("tasks.max", "1");
        out.put("task.id", task.id());
        out.put("task.migration.type", task.text("MigrationType"));
        out.put("task.table.mappings", task.text("TableMappings"));
        out.put("task.settings", task.text("ReplicationTaskSettings"));
        out.putAll(endpoints.source(task.text("SourceEndpointArn")).connectorSettings());
        out.put("target.kafka.settings", target.messageSettings());
        out.putAll(target.connectorSettings());
        out.put("registry.topic", registryTopic);
        out.put(
                "load.threads",
                settings.path("FullLoadSettings").path("MaxFullLoadSubTasks").asText("8"));
        out.put("cdc.start.position", task.text("CdcStartPosition"));
        out.put(
                "cdc.stop.position",
                StopPosition.of(task.text("CdcStopPosition")).forSource());
        out.put("server.id", "0");
        out.put("reload.tables", ReloadWishes.of(task).toString());
        return out;
    }
}
