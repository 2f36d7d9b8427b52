/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.application;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.PojoCodec;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the jobs of an application run: parallelism, checkpoints, properties; with the values of the service where nothing
 * is said.
 *
 * @param configuration the {@code ApplicationConfiguration} as given
 * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/apiv2/API_FlinkApplicationConfiguration.html">AWS:
 *     FlinkApplicationConfiguration</a>
 */
record FlinkConfiguration(JsonNode configuration) {
    private static final String CUSTOM = "CUSTOM";
    private static final String RUN_OPTIONS = "kinesis.analytics.flink.run.options";
    private static final long INTERVAL_MILLIS = 60_000;
    private static final long PAUSE_MILLIS = 5_000;

    private JsonNode of(String part) {
        JsonNode found = configuration.path("FlinkApplicationConfiguration").path(part);
        return found.path("ConfigurationType").asText("DEFAULT").equals(CUSTOM) ? found : PojoCodec.object();
    }

    private static long number(JsonNode part, String member, long usual, long least) {
        long value = part.path(member).asLong(usual);
        if (value < least) {
            throw new ApiException(
                    "InvalidArgumentException", member + " is " + value + " and must be at least " + least + ".");
        }
        return value;
    }

    long parallelism() {
        return number(of("ParallelismConfiguration"), "Parallelism", 1, 1);
    }

    private boolean checkpoints() {
        return of("CheckpointConfiguration").path("CheckpointingEnabled").asBoolean(true);
    }

    private long interval() {
        return number(of("CheckpointConfiguration"), "CheckpointInterval", INTERVAL_MILLIS, 1);
    }

    private long pause() {
        return number(of("CheckpointConfiguration"), "MinPauseBetweenCheckpoints", PAUSE_MILLIS, 0);
    }

    /** Whether stopping takes a snapshot and starting begins from the latest. */
    boolean snapshots() {
        return configuration
                .at("/ApplicationSnapshotConfiguration/SnapshotsEnabled")
                .asBoolean(true);
    }

    /** Whether an update that does not run is taken back. */
    boolean rollback() {
        return configuration
                .at("/ApplicationSystemRollbackConfiguration/RollbackEnabled")
                .asBoolean(false);
    }

    /** @throws ApiException naming the first value that cannot be */
    void check() {
        parallelism();
        interval();
        pause();
        Map<String, String> run = groups().getOrDefault(RUN_OPTIONS, Map.of());
        if (run.containsKey("python") || run.containsKey("pyFiles")) {
            throw new ApiException(
                    "InvalidApplicationConfigurationException",
                    "The property group " + RUN_OPTIONS + " names a Python program; JARs and SQL run here.");
        }
    }

    /** Options of Flink for each job. */
    Map<String, String> options(String name) {
        Map<String, String> options = new HashMap<>();
        options.put("pipeline.name", name);
        options.put("parallelism.default", Long.toString(parallelism()));
        if (checkpoints()) {
            options.put("execution.checkpointing.interval", interval() + " ms");
            options.put("execution.checkpointing.min-pause", pause() + " ms");
        }
        // A job goes on from its last checkpoint also when the whole cluster was gone.
        options.put("execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
        return options;
    }

    /** Property groups by id. */
    Map<String, Map<String, String>> groups() {
        Map<String, Map<String, String>> groups = new LinkedHashMap<>();
        for (JsonNode group : configuration.at("/EnvironmentProperties/PropertyGroups")) {
            Map<String, String> properties = new LinkedHashMap<>();
            group.path("PropertyMap")
                    .properties()
                    .forEach(each ->
                            properties.put(each.getKey(), each.getValue().asText()));
            groups.put(group.path("PropertyGroupId").asText(), properties);
        }
        return groups;
    }

    /** What the service shows of it, also of what was not given. */
    ObjectNode shown() {
        ObjectNode out = PojoCodec.object();
        JsonNode given = configuration.path("FlinkApplicationConfiguration");
        out.putObject("CheckpointConfigurationDescription")
                .put("ConfigurationType", type(given, "CheckpointConfiguration"))
                .put("CheckpointingEnabled", checkpoints())
                .put("CheckpointInterval", interval())
                .put("MinPauseBetweenCheckpoints", pause());
        JsonNode monitoring = of("MonitoringConfiguration");
        out.putObject("MonitoringConfigurationDescription")
                .put("ConfigurationType", type(given, "MonitoringConfiguration"))
                .put("MetricsLevel", monitoring.path("MetricsLevel").asText("APPLICATION"))
                .put("LogLevel", monitoring.path("LogLevel").asText("INFO"));
        JsonNode parallelism = of("ParallelismConfiguration");
        out.putObject("ParallelismConfigurationDescription")
                .put("ConfigurationType", type(given, "ParallelismConfiguration"))
                .put("Parallelism", parallelism())
                .put("ParallelismPerKPU", number(parallelism, "ParallelismPerKPU", 1, 1))
                .put("CurrentParallelism", parallelism())
                .put(
                        "AutoScalingEnabled",
                        parallelism.path("AutoScalingEnabled").asBoolean(false));
        return out;
    }

    private static String type(JsonNode given, String part) {
        return given.path(part).path("ConfigurationType").asText("DEFAULT");
    }
}
