/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.kafka;

import java.util.LinkedHashMap;
import java.util.Map;

/** Client properties of a SCRAM-SHA-512 user, as KafkaProducer, KafkaConsumer, Admin and Connect take them. */
final class ScramClient {
    private ScramClient() {}

    static Map<String, String> properties(String bootstrapServers, String protocol, String user, String password) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("bootstrap.servers", bootstrapServers);
        properties.put("security.protocol", protocol);
        properties.put("sasl.mechanism", "SCRAM-SHA-512");
        properties.put("sasl.jaas.config", login(user, password));
        return properties;
    }

    static String login(String user, String password) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                .formatted(quoted(user), quoted(password));
    }

    /** JAAS values are quoted strings with backslash escapes. */
    static String quoted(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
