/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.connect;

import java.util.Map;

/**
 * How the embedded worker runs. Immutable; {@code with…} methods give changed copies:
 * {@code ConnectSettings.on(kafka.clientProperties()).withWorkerProperties(Map.of("config.providers", "secret", …))}.
 *
 * @param kafka client properties of a user who may create topics, among them bootstrap.servers; used by the worker and by
 *     the producers, consumers and admin clients it makes for connectors
 * @param group group id of the worker; also the prefix of its three topics and of the transactional ids of its tasks
 * @param workerProperties further properties of the worker; they win over ours
 */
public record ConnectSettings(Map<String, String> kafka, String group, Map<String, String> workerProperties) {
    public ConnectSettings {
        kafka = Map.copyOf(kafka);
        workerProperties = Map.copyOf(workerProperties);
    }

    public static ConnectSettings on(Map<String, String> kafka) {
        return new ConnectSettings(kafka, "__crosscurrent_connect", Map.of());
    }

    public ConnectSettings withGroup(String group) {
        return new ConnectSettings(kafka, group, workerProperties);
    }

    public ConnectSettings withWorkerProperties(Map<String, String> workerProperties) {
        return new ConnectSettings(kafka, group, workerProperties);
    }

    /** The Kafka properties contain a password, so only names are shown. */
    @Override
    public String toString() {
        return "ConnectSettings[kafka=%s, group=%s, workerProperties=%s]"
                .formatted(kafka.keySet(), group, workerProperties.keySet());
    }
}
