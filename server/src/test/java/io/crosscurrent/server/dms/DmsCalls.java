/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.core.registry.RegistryCodec;
import io.crosscurrent.core.registry.RegistryRecord;
import io.crosscurrent.server.fake.PlaneExtension;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.*;
import software.amazon.awssdk.services.databasemigration.waiters.DatabaseMigrationWaiter;

/** Makes what a task needs, with calls of the AWS SDK for Java. Its passwords begin with {@link #SECRET_TEXT}. */
public final class DmsCalls {
    public static final String SECRET_TEXT = "pw-of-";
    public static final String MAPPINGS =
            """
            {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "1",
              "object-locator": {"schema-name": "salesdb", "table-name": "%"}, "rule-action": "include"}]}""";
    private static final String KAFKA_USER = "dms";
    private static final String KAFKA_PASSWORD = "pw-of-\"dms\\";

    private final PlaneExtension planes;

    public DmsCalls(PlaneExtension planes) {
        this.planes = planes;
    }

    public DatabaseMigrationClient dms() {
        return planes.plane().dms;
    }

    public DatabaseMigrationWaiter waiter() {
        return planes.plane().waiter();
    }

    /** @return the status of the answer */
    public String begin(String task, String type) {
        return dms().startReplicationTask(r -> r.replicationTaskArn(task).startReplicationTaskType(type))
                .replicationTask()
                .status();
    }

    /** A task that the service says is running. */
    public String running(String name, String type, String settings) {
        String task = task(name, type, settings);
        begin(task, "start-replication");
        waiter().waitUntilReplicationTaskRunning(byTask(task));
        return task;
    }

    /** @return its ARN */
    public String task(String name, String type, String settings) {
        return task(name, type, settings, source(name + "-source", "db"), target(name + "-target"));
    }

    public String task(String name, String type, String settings, String source, String target) {
        String instance = instance();
        ReplicationTask task = dms().createReplicationTask(r -> r.replicationTaskIdentifier(name)
                        .replicationInstanceArn(instance)
                        .sourceEndpointArn(source)
                        .targetEndpointArn(target)
                        .migrationType(type)
                        .tableMappings(MAPPINGS)
                        .replicationTaskSettings(settings))
                .replicationTask();
        assertThat(task.status()).isEqualTo("creating");
        return task.replicationTaskArn();
    }

    public String instance() {
        return dms().createReplicationInstance(r -> r.replicationInstanceIdentifier("ri-" + System.nanoTime())
                        .replicationInstanceClass("dms.t3.medium"))
                .replicationInstance()
                .replicationInstanceArn();
    }

    /** A source that is let in, unless the host is {@code nowhere}. */
    public String source(String name, String host) {
        return endpoint(r -> r.endpointIdentifier(name)
                .endpointType("source")
                .engineName("mysql")
                .serverName(host)
                .username("reader")
                .password("pw-of-reader"));
    }

    /** The platform's own Kafka, with a user of its own. */
    public String target(String name) {
        planes.kafka().putUser(KAFKA_USER, KAFKA_PASSWORD);
        return endpoint(r -> r.endpointIdentifier(name)
                .endpointType("target")
                .engineName("kafka")
                .kafkaSettings(k -> k.broker(planes.kafka().bootstrapServers())
                        .topic("orders")
                        .securityProtocol("sasl-ssl")
                        .saslUsername(KAFKA_USER)
                        .saslPassword(KAFKA_PASSWORD)));
    }

    public String endpoint(Consumer<CreateEndpointRequest.Builder> request) {
        return dms().createEndpoint(request).endpoint().endpointArn();
    }

    public ReplicationTask describe(String task) {
        return dms().describeReplicationTasks(byTask(task)).replicationTasks().get(0);
    }

    public List<TableStatistics> tables(String task) {
        return dms().describeTableStatistics(r -> r.replicationTaskArn(task)).tableStatistics();
    }

    /** What a task would write to the registry. */
    public void tell(RegistryRecord entry) throws InterruptedException {
        tell(entry, planes.kafka().clientProperties());
    }

    /** The same on another cluster. @param client properties of a Kafka client that may write there */
    public static void tell(RegistryRecord entry, Map<String, String> client) throws InterruptedException {
        Map<String, Object> properties = new HashMap<>(client);
        ByteArraySerializer bytes = new ByteArraySerializer();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(properties, bytes, bytes)) {
            producer.send(new ProducerRecord<>(
                            RegistryRecord.DEFAULT_TOPIC, RegistryCodec.key(entry), RegistryCodec.value(entry)))
                    .get(20, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("the registry was not written", e);
        }
    }

    public static RegistryRecord statistics(String task, String table, String state, long rows) {
        return new RegistryRecord.Statistics(task, "salesdb", table, state, rows, 400, 5, 9, 1, 2, 3, 0, 12, 0, false);
    }

    public static DescribeReplicationTasksRequest byTask(String task) {
        return DescribeReplicationTasksRequest.builder()
                .filters(filter("replication-task-arn", task))
                .build();
    }

    public static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }

    /** The error code of the service. */
    public static String code(ThrowingCallable call) {
        Throwable failure = Assertions.catchThrowable(call);
        assertThat(failure).isInstanceOf(DatabaseMigrationException.class);
        return ((DatabaseMigrationException) failure).awsErrorDetails().errorCode();
    }
}
