/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SecretConfigProviderTest {
    private final SecretConfigProvider provider = new SecretConfigProvider();
    private HttpServer server;
    private String request = "";
    private String answer = "";
    private int status = 200;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            request = exchange.getRequestHeaders().getFirst("X-Amz-Target") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        provider.configure(Map.of(
                "endpoint", "http://127.0.0.1:" + server.getAddress().getPort(),
                "access.key.id", "AKID",
                "secret.access.key", "key"));
    }

    @AfterEach
    void stopServer() {
        provider.close();
        server.stop(0);
    }

    @Test
    void resolvesMembersOfASecret() {
        // Given
        answer =
                "{\"SecretString\": \"{\\\"username\\\": \\\"dms\\\", \\\"password\\\": \\\"p\\\", \\\"port\\\": 3306}\"}";
        // When
        Map<String, String> data =
                provider.get("source-login", Set.of("password", "port")).data();
        // Then
        assertThat(data).isEqualTo(Map.of("password", "p", "port", "3306"));
        assertThat(request).isEqualTo("secretsmanager.GetSecretValue {\"SecretId\":\"source-login\"}");
    }

    @Test
    void saysWhatTheServiceAnswered() {
        // Given
        status = 400;
        answer = "{\"__type\": \"ResourceNotFoundException\", \"Message\": \"no such secret\"}";
        // Then
        assertThatThrownBy(() -> provider.get("gone", Set.of("password")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("gone")
                .hasMessageContaining("ResourceNotFoundException no such secret");
    }

    @Test
    void doesNotQuoteASecretItCannotRead() {
        // Given
        answer = "{\"SecretString\": \"hunter2\"}";
        // Then
        assertThatThrownBy(() -> provider.get("plain", Set.of("password")))
                .isInstanceOf(ConfigException.class)
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }
}
