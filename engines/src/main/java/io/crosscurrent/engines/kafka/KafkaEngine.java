/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.kafka;

import java.util.List;
import java.util.Map;

/** Kafka, embedded or remote: how clients reach it, and users and topics on it. Safe for use by several threads. */
public interface KafkaEngine extends AutoCloseable {
    /** Starts it, or checks that it answers; at most about 60 s. */
    void start();

    /** {@code host:port[,host:port…]} for clients outside this process. */
    String bootstrapServers();

    /** Every address with how clients log in there; the first is {@link #bootstrapServers()}. */
    List<Listener> listeners();

    /** Client properties of the platform's own user: bootstrap servers, security protocol, SASL. Secret: never log them. */
    Map<String, String> clientProperties();

    /** Client properties for another user of the same listener. */
    Map<String, String> clientProperties(String user, String password);

    /** Creates a SCRAM-SHA-512 user or sets its password. */
    void putUser(String user, String password);

    void deleteUser(String user);

    /**
     * Says which clients may log in by a certificate, on the listener with protocol {@code SSL}; holds for new
     * connections a moment later. A cluster of somebody else has its own rules and is left as it is.
     *
     * @param authorities certificates in PEM; a client's must be one of them or issued by one
     */
    void acceptClientsOf(List<String> authorities);

    /** Creates the topics that do not exist yet; those who list or read topics find them from then on. */
    void createTopics(List<TopicRequest> topics);

    void deleteTopics(List<String> topics);

    /** Topics of users: those whose names start with {@code __} belong to Kafka and Connect and are left out. */
    List<TopicDescription> topics();

    /** Stops what it started; for a remote cluster closes clients. Idempotent. */
    @Override
    void close();

    /**
     * Where clients come.
     *
     * @param bootstrapServers {@code host:port[,host:port…]}
     * @param protocol {@code PLAINTEXT}, {@code SSL}, {@code SASL_PLAINTEXT} or {@code SASL_SSL}
     * @param mechanisms of SASL; none without it
     * @param trust client properties by which its certificate is trusted; none when the Java runtime trusts it anyway
     */
    record Listener(String bootstrapServers, String protocol, List<String> mechanisms, Map<String, String> trust) {}

    /** @param partitions at least 1; @param replicas -1 for the broker's default */
    record TopicRequest(String name, int partitions, int replicas, Map<String, String> config) {}

    /** @param records end offsets minus start offsets: an upper bound, transaction markers included */
    record TopicDescription(String name, int partitions, long records) {}
}
