/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.kafka;

import io.crosscurrent.engines.kafka.iam.IamAuthorizer;
import io.crosscurrent.engines.kafka.iam.IamNodes;
import io.crosscurrent.engines.kafka.iam.IamPrincipalBuilder;
import io.crosscurrent.engines.kafka.iam.IamServerCallbackHandler;
import io.crosscurrent.engines.kafka.iam.IamServerLoginModule;
import io.crosscurrent.engines.kafka.iam.IamTokenHandler;
import io.crosscurrent.engines.kafka.tls.NodeCertificates;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;

/** The broker properties of one embedded node: broker and controller in one, no plaintext listener, little memory. */
final class NodeConfiguration {
    static final String CONTROLLER = "CONTROLLER";
    private static final String CLIENT = "CLIENT";
    private static final String TLS = "TLS";
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String CERTIFICATE_SETTING = "listener.name.certificate.";
    /** Setting of the listener where clients log in by certificates: the authorities, PEM. May be changed while it runs. */
    static final String CLIENT_AUTHORITIES = CERTIFICATE_SETTING + "ssl.truststore.certificates";

    private NodeConfiguration() {}

    static Path log(KafkaSettings settings) {
        return settings.directory().resolve("log");
    }

    /** What a listener with TLS and logins by IAM needs. @param node its id in {@link IamNodes} */
    record Tls(String node, NodeCertificates certificates) {}

    static Map<String, String> of(KafkaSettings settings, NodeIdentity identity, Optional<Tls> tls) {
        Map<String, String> properties = new HashMap<>();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "1");
        properties.put("log.dirs", log(settings).toString());
        properties.put("controller.quorum.bootstrap.servers", "127.0.0.1:" + identity.controllerPort());
        listeners(properties, settings, identity);
        authorisation(properties, settings);
        tls.ifPresent(listener -> tls(properties, settings, identity, listener));
        memory(properties);
        quickness(properties);
        properties.put("auto.create.topics.enable", "false");
        properties.put("default.replication.factor", "1");
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("offsets.topic.num.partitions", "5");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("transaction.state.log.num.partitions", "5");
        // Flink's exactly-once sink asks for an hour unless it is told otherwise, and is refused at the usual 15
        // minutes.
        properties.put("transaction.max.timeout.ms", "3600000");
        // A producer that begins a transaction while the broker still ends the one before is asked to come back after
        // this time; ending takes 1 to 3 ms here, the default is 20.
        properties.put("add.partitions.to.txn.retry.backoff.ms", "1");
        properties.put("share.coordinator.state.topic.replication.factor", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        // A row may carry large objects; without this its record would be refused at 1 MB.
        properties.put("message.max.bytes", "33554432");
        properties.putAll(settings.overrides());
        return properties;
    }

    private static void listeners(Map<String, String> properties, KafkaSettings settings, NodeIdentity identity) {
        String client = CLIENT + "://" + settings.host() + ":" + identity.port();
        String controller = CONTROLLER + "://127.0.0.1:" + identity.controllerPort();
        properties.put("listeners", client + "," + controller);
        properties.put(
                "advertised.listeners",
                CLIENT + "://" + settings.reachableHost() + ":" + identity.port() + "," + controller);
        properties.put("listener.security.protocol.map", CLIENT + ":SASL_PLAINTEXT," + CONTROLLER + ":SASL_PLAINTEXT");
        properties.put("controller.listener.names", CONTROLLER);
        properties.put("inter.broker.listener.name", CLIENT);
        properties.put("sasl.mechanism.inter.broker.protocol", "SCRAM-SHA-512");
        properties.put("sasl.mechanism.controller.protocol", "PLAIN");
        properties.put("listener.name.client.sasl.enabled.mechanisms", "SCRAM-SHA-512");
        properties.put(
                "listener.name.client.scram-sha-512.sasl.jaas.config",
                ScramClient.login(
                        settings.platform().user(), settings.platform().password()));
        // Both ends of the controller listener live in this process, so a fresh secret at every start is enough.
        String secret = Uuid.randomUuid().toString() + Uuid.randomUuid();
        properties.put("listener.name.controller.sasl.enabled.mechanisms", "PLAIN");
        properties.put(
                "listener.name.controller.plain.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"controller\""
                        + " password=\"%s\" user_controller=\"%s\";".formatted(secret, secret));
    }

