/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.kill;

import io.crosscurrent.connect.SecretConfigProvider;
import io.crosscurrent.engines.connect.ConnectSettings;
import io.crosscurrent.engines.connect.EmbeddedConnect;
import io.crosscurrent.engines.kafka.EmbeddedKafka;
import io.crosscurrent.engines.kafka.KafkaCredentials;
import io.crosscurrent.engines.kafka.KafkaSettings;
import io.crosscurrent.server.access.AccessKeys;
import io.crosscurrent.server.aws.SigningKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.awaitility.Awaitility;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;

/** A control plane in a process of its own that is killed and started again; its Kafka and Kafka Connect live on. */
final class KilledPlane implements AutoCloseable {
    private final Path directory;
    private final Path data;
    private final int port;
    private final SigningKey key;
    private final EmbeddedKafka kafka;
    private final EmbeddedConnect connect;
    private boolean flink;
    private Process process;
    private Steps steps;

    KilledPlane(Path directory) throws IOException {
        this.directory = directory;
        data = Files.createDirectories(directory.resolve("data"));
        port = freePort();
        key = AccessKeys.open(data.resolve("credentials")).root();
        kafka = new EmbeddedKafka(
                KafkaSettings.in(directory.resolve("kafka"), new KafkaCredentials("platform", "pw-of-platform")));
        kafka.start();
        Properties client = new Properties();
        client.putAll(kafka.clientProperties());
        try (var out = Files.newOutputStream(directory.resolve("kafka.properties"))) {
            client.store(out, "the platform's user");
        }
        connect = new EmbeddedConnect(ConnectSettings.on(kafka.clientProperties())
                .withWorkerProperties(Map.of(
                        "config.providers",
                        "crosscurrent",
                        "config.providers.crosscurrent.class",
                        SecretConfigProvider.class.getName(),
                        "config.providers.crosscurrent.param.endpoint",
                        address().toString(),
                        "config.providers.crosscurrent.param.region",
                        "us-east-1",
                        "config.providers.crosscurrent.param.access.key.id",
                        key.accessKeyId(),
                        "config.providers.crosscurrent.param.secret.access.key",
                        key.secret())));
        connect.start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    EmbeddedKafka kafka() {
        return kafka;
    }

    EmbeddedConnect connect() {
        return connect;
    }

    /** Address of the store's database, which can be opened when the process is dead. */
    String store() {
        return "jdbc:h2:file:" + data.resolve("store").resolve("control-plane").toAbsolutePath();
    }

    Steps steps() {
        return steps;
    }

    boolean alive() {
        return process != null && process.isAlive();
    }

    /** Ends it and starts it. @param flink whether it has Flink, whose start costs more than all the rest */
    void restart(boolean flink) throws IOException, InterruptedException {
        kill();
        this.flink = flink;
        start();
    }

    /** Starts it on what an earlier life has left, and waits until it answers. */
    void start() throws IOException {
        int debugPort = freePort();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:" + debugPort,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx400m"));
        for (String opened : List.of("java.lang", "java.net", "java.nio", "java.util", "java.time")) {
            command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
        }
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                PlaneMain.class.getName(),
                data.toString(),
                Integer.toString(port),
                directory.resolve("kafka.properties").toString(),
                connect.address().workers().get(0).toString(),
                connect.address().user(),
                connect.address().password(),
                Boolean.toString(flink)));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("plane.log").toFile()))
                .start();
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest request =
                HttpRequest.newBuilder(address().resolve("/health/live")).build();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException("the control plane ended: " + log());
                    }
                    return http.send(request, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            > 0;
                });
        steps = Steps.of(debugPort, process::destroyForcibly);
    }

    String log() throws IOException {
        String text = Files.readString(directory.resolve("plane.log"));
        return text.substring(Math.max(0, text.length() - 6_000));
    }

    /** Waits for the end of a process that is killed. */
    void awaitDeath() throws InterruptedException {
        process.waitFor();
    }

    void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    /** A client that does not repeat what fails, and keeps no connection that a kill would have cut. */
    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return builder.endpointOverride(address())
                .region(Region.US_EAST_1)
                .httpClient(ApacheHttpClient.create())
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(key.accessKeyId(), key.secret())))
                .overrideConfiguration(
                        o -> o.retryStrategy(retries -> retries.maxAttempts(1)).putHeader("Connection", "close"))
                .build();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
        connect.close();
        kafka.close();
    }
}
