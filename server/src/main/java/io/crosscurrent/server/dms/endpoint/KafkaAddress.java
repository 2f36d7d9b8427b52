/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.engines.kafka.KafkaEngine;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.engine.Hosts;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How to reach the Kafka of a target endpoint: with its secrets for a check, with placeholders for a connector. */
public final class KafkaAddress {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaAddress.class);

    private final EndpointDocument endpoint;
    private final EndpointSecrets secrets;
    private final Certificates certificates;
    private final KafkaEngine platform;

    KafkaAddress(EndpointDocument endpoint, EndpointSecrets secrets, Certificates certificates, KafkaEngine platform) {
        this.endpoint = endpoint;
        this.secrets = secrets;
        this.certificates = certificates;
        this.platform = platform;
    }

    public String topic() {
        return endpoint.setting("Topic");
    }

    public String brokers() {
        return endpoint.setting("Broker").replace(" ", "");
    }

    /** Whether the endpoint names the Kafka this platform runs on. */
    public boolean platformOwn() {
        return listener().isPresent();
    }

    /** The platform's listener that the endpoint names. */
    private Optional<KafkaEngine.Listener> listener() {
        Set<String> asked = named(brokers());
        return platform.listeners().stream()
                .filter(listener -> named(listener.bootstrapServers()).containsAll(asked))
                .findFirst();
    }

    /** A name that cannot be resolved is told by the client that is made then. */
    private void refuseLinkLocal() {
        for (String broker : brokers().split(",")) {
            String host = broker.substring(0, Math.max(0, broker.lastIndexOf(':')));
            try {
                Hosts.resolve(host);
            } catch (UnknownHostException e) {
                LOG.debug("Host of broker {} is not known", broker, e);
            }
        }
    }

    private static Set<String> named(String brokers) {
        return Arrays.stream(brokers.split(","))
                .map(broker -> broker.trim().replaceFirst("^(localhost|\\[::1]):", "127.0.0.1:"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Client properties of the endpoint's own user, with the secrets in them. An endpoint that names the platform's own Kafka
     * and no user is checked as what its tasks will be there: the platform's user.
     */
    public Map<String, String> clientProperties() {
        if (platformOwn() && endpoint.setting("SaslUsername").isEmpty()) {
            return platform.clientProperties();
        }
        refuseLinkLocal();
        Map<String, String> own = secrets.own(endpoint.arn());
        return properties(name -> own.getOrDefault(name, ""), key -> certificates.privateKey(key), true);
    }

    /**
     * Connector settings for the task's Kafka clients. The platform's own Kafka is written as the platform's user, who may
     * create topics and use every transactional id.
     */
    public Map<String, String> connectorSettings() {
        String secret = EndpointSecrets.name(endpoint.arn());
        Map<String, String> client = platformOwn()
                ? secrets.platformClient(platform.clientProperties())
                : properties(
                        name -> EndpointSecrets.placeholder(secret, name),
                        arn -> EndpointSecrets.placeholder(Certificates.secretName(arn), "pem"),
                        false);
        Map<String, String> out = new LinkedHashMap<>();
        client.forEach((name, value) -> out.put("target.client." + name, value));
        return out;
    }

    /** The endpoint's KafkaSettings as JSON; they hold no secret. */
    public String messageSettings() {
        ObjectNode settings = endpoint.blockWithAttributes();
        return new String(PojoCodec.bytes(settings), StandardCharsets.UTF_8);
    }

    private Map<String, String> properties(
            UnaryOperator<String> secret, UnaryOperator<String> privateKey, boolean clear) {
        Map<String, String> out = new LinkedHashMap<>();
        String protocol = endpoint.setting("SecurityProtocol");
        boolean sasl = protocol.startsWith("sasl");
        Optional<KafkaEngine.Listener> own = clear ? listener() : Optional.empty();
        out.put("bootstrap.servers", brokers());
        out.put(
                "security.protocol",
                own.map(listener -> platformProtocol(listener, sasl)).orElseGet(() -> kafkaProtocol(protocol)));
        if (sasl) {
            boolean plain = endpoint.setting("SaslMechanism").equals("plain");
            String module = plain
                    ? "org.apache.kafka.common.security.plain.PlainLoginModule"
                    : "org.apache.kafka.common.security.scram.ScramLoginModule";
            String password = clear ? quoted(secret.apply("saslPassword")) : secret.apply(EndpointSecrets.QUOTED);
            out.put("sasl.mechanism", plain ? "PLAIN" : "SCRAM-SHA-512");
            out.put(
                    "sasl.jaas.config",
                    "%s required username=\"%s\" password=\"%s\";"
                            .formatted(module, quoted(endpoint.setting("SaslUsername")), password));
        }
        if (protocol.contains("ssl")) {
            tls(out, secret, privateKey, protocol);
        }
        own.ifPresent(listener -> listener.trust().forEach(out::putIfAbsent));
        return out;
    }

    /** The platform's listener decides about encryption, the endpoint only about who logs in. */
    private static String platformProtocol(KafkaEngine.Listener listener, boolean sasl) {
        return sasl ? listener.protocol() : listener.protocol().replace("SASL_", "");
    }

    private static String kafkaProtocol(String protocol) {
        return switch (protocol) {
            case "ssl-encryption", "ssl-authentication" -> "SSL";
            case "sasl-ssl" -> "SASL_SSL";
            case "sasl-plaintext" -> "SASL_PLAINTEXT";
            default -> "PLAINTEXT";
        };
    }

    private void tls(
            Map<String, String> out, UnaryOperator<String> secret, UnaryOperator<String> privateKey, String protocol) {
        String authority = endpoint.setting("SslCaCertificateArn");
        if (!authority.isEmpty()) {
            out.put("ssl.truststore.type", "PEM");
            out.put("ssl.truststore.certificates", certificates.pem(authority));
        }
        if (endpoint.setting("SslEndpointIdentificationAlgorithm").equals("none")) {
            out.put("ssl.endpoint.identification.algorithm", "");
        }
        if (protocol.equals("ssl-authentication")) {
            out.put("ssl.keystore.type", "PEM");
            out.put("ssl.keystore.certificate.chain", certificates.pem(endpoint.setting("SslClientCertificateArn")));
            out.put("ssl.keystore.key", privateKey.apply(endpoint.setting("SslClientKeyArn")));
            if (secrets.stored(endpoint.arn()).contains("sslClientKeyPassword")) {
                out.put("ssl.key.password", secret.apply("sslClientKeyPassword"));
            }
        }
    }

    /** JAAS values are quoted strings with backslash escapes. */
    static String quoted(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
