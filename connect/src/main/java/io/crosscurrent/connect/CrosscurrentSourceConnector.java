/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.source.SourceProvider;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;

/**
 * One replication task: one connector with one Connect task, because a database's log is one ordered stream. It
 * writes with a transactional producer of its own and so delivers exactly once on every worker, whatever that worker
 * supports itself.
 */
public final class CrosscurrentSourceConnector extends SourceConnector {
    private Map<String, String> properties = Map.of();

    @Override
    public void start(Map<String, String> properties) {
        this.properties = Map.copyOf(properties);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return CrosscurrentSourceTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return List.of(properties);
    }

    @Override
    public void stop() {
        properties = Map.of();
    }

    @Override
    public ConfigDef config() {
        return ConnectorSettings.DEFINITION;
    }

    /** Checks each value, then what only shows in documents: mappings, settings, the engine. */
    @Override
    public Config validate(Map<String, String> properties) {
        Config config = super.validate(properties);
        if (config.configValues().stream()
                .anyMatch(value -> !value.errorMessages().isEmpty())) {
            return config;
        }
        ConnectorSettings settings = new ConnectorSettings(properties);
        check(config, ConnectorSettings.TABLE_MAPPINGS, settings::mappings);
        check(config, ConnectorSettings.KAFKA_SETTINGS, settings::messages);
        check(config, ConnectorSettings.RELOAD_TABLES, settings::reloads);
        check(
                config,
                ConnectorSettings.ENGINE,
                () -> SourceProvider.of(settings.source().engine()));
        return config;
    }

    private static void check(Config config, String name, Runnable check) {
        try {
            check.run();
        } catch (CrosscurrentException e) {
            for (ConfigValue value : config.configValues()) {
                if (value.name().equals(name)) {
                    value.addErrorMessage(e.oneLine());
                }
            }
        }
    }

    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> properties) {
        return ExactlyOnceSupport.SUPPORTED;
    }

    @Override
    public String version() {
        return PluginVersion.VALUE;
    }
}
