/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.kafka;

import io.crosscurrent.core.failure.CrosscurrentException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A Kafka cluster that somebody else runs, reached with the client properties given. Needs a user who may create topics
 * and, for {@link #putUser}, alter SCRAM credentials. {@link #start()} only checks that a broker answers.
 */
public final class RemoteKafka implements KafkaEngine {
    private final Map<String, String> properties;
    private ClusterAdministration administration;

    /** @param properties of a Kafka client; {@code bootstrap.servers} is required */
    public RemoteKafka(Map<String, String> properties) {
        if (properties.getOrDefault("bootstrap.servers", "").isBlank()) {
            throw new CrosscurrentException(
                    "kafka.bootstrap_servers",
                    "The client properties of the Kafka cluster name no bootstrap.servers.",
                    "Set bootstrap.servers to host:port, or several of them separated by commas.");
        }
        this.properties = Map.copyOf(properties);
    }

    @Override
    public void start() {
        administration().clusterId();
    }

    @Override
    public String bootstrapServers() {
        return properties.get("bootstrap.servers");
    }

    @Override
    public List<Listener> listeners() {
        String protocol = properties.getOrDefault("security.protocol", "PLAINTEXT");
        Map<String, String> trust = new LinkedHashMap<>();
        properties.forEach((name, value) -> {
            if (name.startsWith("ssl.")) {
                trust.put(name, value);
            }
        });
        List<String> mechanisms =
                protocol.startsWith("SASL_") ? List.of(properties.getOrDefault("sasl.mechanism", "GSSAPI")) : List.of();
        return List.of(new Listener(bootstrapServers(), protocol, mechanisms, trust));
    }

    @Override
    public Map<String, String> clientProperties() {
        return properties;
    }

    @Override
    public Map<String, String> clientProperties(String user, String password) {
        String mechanism = mechanism();
        Map<String, String> changed = new LinkedHashMap<>(properties);
        String module = mechanism.equals("PLAIN")
                ? "org.apache.kafka.common.security.plain.PlainLoginModule"
                : "org.apache.kafka.common.security.scram.ScramLoginModule";
        changed.put(
                "sasl.jaas.config",
                "%s required username=\"%s\" password=\"%s\";"
                        .formatted(module, ScramClient.quoted(user), ScramClient.quoted(password)));
        return changed;
    }

    private String mechanism() {
        String mechanism = properties.getOrDefault("sasl.mechanism", "");
        if (!mechanism.startsWith("SCRAM-") && !mechanism.equals("PLAIN")) {
            throw new CrosscurrentException(
                    "kafka.no_passwords",
                    "Clients of Kafka at %s do not log in with a password (sasl.mechanism is \"%s\")."
                            .formatted(bootstrapServers(), mechanism),
                    "Use the cluster with its own credentials, or give it a SCRAM-SHA-512 listener.");
        }
        return mechanism;
    }

    @Override
    public void putUser(String user, String password) {
        administration().putUser(user, password);
    }

    @Override
    public void deleteUser(String user) {
        administration().deleteUser(user);
    }

    @Override
    public void acceptClientsOf(List<String> authorities) {}

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
            administration = new ClusterAdministration(properties);
        }
        return administration;
    }

    @Override
    public synchronized void close() {
        if (administration != null) {
            administration.close();
            administration = null;
        }
    }
}