    private static void tls(Map<String, String> properties, KafkaSettings settings, NodeIdentity identity, Tls tls) {
        listener(properties, settings, TLS, "SASL_SSL", identity.tlsPort());
        listener(properties, settings, CERTIFICATE, "SSL", identity.certificatePort());
        for (String setting : List.of("listener.name.tls.", CERTIFICATE_SETTING)) {
            properties.put(setting + "ssl.keystore.type", "PEM");
            properties.put(
                    setting + "ssl.keystore.location",
                    tls.certificates().keyStore().toString());
        }
        properties.put(CERTIFICATE_SETTING + "ssl.client.auth", "required");
        properties.put(CERTIFICATE_SETTING + "ssl.truststore.type", "PEM");
        properties.put(CLIENT_AUTHORITIES, tls.certificates().authorityText());
        String listener = "listener.name.tls.";
        properties.put(listener + "sasl.enabled.mechanisms", "SCRAM-SHA-512,AWS_MSK_IAM,OAUTHBEARER");
        properties.put(
                listener + "scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        iam(properties, listener + "aws_msk_iam.", IamServerCallbackHandler.class, tls);
        iam(properties, listener + "oauthbearer.", IamTokenHandler.class, tls);
        properties.put("principal.builder.class", IamPrincipalBuilder.class.getName());
        properties.put("authorizer.class.name", IamAuthorizer.class.getName());
        properties.put(IamAuthorizer.NODE, tls.node());
        properties.put(IamAuthorizer.RESERVED, settings.reservedPrefix());
        properties.put(IamAuthorizer.RESERVED_TRANSACTIONS, AccessRules.CONNECT_LEADER);
    }

    private static void iam(
            Map<String, String> properties,
            String mechanism,
            Class<? extends AuthenticateCallbackHandler> handler,
            Tls tls) {
        properties.put(
                mechanism + "sasl.jaas.config",
                "%s required node=\"%s\";".formatted(IamServerLoginModule.class.getName(), tls.node()));
        properties.put(mechanism + "sasl.server.callback.handler.class", handler.getName());
    }

    private static void listener(
            Map<String, String> properties, KafkaSettings settings, String name, String protocol, int port) {
        properties.merge("listeners", name + "://" + settings.host() + ":" + port, NodeConfiguration::listed);
        properties.merge(
                "advertised.listeners",
                name + "://" + settings.reachableHost() + ":" + port,
                NodeConfiguration::listed);
        properties.merge("listener.security.protocol.map", name + ":" + protocol, NodeConfiguration::listed);
    }

    private static String listed(String first, String next) {
        return first + "," + next;
    }

    private static void authorisation(Map<String, String> properties, KafkaSettings settings) {
        properties.put("authorizer.class.name", StandardAuthorizer.class.getName());
        properties.put(
                "super.users", "User:controller;User:" + settings.platform().user());
        properties.put("allow.everyone.if.no.acl.found", "false");
    }

    private static void memory(Map<String, String> properties) {
        properties.put("log.cleaner.dedupe.buffer.size", "16777216");
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "4");
        properties.put("background.threads", "2");
        properties.put("num.recovery.threads.per.data.dir", "2");
    }

    private static void quickness(Map<String, String> properties) {
        // After a crash the node must wait for the session of its former life to end.
        properties.put("broker.session.timeout.ms", "4000");
        properties.put("broker.heartbeat.interval.ms", "300");
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("group.min.session.timeout.ms", "1000");
        properties.put("initial.broker.registration.timeout.ms", "60000");
    }
}
