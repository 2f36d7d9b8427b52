/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.scale;

import io.crosscurrent.engines.kafka.tls.NodeCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Three brokers, each a controller too; clients log in by SASL over TLS, under an authority of their own; everything is replicated three times. */
final class KafkaNodes implements AutoCloseable {
    private static final int COUNT = 3;
    private static final String CLUSTER = "U2NhbGVPdXRTY2FsZU91dA";
    private static final String JAAS =
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"scale\" password=\"scale-pw\"";

    private final List<Node> nodes = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();
    private final NodeCertificates certificates;

    private KafkaNodes(NodeCertificates certificates) {
        this.certificates = certificates;
    }

    static KafkaNodes start(Path directory) throws IOException, InterruptedException {
        KafkaNodes cluster = new KafkaNodes(NodeCertificates.in(directory.resolve("tls"), Set.of()));
        List<Integer> controllers = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            cluster.ports.add(Node.freePort());
            controllers.add(Node.freePort());
        }
        List<Path> configurations = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            Path file = directory.resolve("broker-" + i + ".properties");
            Files.writeString(file, cluster.configuration(i, controllers, directory.resolve("broker-" + i)));
            configurations.add(file);
        }
        List<Node> formats = new ArrayList<>();
        for (Path file : configurations) {
            formats.add(java(directory, "kafka.tools.StorageTool", "format", "-t", CLUSTER, "-c", file.toString()));
        }
        for (Node format : formats) {
            format.awaitEnd();
        }
        for (Path file : configurations) {
            cluster.nodes.add(java(directory, "kafka.Kafka", file.toString()));
        }
        return cluster;
    }

    private static Node java(Path directory, String main, String... arguments) throws IOException {
        String file = Path.of(arguments[arguments.length - 1]).getFileName().toString();
        return Node.start(
                directory,
                file + "-" + main,
                Node.othersClasses(),
                List.of("-Xmx256m"),
                Map.of(),
                main,
                List.of(arguments));
    }

    private String configuration(int index, List<Integer> controllers, Path data) throws IOException {
        StringBuilder voters = new StringBuilder();
        for (int i = 0; i < COUNT; i++) {
            voters.append(i == 0 ? "" : ",").append(i + 1).append("@127.0.0.1:").append(controllers.get(i));
        }
        int inner = Node.freePort();
        return """
                process.roles=broker,controller
                node.id=%1$d
                controller.quorum.voters=%2$s
                listeners=CLIENT://127.0.0.1:%3$d,INNER://127.0.0.1:%4$d,CONTROLLER://127.0.0.1:%5$d
                advertised.listeners=CLIENT://127.0.0.1:%3$d,INNER://127.0.0.1:%4$d
                listener.security.protocol.map=CLIENT:SASL_SSL,INNER:PLAINTEXT,CONTROLLER:PLAINTEXT
                inter.broker.listener.name=INNER
                controller.listener.names=CONTROLLER
                listener.name.client.ssl.keystore.type=PEM
                listener.name.client.ssl.keystore.location=%8$s
                sasl.enabled.mechanisms=PLAIN
                listener.name.client.plain.sasl.jaas.config=%6$s user_scale="scale-pw";
                default.replication.factor=3
                min.insync.replicas=2
                offsets.topic.replication.factor=3
                offsets.topic.num.partitions=3
                transaction.state.log.replication.factor=3
                transaction.state.log.num.partitions=3
                group.initial.rebalance.delay.ms=0
                log.dirs=%7$s
                """
                .formatted(
                        index + 1,
                        voters,
                        ports.get(index),
                        inner,
                        controllers.get(index),
                        JAAS,
                        data,
                        certificates.keyStore());
    }

    /** What a client needs, as a file of properties has it. */
    Map<String, String> clientProperties() {
        return Map.of(
                "bootstrap.servers",
                ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(",")),
                "security.protocol",
                "SASL_SSL",
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                certificates.authority().toString(),
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                JAAS + ";");
    }

    @Override
    public void close() throws InterruptedException {
        for (Node node : nodes) {
            node.close();
        }
    }
}
