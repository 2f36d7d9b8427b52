/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.source.SourceProvider;
import io.crosscurrent.server.dms.Faults;
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
    private static final Set<String> SSL_MODES = Set.of("none", "require", "verify-ca", "verify-full");
    private static final Set<String> FLAGS = Set.of(
            "IncludeTransactionDetails",
            "IncludePartitionValue",
            "PartitionIncludeSchemaTable",
            "IncludeTableAlterOperations",
            "IncludeControlDetails",
            "IncludeNullAndEmpty",
            "NoHexPrefix",
            "UseLargeIntegerValue");

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
        oneOf("SslMode", sslMode, SSL_MODES);
        node.put("SslMode", sslMode);
        if (node.path("ExtraConnectionAttributes")
                .asText("")
                .toLowerCase(Locale.ROOT)
                .contains("password=")) {
            throw Faults.value("ExtraConnectionAttributes must not contain a password. Use the Password member.");
        }
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
        String port = endpoint.setting("Port");
        if (!port.isEmpty()
                && (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65_535)) {
            throw Faults.value("Port must be 1 to 65535, not " + port + ".");
        }
        boolean certificate = !endpoint.setting("SslClientCertificateArn").isEmpty();
        if (certificate != !endpoint.setting("SslClientKeyArn").isEmpty()) {
            throw Faults.combination("Give both SslClientCertificateArn and SslClientKeyArn, or neither.");
        }
        if (port.isEmpty() && endpoint.setting("SecretsManagerSecretId").isEmpty()) {
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
        fill(endpoint, kafka, "Topic", "kafka-default-topic");
        if (!endpoint.setting("Topic").matches("[A-Za-z0-9._-]{1,249}")) {
            throw Faults.value("KafkaSettings.Topic is not a topic name: \"" + endpoint.setting("Topic") + "\".");
        }
        choose(endpoint, kafka, "MessageFormat", "json", Set.of("json", "json-unformatted"));
        choose(
                endpoint,
                kafka,
                "SecurityProtocol",
                "plaintext",
                Set.of("plaintext", "ssl-authentication", "ssl-encryption", "sasl-ssl", "sasl-plaintext"));
        String largest = endpoint.setting("MessageMaxBytes");
        if (!largest.isEmpty() && !largest.matches("[1-9][0-9]{0,8}")) {
            throw Faults.value("KafkaSettings.MessageMaxBytes must be a positive number, not " + largest + ".");
        }
        if (largest.isEmpty()) {
            kafka.put("MessageMaxBytes", 1_000_000);
        }
        for (String flag : FLAGS) {
            if (endpoint.setting(flag).isEmpty()) {
                kafka.put(flag, false);
            }
        }
        security(endpoint, kafka, secrets);
    }

    private static void security(EndpointDocument endpoint, ObjectNode kafka, Set<String> secrets) {
        String protocol = endpoint.setting("SecurityProtocol");
        if (protocol.startsWith("sasl")) {
            choose(endpoint, kafka, "SaslMechanism", "scram-sha-512", Set.of("scram-sha-512", "plain"));
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
            choose(endpoint, kafka, "SslEndpointIdentificationAlgorithm", "https", Set.of("none", "https"));
        }
    }

    private static void choose(
            EndpointDocument endpoint, ObjectNode block, String member, String usual, Set<String> allowed) {
        String value = endpoint.setting(member).toLowerCase(Locale.ROOT);
        String chosen = value.isEmpty() ? usual : value;
        oneOf(member, chosen, allowed);
        block.put(member, chosen);
    }

    private static void fill(EndpointDocument endpoint, ObjectNode block, String member, String usual) {
        if (endpoint.setting(member).isEmpty()) {
            block.put(member, usual);
        }
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
