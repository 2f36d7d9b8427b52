/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.kafka;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.engines.kafka.iam.IamAccess;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Future;

/**
 * How an embedded Kafka node runs. Immutable; {@code with…} methods give changed copies:
 * {@code KafkaSettings.in(directory, platform).withPort(9096)}.
 *
 * @param directory owned by the node: its log, and {@code node.properties} with ids and the ports once chosen
 * @param platform the platform's own user, a super user. Its password belongs to the directory: it is written when the
 *     directory is formatted and must be the same at every later start
 * @param host address the client listener is bound to; 127.0.0.1 unless told otherwise
 * @param advertisedHost name under which clients are told to come; must be set when host is a wildcard
 * @param port of the client listener; 0: chosen at the first start and remembered
 * @param controllerPort always bound to 127.0.0.1; 0: chosen at the first start and remembered
 * @param reservedPrefix topics, groups and transactional ids that start so are closed to ordinary users
 * @param iam who knows access keys, complete once logins can be checked. When given, there are two more listeners, with TLS:
 *     one for SCRAM-SHA-512 and AWS_MSK_IAM, one for client certificates; their ports are chosen once and remembered
 * @param overrides further broker properties; they win over ours
 */
public record KafkaSettings(
        Path directory,
        KafkaCredentials platform,
        String host,
        String advertisedHost,
        int port,
        int controllerPort,
        String reservedPrefix,
        Optional<Future<? extends IamAccess>> iam,
        Map<String, String> overrides) {
    /** Kafka's own internal topics start like this, and so do those of the embedded Connect worker. */
    public static final String RESERVED_PREFIX = "__";

    public KafkaSettings {
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(platform, "platform");
        overrides = Map.copyOf(overrides);
        if (advertisedHost.isEmpty() && (host.equals("0.0.0.0") || host.equals("::"))) {
            throw new CrosscurrentException(
                    "kafka.advertised_host",
                    "Kafka is to listen on every address (%s), so its clients need a name to connect to."
                            .formatted(host),
                    "Set the advertised host to a name or address that clients can reach.");
        }
    }

    /** Loopback only, ports chosen once. */
    public static KafkaSettings in(Path directory, KafkaCredentials platform) {
        return new KafkaSettings(
                directory, platform, "127.0.0.1", "", 0, 0, RESERVED_PREFIX, Optional.empty(), Map.of());
    }

    public KafkaSettings withHost(String host, String advertisedHost) {
        return new KafkaSettings(
                directory, platform, host, advertisedHost, port, controllerPort, reservedPrefix, iam, overrides);
    }

    public KafkaSettings withPort(int port) {
        return new KafkaSettings(
                directory, platform, host, advertisedHost, port, controllerPort, reservedPrefix, iam, overrides);
    }

    public KafkaSettings withControllerPort(int controllerPort) {
        return new KafkaSettings(
                directory, platform, host, advertisedHost, port, controllerPort, reservedPrefix, iam, overrides);
    }

    public KafkaSettings withIam(Future<? extends IamAccess> access) {
        return new KafkaSettings(
                directory,
                platform,
                host,
                advertisedHost,
                port,
                controllerPort,
                reservedPrefix,
                Optional.of(access),
                overrides);
    }

    public KafkaSettings withOverrides(Map<String, String> overrides) {
        return new KafkaSettings(
                directory, platform, host, advertisedHost, port, controllerPort, reservedPrefix, iam, overrides);
    }

    /** The name clients are given. */
    public String reachableHost() {
        return advertisedHost.isEmpty() ? host : advertisedHost;
    }
}
