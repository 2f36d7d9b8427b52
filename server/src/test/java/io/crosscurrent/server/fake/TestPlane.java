/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.fake;

import io.crosscurrent.engines.kafka.KafkaEngine;
import io.crosscurrent.engines.sql.SqlEngine;
import io.crosscurrent.server.ControlPlane;
import io.crosscurrent.server.ControlPlaneSettings;
import io.crosscurrent.server.engine.Engines;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.waiters.DatabaseMigrationWaiter;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** A control plane over a real Kafka, a fake Connect and a fake SQL engine unless a real one is given, with clients for it. */
public final class TestPlane implements AutoCloseable {
    public final FakeSql sql = new FakeSql();
    public final ControlPlane plane;
    public final DatabaseMigrationClient dms;
    public final SecretsManagerClient secrets;

    public TestPlane(Path directory, KafkaEngine kafka, FakeConnect connect) {
        this(directory, kafka, connect, null);
    }

    /** @param flink null for the fake one */
    public TestPlane(Path directory, KafkaEngine kafka, FakeConnect connect, SqlEngine flink) {
        Engines engines = new Engines(
                CompletableFuture.completedFuture(kafka),
                CompletableFuture.completedFuture(connect),
                CompletableFuture.completedFuture(flink == null ? sql : flink),
                Duration.ofSeconds(5));
        plane = ControlPlane.start(ControlPlaneSettings.in(directory, engines)
                .withSessionOpening(flink == null ? List.of("USE CATALOG crosscurrent") : List.of()));
        dms = DatabaseMigrationClient.builder()
                .endpointOverride(plane.address())
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials())
                .build();
        secrets = SecretsManagerClient.builder()
                .endpointOverride(plane.address())
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials())
                .build();
    }

    public StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(
                plane.rootKey().accessKeyId(), plane.rootKey().secret()));
    }

    /** The SDK's waiters with their own rules of success and failure, only quicker. */
    public DatabaseMigrationWaiter waiter() {
        return DatabaseMigrationWaiter.builder()
                .client(dms)
                .overrideConfiguration(o -> o.maxAttempts(200).backoffStrategyV2(attempt -> Duration.ofMillis(100)))
                .build();
    }

    /** What a Prometheus that has the root access key reads. */
    public String metrics() throws IOException, InterruptedException {
        String login = plane.rootKey().accessKeyId() + ":" + plane.rootKey().secret();
        HttpRequest request = HttpRequest.newBuilder(plane.address().resolve("/metrics"))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Override
    public void close() {
        dms.close();
        secrets.close();
        plane.close();
    }
}
