/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.connect;

import java.util.HashMap;
import java.util.Map;

/** The properties of the embedded worker: alone in its group, exactly once, REST on loopback behind {@link RestGuard}. */
final class WorkerConfiguration {
    private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";

    private WorkerConfiguration() {}

    static Map<String, String> of(ConnectSettings settings, String authorization) {
        Map<String, String> properties = new HashMap<>();
        kafka(properties, settings);
        storage(properties, settings.group());
        properties.put("group.id", settings.group());
        properties.put("exactly.once.source.support", "enabled");
        properties.put("connector.client.config.override.policy", "All");
        properties.put("key.converter", BYTES);
        properties.put("value.converter", BYTES);
        // Scanning the class path takes 12 to 14 s; services are found at once.
        properties.put("plugin.discovery", "service_load");
        properties.put("topic.tracking.enable", "false");
        rest(properties, authorization);
        quickness(properties);
        throughput(properties);
        properties.putAll(settings.workerProperties());
        return properties;
    }

    private static void kafka(Map<String, String> properties, ConnectSettings settings) {
        settings.kafka().forEach((key, value) -> {
            properties.put(key, value);
            properties.put("producer." + key, value);
            properties.put("consumer." + key, value);
            properties.put("admin." + key, value);
        });
    }

    private static void storage(Map<String, String> properties, String group) {
        for (String kind : new String[] {"config", "offset", "status"}) {
            properties.put(kind + ".storage.topic", group + "_" + kind);
            properties.put(kind + ".storage.replication.factor", "-1");
        }
        properties.put("offset.storage.partitions", "1");
        properties.put("status.storage.partitions", "1");
    }

    private static void rest(Map<String, String> properties, String authorization) {
        properties.put("listeners", "http://127.0.0.1:0");
        properties.put("admin.listeners", "");
        properties.put("rest.advertised.host.name", "127.0.0.1");
        properties.put("rest.extension.classes", RestGuard.class.getName());
        properties.put(RestGuard.AUTHORIZATION, authorization);
    }

    private static void quickness(Map<String, String> properties) {
        properties.put("scheduled.rebalance.max.delay.ms", "0");
        // After a crash the group waits for the session of the former worker to end.
        properties.put("session.timeout.ms", "6000");
        properties.put("heartbeat.interval.ms", "1000");
        // A task that is stopped waits for the database and for its last transaction.
        properties.put("task.shutdown.graceful.timeout.ms", "20000");
    }

    private static void throughput(Map<String, String> properties) {
        properties.put("producer.batch.size", "262144");
        properties.put("producer.linger.ms", "5");
        properties.put("producer.buffer.memory", "67108864");
        properties.put("producer.max.request.size", "33554432");
    }
}
