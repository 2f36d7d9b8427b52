/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.engines.connect.ConnectEngine;
import io.crosscurrent.engines.kafka.KafkaEngine;
import io.crosscurrent.engines.sql.SqlEngine;
import io.crosscurrent.server.ControlPlane;
import io.crosscurrent.server.ControlPlaneSettings;
import io.crosscurrent.server.engine.Engines;
import io.crosscurrent.server.fake.FakeConnect;
import io.crosscurrent.server.fake.FakeSql;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages that watch the platform, over HTTP; its engines start and fail as the test says. */
class MonitoringPagesIT {
    @TempDir
    Path directory;

    private final CompletableFuture<KafkaEngine> kafka = new CompletableFuture<>();
    private final CompletableFuture<ConnectEngine> connect = new CompletableFuture<>();
    private final CompletableFuture<SqlEngine> sql = new CompletableFuture<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private ControlPlane plane;

    @BeforeEach
    void start() {
        plane = ControlPlane.start(
                ControlPlaneSettings.in(directory, new Engines(kafka, connect, sql, Duration.ofMillis(10))));
    }

    @AfterEach
    void stop() {
        plane.close();
    }

    @Test
    void readinessNamesWhatIsNotThere() throws Exception {
        connect.complete(new FakeConnect());
        sql.completeExceptionally(new CrosscurrentException("sql.port", "Port 8081 is taken by 'secret'.", "Free it."));
        HttpResponse<String> ready = get("/health/ready", null);
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).isEqualTo("kafka is starting\nflink is failed\n");
        assertThat(get("/health", null).statusCode()).isEqualTo(503);
        assertThat(get("/health/live", null).statusCode()).isEqualTo(200);
    }

    @Test
    void measuresAreForWhoeverHasAnAccessKey() throws Exception {
        sql.complete(new FakeSql());
        String id = plane.rootKey().accessKeyId();
        for (String login : new String[] {
            null, id + ":wrong", "AKIANOBODY:" + plane.rootKey().secret()
        }) {
            HttpResponse<String> refused = get("/metrics", login);
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.headers().firstValue("WWW-Authenticate"))
                    .hasValueSatisfying(value -> assertThat(value).startsWith("Basic "));
            assertThat(refused.body()).doesNotContain("crosscurrent_");
        }
        HttpResponse<String> page = get("/metrics", id + ":" + plane.rootKey().secret());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
        assertThat(page.body())
                .contains("crosscurrent_component_up{component=\"flink\"} 1.0")
                .contains("crosscurrent_component_up{component=\"kafka\"} 0.0")
                .contains("jvm_memory_used_bytes");
    }

    private HttpResponse<String> get(String path, String login) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(plane.address().resolve(path));
        if (login != null) {
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
