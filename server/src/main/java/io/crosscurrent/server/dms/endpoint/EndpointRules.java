/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.source.SourceProvider;
import io.crosscurrent.server.dms.Faults;
import io.crosscurrent.server.dms.setting.SettingRule;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What an endpoint must and must not say, and the values it has when it says nothing. */
final class EndpointRules {
    private static final Map<String, String> DISPLAY = Map.of(
            "mysql", "MySQL",
            "mariadb", "MariaDB",
            "aurora", "Amazon Aurora MySQL",
            "gcp-mysql", "Google Cloud SQL for MySQL",
            "kafka", "Kafka");

    private EndpointRules() {}

    /** @param secrets names of the secrets that came with the request or are already stored */
    static void complete(EndpointDocument endpoint, Set<String> secrets) {
        ObjectNode node = endpoint.node();
        String type = node.path("EndpointType").asText().toLowerCase(Locale.ROOT);
        oneOf("EndpointType", type, Set.of("source", "target"));
        node.put("EndpointType", type.toUpperCase(Locale.ROOT));
        node.put("EngineName", endpoint.engine());
        node.put("EngineDisplayName", DISPLAY.getOrDefault(endpoint.engine(), endpoint.engine()));
        String sslMode = node.path("SslMode").asText("none").toLowerCase(Locale.ROOT);
        node.put("SslMode", sslMode);
        if (node.path("ExtraConnectionAttributes")
                .asText("")
                .toLowerCase(Locale.ROOT)
                .contains("password=")) {
            throw Faults.value("ExtraConnectionAttributes must not contain a password. Use the Password member.");
        }
        EndpointSettings.check(endpoint);
        if (type.equals("source")) {
            source(endpoint, secrets);
        } else {
            target(endpoint, secrets);
        }
    }

    private static void source(EndpointDocument endpoint, Set<String> secrets) {
        SourceProvider provider = SourceProvider.of(endpoint.engine());
        if (endpoint.setting("SecretsManagerSecretId").isEmpty()) {
            need(endpoint, "ServerName");
            need(endpoint, "Username");
            if (!secrets.contains("password")) {
                throw Faults.value("The parameter Password must be provided, or SecretsManagerSecretId.");
            }
        } else if (secrets.contains("password") || !endpoint.setting("Username").isEmpty()) {
            throw Faults.combination("Give either SecretsManagerSecretId or Username and Password, not both.");
        }
        boolean certificate = !endpoint.setting("SslClientCertificateArn").isEmpty();
        if (certificate != !endpoint.setting("SslClientKeyArn").isEmpty()) {
            throw Faults.combination("Give both SslClientCertificateArn and SslClientKeyArn, or neither.");
        }
        if (endpoint.setting("Port").isEmpty()
                && endpoint.setting("SecretsManagerSecretId").isEmpty()) {
            endpoint.node().put("Port", provider.defaultPort());
        }
    }

    private static void target(EndpointDocument endpoint, Set<String> secrets) {
        if (!endpoint.engine().equals("kafka")) {
            throw Faults.value("The engine \"" + endpoint.engine() + "\" cannot be a target here. Use kafka.");
        }
        if (!endpoint.node().path("SslMode").asText().equals("none")) {
            throw Faults.value(
                    "SslMode of a Kafka endpoint is none; its TLS is set by KafkaSettings.SecurityProtocol.");
        }
        need(endpoint, "Broker");
        for (String broker : endpoint.setting("Broker").split(",")) {
            if (!broker.trim().matches("[^:/\\s]+:[0-9]{1,5}|\\[[0-9a-fA-F:]+]:[0-9]{1,5}")) {
                throw Faults.value("KafkaSettings.Broker must be host:port[,host:port…], not \"" + broker + "\".");
            }
        }
        ObjectNode kafka = endpoint.block();
        if (!endpoint.setting("Topic").isEmpty() && !endpoint.setting("Topic").matches("[A-Za-z0-9._-]{1,249}")) {
            throw Faults.value("KafkaSettings.Topic is not a topic name: \"" + endpoint.setting("Topic") + "\".");
        }
        choose(endpoint, kafka, "MessageFormat", "json");
        choose(endpoint, kafka, "SecurityProtocol", "plaintext");
        for (SettingRule rule : EndpointSettings.of(endpoint)) {
            boolean shown = rule.group().equals(EndpointDocument.KAFKA)
                    && !rule.preset().isMissingNode();
            if (shown && endpoint.setting(rule.name()).isEmpty()) {
                kafka.set(rule.name(), rule.preset());
            }
        }
        security(endpoint, kafka, secrets);
    }

    private static void security(EndpointDocument endpoint, ObjectNode kafka, Set<String> secrets) {
        String protocol = endpoint.setting("SecurityProtocol");
        if (protocol.startsWith("sasl")) {
            choose(endpoint, kafka, "SaslMechanism", "scram-sha-512");
            if (endpoint.setting("SaslUsername").isEmpty() || !secrets.contains("saslPassword")) {
                throw Faults.value(
                        "KafkaSettings.SaslUsername and SaslPassword must be provided with " + protocol + ".");
            }
        }
        if (protocol.equals("ssl-authentication")
                && (endpoint.setting("SslClientCertificateArn").isEmpty()
                        || endpoint.setting("SslClientKeyArn").isEmpty())) {
            throw Faults.value(
                    "KafkaSettings.SslClientCertificateArn and SslClientKeyArn must be provided with ssl-authentication.");
        }
        if (!endpoint.setting("SslEndpointIdentificationAlgorithm").isEmpty()) {
            choose(endpoint, kafka, "SslEndpointIdentificationAlgorithm", "https");
        }
    }

    /** In the spelling of the API. */
    private static void choose(EndpointDocument endpoint, ObjectNode block, String member, String usual) {
        String value = SettingRule.word(endpoint.setting(member));
        block.put(member, value.isEmpty() ? usual : value);
    }

    private static void need(EndpointDocument endpoint, String member) {
        if (endpoint.setting(member).isEmpty()) {
            throw Faults.value("The parameter " + member + " must be provided for a "
                    + (endpoint.source() ? "source" : "target") + " endpoint of engine " + endpoint.engine() + ".");
        }
    }

    private static void oneOf(String member, String value, Set<String> allowed) {
        if (!allowed.contains(value)) {
            throw Faults.value(member + " must be one of " + String.join(", ", new java.util.TreeSet<>(allowed))
                    + ", not \"" + value + "\".");
        }
    }
}
