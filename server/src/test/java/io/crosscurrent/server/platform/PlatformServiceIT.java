/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosscurrent.engines.kafka.EmbeddedKafka;
import io.crosscurrent.server.ControlPlane;
import io.crosscurrent.server.ControlPlaneSettings;
import io.crosscurrent.server.engine.Engines;
import io.crosscurrent.server.fake.PlaneExtension;
import io.crosscurrent.server.fake.PlatformClient;
import io.crosscurrent.server.fake.TestPlane;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

class PlatformServiceIT {
    @RegisterExtension
    static final PlaneExtension PLANES = new PlaneExtension();

    private static EmbeddedKafka kafka;
    private static TestPlane plane;
    private static PlatformClient client;

    @BeforeAll
    static void start() {
        kafka = PLANES.kafka();
        plane = PLANES.plane();
        client = client(plane.plane);
    }

    private static PlatformClient client(ControlPlane plane) {
        return new PlatformClient(
                plane.address(),
                AwsBasicCredentials.create(
                        plane.rootKey().accessKeyId(), plane.rootKey().secret()));
    }

    @Test
    void topicsAreMadeReadPageByPageAndDeleted() throws Exception {
        // Given
        client.call("CreateTopics", "{\"topics\": [{\"name\": \"t\"}]}");
        send("k1", "one");
        send(null, "two");
        // When
        JsonNode first = client.call("ReadTopic", "{\"topic\": \"t\", \"maxRecords\": 1, \"waitMillis\": 10000}");
        JsonNode second = client.call(
                "ReadTopic",
                "{\"topic\": \"t\", \"waitMillis\": 10000, \"cursor\": \""
                        + first.path("cursor").asText() + "\"}");
        JsonNode third = client.call(
                "ReadTopic",
                "{\"topic\": \"t\", \"waitMillis\": 0, \"cursor\": \""
                        + second.path("cursor").asText() + "\"}");
        // Then
        assertThat(first.path("records")).hasSize(1);
        assertThat(first.at("/records/0/key").asText()).isEqualTo("k1");
        assertThat(first.at("/records/0/value").asText()).isEqualTo("one");
        assertThat(second.at("/records/0/key").isNull()).isTrue();
        assertThat(second.at("/records/0/value").asText()).isEqualTo("two");
        assertThat(third.path("records")).isEmpty();
        assertThat(client.call("ListTopics", "{}").path("topics").findValuesAsText("name"))
                .contains("t");
        client.call("DeleteTopics", "{\"names\": [\"t\"]}");
        assertThat(client.call("ReadTopic", "{\"topic\": \"t\"}").path("code").asText())
                .isEqualTo("topic.unknown");
    }

    @Test
    void mappingsAreShownForTheTablesThereAre() {
        String source = plane.dms
                .createEndpoint(r -> r.endpointIdentifier("mapped")
                        .endpointType("source")
                        .engineName("mysql")
                        .serverName("db")
                        .username("u")
                        .password("p"))
                .endpoint()
                .endpointArn();
        JsonNode answer = client.call(
                "CheckMapping",
                "{\"endpointArn\": \"" + source + "\", \"tableMappings\": \"{\\\"rules\\\":["
                        + "{\\\"rule-type\\\":\\\"selection\\\",\\\"rule-id\\\":1,\\\"rule-name\\\":\\\"a\\\",\\\"rule-action\\\":\\\"include\\\",\\\"object-locator\\\":{\\\"schema-name\\\":\\\"%\\\",\\\"table-name\\\":\\\"%\\\"}},"
                        + "{\\\"rule-type\\\":\\\"transformation\\\",\\\"rule-id\\\":2,\\\"rule-name\\\":\\\"b\\\",\\\"rule-target\\\":\\\"table\\\",\\\"rule-action\\\":\\\"add-prefix\\\",\\\"value\\\":\\\"x_\\\",\\\"object-locator\\\":{\\\"schema-name\\\":\\\"%\\\",\\\"table-name\\\":\\\"%\\\"}}]}\"}");
        assertThat(answer.at("/tables/0/table").asText()).isEqualTo("orders");
        assertThat(answer.at("/tables/0/targetTable").asText()).isEqualTo("x_orders");
        assertThat(answer.at("/tables/0/topic").asText()).isEqualTo("kafka-default-topic");
        assertThat(answer.at("/tables/0/key/0").asText()).isEqualTo("orderNumber");
        assertThat(answer.at("/tables/0/columns").findValuesAsText("name")).containsExactly("orderNumber", "status");
        assertThat(client.call("CheckMapping", "{\"endpointArn\": \"" + source + "\", \"tableMappings\": \"{}\"}")
                        .path("message")
                        .asText())
                .contains("rules");
        plane.dms.deleteEndpoint(r -> r.endpointArn(source));
    }

