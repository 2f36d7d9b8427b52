/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.cloudwatch;

import io.crosscurrent.server.dms.task.TaskProgress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is measured: a replication task, or an application of Flink.
 *
 * @param id of the task; of an application its name behind {@code application/}
 * @param instance name of the task's replication instance, "" of an application
 */
record Measured(String id, String instance) {
    private static final String APPLICATION = "application/";

    static Measured task(TaskProgress task) {
        return new Measured(task.id(), task.instance());
    }

    static Measured application(String name) {
        return new Measured(APPLICATION + name, "");
    }

    boolean isTask() {
        return !id.startsWith(APPLICATION);
    }

    String namespace() {
        return isTask() ? "AWS/DMS" : "AWS/KinesisAnalytics";
    }

    /** Values by name, in the order of the service. */
    Map<String, String> dimensions() {
        if (!isTask()) {
            return Map.of("Application", id.substring(APPLICATION.length()));
        }
        Map<String, String> dimensions = new LinkedHashMap<>();
        dimensions.put("ReplicationInstanceIdentifier", instance);
        dimensions.put("ReplicationTaskIdentifier", id);
        return dimensions;
    }
}
