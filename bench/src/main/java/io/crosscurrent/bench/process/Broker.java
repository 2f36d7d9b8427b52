/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.ReplicaInfo;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Kafka's own broker, one node, in its own process, with an administration client. */
public final class Broker implements AutoCloseable {
    private static final int NODE = 1;
    private static final int START_LIMIT_SECONDS = 60;

    private final JavaProcess process;
    private final Admin admin;
    private final String address;

    private Broker(JavaProcess process, Admin admin, String address) {
        this.process = process;
        this.admin = admin;
        this.address = address;
    }

    /** @param directory for its data and log; must be empty */
    public static Broker start(Libraries libraries, Path directory) throws IOException, InterruptedException {
        String library = libraries.of("kafka").toString();
        int port = freePort();
        int controller = freePort();
        Path configuration = directory.resolve("broker.properties");
        Files.writeString(
                configuration,
                """
                process.roles=broker,controller
                node.id=1
                controller.quorum.bootstrap.servers=127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                controller.listener.names=CONTROLLER
                log.dirs=%3$s
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=4
                add.partitions.to.txn.retry.backoff.ms=1
                group.initial.rebalance.delay.ms=0
                auto.create.topics.enable=false
                """
                        .formatted(port, controller, directory.resolve("data")));
        List<String> format =
                List.of("format", "--standalone", "-t", "YmVuY2htYXJrYmVuY2htYQ", "-c", configuration.toString());
        try (JavaProcess formatting = JavaProcess.start(
                libraries, directory, JavaProgram.kafka("format", library, "kafka.tools.StorageTool", format))) {
            formatting.awaitEnd(START_LIMIT_SECONDS);
        }
        JavaProcess process = JavaProcess.start(
                libraries,
                directory,
                JavaProgram.kafka("broker", library, "kafka.Kafka", List.of(configuration.toString())));
        String address = "127.0.0.1:" + port;
        Broker broker = new Broker(process, Admin.create(Map.of("bootstrap.servers", address)), address);
        try {
            broker.awaitAnswer();
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
        return broker;
    }

    private void awaitAnswer() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_LIMIT_SECONDS);
        while (true) {
            process.check();
            try {
                admin.describeCluster().nodes().get(2, TimeUnit.SECONDS);
                return;
            } catch (ExecutionException | java.util.concurrent.TimeoutException notYet) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("Kafka did not answer:\n" + process.tail(), notYet);
                }
            }
        }
    }

    /** {@code host:port}. */
    public String address() {
        return address;
    }

    public Admin admin() {
        return admin;
    }

    public long pid() {
        return process.pid();
    }

    /** Creates a topic of one partition, whose records get the broker's time: the same clock for everybody. */
    public void create(String topic) throws InterruptedException {
        NewTopic created = new NewTopic(topic, Optional.of(1), Optional.empty())
                .configs(Map.of("message.timestamp.type", "LogAppendTime"));
        await(admin.createTopics(List.of(created)).all());
    }

    /** What its records take on the disk, as they were sent. */
    public long bytes(String topic) throws InterruptedException {
        return await(admin.describeLogDirs(List.of(NODE)).allDescriptions()).get(NODE).values().stream()
                .map(LogDirDescription::replicaInfos)
                .map(replicas -> replicas.get(new TopicPartition(topic, 0)))
                .filter(Objects::nonNull)
                .mapToLong(ReplicaInfo::size)
                .sum();
    }

    public void delete(String topic) throws InterruptedException {
        await(admin.deleteTopics(List.of(topic)).all());
    }

    /** Where a read_committed reader's world ends: records and transaction markers that count. */
    public long committedEnd(String topic) throws InterruptedException {
        TopicPartition partition = new TopicPartition(topic, 0);
        return await(admin.listOffsets(
                                Map.of(partition, OffsetSpec.latest()),
                                new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                        .partitionResult(partition))
                .offset();
    }

    private static <T> T await(org.apache.kafka.common.KafkaFuture<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
        }
    }

    /** A port that is free now. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        admin.close();
        process.close();
    }
}