    @Test
    void statementsRunInSessionsWithTheCatalogue() {
        String session = client.call("OpenSession", "{}").path("sessionId").asText();
        assertThat(plane.sql.opened).containsExactly("USE CATALOG crosscurrent");
        String run = client.call(
                        "ExecuteStatement", "{\"sessionId\": \"" + session + "\", \"statement\": \"SELECT 1\"}")
                .path("runId")
                .asText();
        JsonNode page = client.call("FetchResults", "{\"runId\": \"" + run + "\"}");
        assertThat(page.at("/rows/0/values/0").asText()).isEqualTo("SELECT 1");
        assertThat(page.at("/rows/0/values/1").isNull()).isTrue();
        assertThat(page.path("ended").asBoolean()).isTrue();
        assertThat(page.path("jobId").asText()).isEqualTo("job-1");
        JsonNode failure =
                client.call("ExecuteStatement", "{\"sessionId\": \"" + session + "\", \"statement\": \"BROKEN\"}");
        assertThat(failure.path("__type").asText()).isEqualTo("SqlFailed");
        assertThat(failure.path("code").asText()).isEqualTo("sql.failed");
        assertThat(failure.path("line").asInt()).isEqualTo(1);
        client.call("CloseSession", "{\"sessionId\": \"" + session + "\"}");
        assertThat(client.call("ExecuteStatement", "{\"sessionId\": \"" + session + "\", \"statement\": \"SELECT 1\"}")
                        .path("code")
                        .asText())
                .isEqualTo("sql.unknown_session");
        assertThat(client.call("ListJobs", "{}").at("/jobs/0/state").asText()).isEqualTo("RUNNING");
    }

    @Test
    void previewsListFindings() {
        JsonNode findings = client.call("PreviewConnection", "{\"endpointArn\": \"arn:none\"}")
                .path("findings");
        assertThat(findings.at("/0/level").asText()).isEqualTo("FAILED");
    }

    @Test
    void statusNamesEveryComponent() {
        JsonNode status = client.call("GetStatus", "{}");
        assertThat(status.path("components").findValuesAsText("name"))
                .contains("control-plane", "store", "kafka", "connect", "flink");
        assertThat(status.path("kafkaUser").asText()).isEqualTo("platform");
        assertThat(status.toString()).doesNotContain("password");
    }

    @Test
    void answersWhileEnginesAreStillStarting(@TempDir Path other) {
        Engines engines = new Engines(
                new CompletableFuture<>(),
                CompletableFuture.failedFuture(new IllegalStateException("no room")),
                new CompletableFuture<>(),
                Duration.ofMillis(50));
        try (ControlPlane starting = ControlPlane.start(ControlPlaneSettings.in(other, engines))) {
            JsonNode status = client(starting).call("GetStatus", "{}");
            assertThat(status.path("components").findValuesAsText("state")).contains("starting", "failed");
            JsonNode topics = client(starting).call("ListTopics", "{}");
            assertThat(topics.path("__type").asText()).isEqualTo("EngineStarting");
            assertThat(topics.path("remedy").asText()).isEqualTo("Try again in a few seconds.");
            assertThat(client(starting).call("Nonsense", "{}").path("__type").asText())
                    .isEqualTo("UnknownOperationException");
        }
    }

    private static void send(String key, String value) throws Exception {
        Map<String, Object> properties = new HashMap<>(kafka.clientProperties());
        ByteArraySerializer bytes = new ByteArraySerializer();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(properties, bytes, bytes)) {
            producer.send(new ProducerRecord<>("t", key == null ? null : key.getBytes(), value.getBytes()))
                    .get(20, TimeUnit.SECONDS);
        }
    }
}
