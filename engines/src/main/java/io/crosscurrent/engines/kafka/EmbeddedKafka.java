/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.kafka;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.engines.kafka.iam.IamNodes;
import io.crosscurrent.engines.kafka.iam.RoleCallbackHandler;
import io.crosscurrent.engines.kafka.tls.NodeCertificates;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.security.scram.internals.ScramFormatter;
import org.apache.kafka.common.security.scram.internals.ScramMechanism;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.raft.DynamicVoters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One KRaft node in this JVM, broker and controller in one. Clients log in with SCRAM-SHA-512 over SASL_PLAINTEXT, and by settings
 * also over TLS, with SCRAM-SHA-512, AWS_MSK_IAM or a certificate; there is no listener without login. Ordinary users read and write topics and
 * administer nothing, see {@link AccessRules}; what keys of IAM may do their policies say.
 *
 * <p>Started once, then closed once; a new object continues on the same directory. Start takes 1 to 4 s, up to 6 s after a
 * crash; close takes below 1 s. {@link #start()} may run beside the start of other engines.
 */
public final class EmbeddedKafka implements KafkaEngine {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKafka.class);
    private static final String PROTOCOL = "SASL_PLAINTEXT";
    private static final String SCRAM = "SCRAM-SHA-512";
    private static final int SCRAM_ITERATIONS = 4096;
    private final KafkaSettings settings;
    private NodeIdentity identity;
    private Optional<NodeConfiguration.Tls> tls = Optional.empty();
    private KafkaRaftServer server;
    private ClusterAdministration administration;

    public EmbeddedKafka(KafkaSettings settings) {
        this.settings = settings;
    }

    @Override
    public synchronized void start() {
        if (server != null) {
            return;
        }
        long begun = System.nanoTime();
        identity = NodeIdentity.of(settings);
        tls = settings.iam().map(access -> new NodeConfiguration.Tls(IamNodes.register(access), certificates()));
        Map<String, String> properties = NodeConfiguration.of(settings, identity, tls);
        if (!Files.exists(NodeConfiguration.log(settings).resolve("meta.properties"))) {
            format();
        }
        KafkaRaftServer starting = null;
        try {
            starting = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
            server = starting;
            starting.startup();
            administration = new ClusterAdministration(clientProperties());
            administration.clusterId();
            administration.allow(AccessRules.ordinaryUsers(settings.reservedPrefix()));
        } catch (RuntimeException e) {
            close();
            throw startFailure(e);
        }
        LOG.info("Kafka listens on {} after {} ms", bootstrapServers(), (System.nanoTime() - begun) / 1_000_000);
    }

    private NodeCertificates certificates() {
        return NodeCertificates.in(settings.directory().resolve("tls"), Set.of(settings.reachableHost()));
    }

    private CrosscurrentException startFailure(RuntimeException e) {
        if (e instanceof CrosscurrentException known && known.code().equals("kafka.authentication")) {
            return new CrosscurrentException(
                    "kafka.platform_password",
                    "The Kafka directory %s was made with another password for user %s."
                            .formatted(settings.directory(), settings.platform().user()),
                    "Give the password of its first start, or delete the directory and with it all topics.",
                    e);
        }
        return e instanceof CrosscurrentException known
                ? known
                : new CrosscurrentException(
                        "kafka.start",
                        "Kafka did not start in %s on port %d: %s"
                                .formatted(settings.directory(), identity.port(), e.getMessage()),
                        "See the cause and the log; check free disk space and the ports.",
                        e);
    }

    private void format() {
        Path log = NodeConfiguration.log(settings);
        String voter = "1@127.0.0.1:%d:%s".formatted(identity.controllerPort(), identity.directoryId());
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setNodeId(1)
                    .setClusterId(identity.clusterId())
                    .setControllerListenerName(NodeConfiguration.CONTROLLER)
                    .setDirectories(List.of(log.toString()))
                    .setMetadataLogDirectory(log.toString())
                    .setInitialControllers(DynamicVoters.parse(voter))
                    .setHasDynamicQuorum(true)
                    .setFeatureLevel("transaction.version", (short) 2)
                    .setScramArguments(List.of("SCRAM-SHA-512=" + scramArgument(settings.platform())))
                    // It prints the keys of the SCRAM users.
                    .setPrintStream(nowhere)
                    .run();
        } catch (Exception e) {
            throw new CrosscurrentException(
                    "kafka.format",
                    "The Kafka directory %s could not be formatted: %s".formatted(log, e.getMessage()),
                    "Make it a writable, empty directory on a local disk.",
                    e);
        }
    }

    /** The salted form, because a password may contain the characters of this syntax. */
    private static String scramArgument(KafkaCredentials user) throws GeneralSecurityException {
        byte[] salt = new byte[24];
        new SecureRandom().nextBytes(salt);
        byte[] salted = new ScramFormatter(ScramMechanism.SCRAM_SHA_512)
                .saltedPassword(user.password(), salt, SCRAM_ITERATIONS);
        Base64.Encoder base64 = Base64.getEncoder();
        return "[name=\"%s\",iterations=%d,salt=\"%s\",saltedpassword=\"%s\"]"
                .formatted(user.user(), SCRAM_ITERATIONS, base64.encodeToString(salt), base64.encodeToString(salted));
    }

    @Override
    public synchronized String bootstrapServers() {
        if (identity == null) {
            identity = NodeIdentity.of(settings);
        }
        return settings.reachableHost() + ":" + identity.port();
    }

    @Override
    public synchronized List<Listener> listeners() {
        Listener plain = new Listener(bootstrapServers(), PROTOCOL, List.of(SCRAM), Map.of());
        return tls.map(listener -> List.of(
                        plain,
                        new Listener(
                                settings.reachableHost() + ":" + identity.tlsPort(),
                                "SASL_SSL",
                                List.of(SCRAM, "AWS_MSK_IAM", "OAUTHBEARER"),
                                trust(listener.certificates())),
                        new Listener(
                                settings.reachableHost() + ":" + identity.certificatePort(),
                                "SSL",
                                List.of(),
                                trust(listener.certificates()))))
                .orElse(List.of(plain));
    }

    private static Map<String, String> trust(NodeCertificates certificates) {
        return Map.of(
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                certificates.authority().toString());
    }

    /**
     * What a Kafka client in this process needs to log in by IAM as a role, beside {@code security.protocol} and
     * {@code sasl.mechanism}. Secret: whoever has it can log in as the role, until the node is closed.
     *
     * @param region that it signs for
     * @return empty without {@link KafkaSettings#iam}, or before the start
     */
    public synchronized Map<String, String> roleProperties(String roleArn, String region) {
        Map<String, String> properties = new LinkedHashMap<>();
        tls.ifPresent(listener -> {
            properties.put("bootstrap.servers", settings.reachableHost() + ":" + identity.tlsPort());
            properties.putAll(trust(listener.certificates()));
            properties.put("sasl.client.callback.handler.class", RoleCallbackHandler.class.getName());
            properties.put(
                    "sasl.jaas.config",
                    RoleCallbackHandler.login(IamNodes.registerRole(listener.node(), roleArn), region));
        });
        return properties;
    }

    @Override
    public Map<String, String> clientProperties() {
        return clientProperties(settings.platform().user(), settings.platform().password());
    }

    @Override
    public Map<String, String> clientProperties(String user, String password) {
        return ScramClient.properties(bootstrapServers(), PROTOCOL, user, password);
    }

    @Override
    public void putUser(String user, String password) {
        requireOrdinary(user);
        administration().putUser(user, password);
    }

    @Override
    public void deleteUser(String user) {
        requireOrdinary(user);
        administration().deleteUser(user);
    }

    private void requireOrdinary(String user) {
        if (user.equals(settings.platform().user()) || user.equals("controller")) {
            throw new CrosscurrentException(
                    "kafka.reserved_user",
                    "The Kafka user %s belongs to the platform and is not changed here.".formatted(user),
                    "Choose another user name.");
        }
    }

    @Override
    public synchronized void acceptClientsOf(List<String> authorities) {
        tls.ifPresent(listener -> {
            List<String> all = new ArrayList<>(List.of(listener.certificates().authorityText()));
            all.addAll(authorities);
            administration().setting(NodeConfiguration.CLIENT_AUTHORITIES, String.join("\n", all));
        });
    }

    @Override
    public void createTopics(List<TopicRequest> topics) {
        administration().createTopics(topics);
    }

    @Override
    public void deleteTopics(List<String> topics) {
        administration().deleteTopics(topics);
    }

    @Override
    public List<TopicDescription> topics() {
        return administration().topics();
    }

    private synchronized ClusterAdministration administration() {
        if (administration == null) {
            throw new CrosscurrentException(
                    "kafka.not_started",
                    "Kafka in %s is not running.".formatted(settings.directory()),
                    "Start it first.");
        }
        return administration;
    }

    @Override
    public synchronized void close() {
        if (administration != null) {
            administration.close();
            administration = null;
        }
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
            server = null;
        }
        tls.ifPresent(listener -> IamNodes.unregister(listener.node()));
    }
}
