/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.crosscurrent.engines.kafka.EmbeddedKafka;
import io.crosscurrent.engines.kafka.KafkaCredentials;
import io.crosscurrent.engines.kafka.KafkaSettings;
import io.crosscurrent.server.dms.Arns;
import io.crosscurrent.server.dms.DmsCalls;
import io.crosscurrent.server.fake.PlaneExtension;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;

/** Lines of {@code docs/reference/security.md} that belong to no service alone, tried at the listener. */
class ThreatsIT {
    @RegisterExtension
    static final PlaneExtension PLANES = new PlaneExtension();

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static HttpRequest.Builder request() {
        return HttpRequest.newBuilder(PLANES.plane().plane.address().resolve("/"));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void nothingListensBeyondLoopback() throws Exception {
        int port = PLANES.plane().plane.port();
        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .toList();
        for (InetAddress address : others) {
            try (Socket socket = new Socket()) {
                assertThatThrownBy(() -> socket.connect(new InetSocketAddress(address, port), 5_000))
                        .as("%s port %d", address, port)
                        .isInstanceOf(ConnectException.class);
            }
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            assertThat(socket.isConnected()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AmazonDMSv20160101.DescribeEndpoints",
                "secretsmanager.ListSecrets",
                "KinesisAnalytics_20180523.ListApplications",
                "Logs_20140328.DescribeLogGroups",
                "AmazonSSM.GetParameter",
                "Crosscurrent_20261101.GetStatus"
            })
    void noServiceAnswersWithoutASignature(String target) throws Exception {
        HttpResponse<String> answer = send(request()
                .header("X-Amz-Target", target)
                .header("Content-Type", "application/x-amz-json-1.1")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
        assertThat(answer.statusCode()).as(answer.body()).isIn(400, 403);
        assertThat(answer.body()).containsIgnoringCase("auth");
    }

    @Test
    void noFormOrPathIsAnsweredWithoutASignature() throws Exception {
        for (String action : List.of("ListStacks", "ListUsers", "GetCallerIdentity")) {
            HttpResponse<String> answer = send(request()
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("Action=" + action + "&Version=2010-05-15")));
            assertThat(answer.statusCode()).as(action).isBetween(400, 403);
        }
        HttpRequest.Builder clusters =
                HttpRequest.newBuilder(PLANES.plane().plane.address().resolve("/v1/clusters"));
        assertThat(send(clusters).statusCode()).isBetween(400, 404);
    }

    @Test
    void aBodyOfMoreThanSixMegabytesIsNotRead() throws Exception {
        HttpResponse<String> answer = send(request()
                .header("X-Amz-Target", "secretsmanager.PutSecretValue")
                .header("Content-Type", "application/x-amz-json-1.1")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[7 << 20])));
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("RequestEntityTooLarge");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "http://169.254.169.254/latest/meta-data/",
                "http://127.0.0.1:1/bucket/template.yaml",
                "http://localhost/bucket/template.yaml",
                "https://s3.amazonaws.com/bucket/template.yaml",
                "jar:file:/x.jar!/t"
            })
    void noTemplateIsFetchedFromElsewhere(String address) {
        try (CloudFormationClient stacks = stacks()) {
            assertThatThrownBy(() -> stacks.createStack(r -> r.stackName("s").templateURL(address)))
                    .hasMessageContaining("TemplateURL must point to an object in the store of this server");
        }
    }

    private static CloudFormationClient stacks() {
        return CloudFormationClient.builder()
                .endpointOverride(PLANES.plane().plane.address())
                .region(Region.US_EAST_1)
                .credentialsProvider(PLANES.plane().credentials())
                .build();
    }

    static Stream<String> greedyTemplates() {
        StringBuilder resources = new StringBuilder("Resources:\n");
        for (int i = 0; i <= 500; i++) {
            resources.append("  R").append(i).append(": {Type: 'AWS::EC2::VPC'}\n");
        }
        StringBuilder bomb = new StringBuilder("A0: &a0 [x]\n");
        for (int i = 1; i < 60; i++) {
            bomb.append("A%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        return Stream.of(
                resources.toString(),
                bomb + "Resources: {}",
                "Resources: " + "{a: ".repeat(100) + "1" + "}".repeat(100),
                "{\"Resources\": " + "{\"a\": ".repeat(100) + "1" + "}".repeat(101));
    }

    @ParameterizedTest
    @MethodSource("greedyTemplates")
    void aTemplateThatWouldExhaustMemoryIsRefused(String template) {
        try (CloudFormationClient stacks = stacks()) {
            assertThatThrownBy(() -> stacks.validateTemplate(r -> r.templateBody(template)))
                    .isInstanceOfSatisfying(CloudFormationException.class, refusal -> assertThat(refusal.statusCode())
                            .isEqualTo(400));
        }
    }

    @Test
    void noEndpointReachesALinkLocalAddress() {
        DmsCalls calls = new DmsCalls(PLANES);
        String endpoint = plain(calls, "metadata", "169.254.169.254:80");
        assertThat(failureOfTest(calls, endpoint)).contains("169.254.169.254 has a link-local address");
    }

    @Test
    void noBrokerSendsTheServerToALinkLocalAddress(@TempDir Path directory) throws IOException {
        List<Integer> ports = freePorts(3);
        String own = "CLIENT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d,".formatted(ports.get(0), ports.get(1));
        KafkaSettings settings = KafkaSettings.in(directory, new KafkaCredentials("platform", "pw-of-platform"))
                .withPort(ports.get(0))
                .withControllerPort(ports.get(1))
                .withOverrides(Map.of(
                        "listeners", own + "AWAY://127.0.0.1:" + ports.get(2),
                        "advertised.listeners", own + "AWAY://169.254.169.254:80",
                        "listener.security.protocol.map",
                                "CLIENT:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT,AWAY:PLAINTEXT"));
        try (EmbeddedKafka kafka = new EmbeddedKafka(settings)) {
            kafka.start();
            DmsCalls calls = new DmsCalls(PLANES);
            String endpoint = plain(calls, "sent-away", "127.0.0.1:" + ports.get(2));
            assertThat(failureOfTest(calls, endpoint)).contains("169.254.169.254 has a link-local address");
            String task = calls.task("sent-away", "cdc", "{}", calls.source("sent-from", "db"), endpoint);
            calls.begin(task, "start-replication");
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () -> assertThat(calls.describe(task).status()).isEqualTo("failed"));
            assertThat(calls.describe(task).lastFailureMessage()).contains("169.254.169.254 has a link-local address");
            assertThat(PLANES.connect().configurations).doesNotContainKey("task-" + Arns.id(task));
        }
    }

    private static List<Integer> freePorts(int count) throws IOException {
        List<Integer> ports = new ArrayList<>();
        List<ServerSocket> held = new ArrayList<>();
        for (int each = 0; each < count; each++) {
            ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            held.add(socket);
            ports.add(socket.getLocalPort());
        }
        for (ServerSocket socket : held) {
            socket.close();
        }
        return ports;
    }

    private static String plain(DmsCalls calls, String name, String broker) {
        return calls.endpoint(r -> r.endpointIdentifier(name)
                .endpointType("target")
                .engineName("kafka")
                .kafkaSettings(k -> k.broker(broker)));
    }

    private static String failureOfTest(DmsCalls calls, String endpoint) {
        String instance = calls.instance();
        calls.dms().testConnection(r -> r.replicationInstanceArn(instance).endpointArn(endpoint));
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> calls.dms()
                                .describeConnections(r -> r.filters(DmsCalls.filter("endpoint-arn", endpoint)))
                                .connections()
                                .get(0),
                        connection -> connection.status().equals("failed"))
                .lastFailureMessage();
    }

    @Test
    void keysStandInFilesOfTheirOwnerAlone() throws IOException {
        for (String name : List.of("seal.key", "access-key")) {
            Path file = PLANES.directory().resolve(name);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .as(name)
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void theStoreHoldsNoSecretInClear() throws IOException {
        String secret = "a-secret-that-is-looked-for";
        PLANES.plane().secrets.createSecret(r -> r.name("looked-for").secretString(secret));
        new DmsCalls(PLANES).endpoint(r -> r.endpointIdentifier("sealed")
                .endpointType("source")
                .engineName("mysql")
                .serverName("db")
                .username("u")
                .password(secret));
        try (Stream<Path> files = Files.walk(PLANES.directory())) {
            assertThat(files.filter(Files::isRegularFile)).isNotEmpty().allSatisfy(file -> assertThat(
                            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                    .as("%s", file)
                    .doesNotContain(secret));
        }
    }
}
