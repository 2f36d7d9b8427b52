/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crosscurrent.cli.failure.CliFailure;
import io.crosscurrent.cli.failure.FailureReport;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Client of the service {@code crosscurrent}: AWS JSON 1.1 with Signature Version 4. Safe for use by several threads. */
public final class PlatformApi {
    private static final String TARGET = "Crosscurrent_20261101.";
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration CALL_LIMIT = Duration.ofSeconds(60);
    // The HTTP client of the JDK sets these itself and refuses them.
    private static final Set<String> SET_BY_CLIENT = Set.of("host", "content-length");

    private static final ObjectMapper JSON = new ObjectMapper();
    private final ConnectionSettings settings;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_LIMIT)
            .build();
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

    public PlatformApi(ConnectionSettings settings) {
        this.settings = settings;
    }

    /**
     * Calls one operation and returns its answer.
     *
     * @param request members by name, as in docs/reference/platform-api.md
     * @throws CliFailure with the code, message and remedy the platform gave, or {@code cli.unreachable}
     */
    public JsonNode call(String operation, Map<String, ?> request) {
        try {
            HttpResponse<String> response = http.send(
                    signed(operation, JSON.writeValueAsString(request)), HttpResponse.BodyHandlers.ofString());
            JsonNode body = parsed(operation, response);
            if (response.statusCode() != 200) {
                String type = body.path("__type").asText("http." + response.statusCode());
                throw new CliFailure(
                        body.path("code").asText(type),
                        body.path("message").asText(operation + " was answered with HTTP " + response.statusCode()),
                        body.path("remedy").asText(""));
            }
            return body;
        } catch (ConnectException e) {
            throw FailureReport.unreachable(e);
        } catch (IOException e) {
            throw new CliFailure(
                    "cli.request_failed",
                    "%s at %s failed: %s".formatted(operation, settings.endpoint(), e.getMessage()),
                    "",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliFailure("cli.interrupted", operation + " was interrupted", "", e);
        }
    }

    private static JsonNode parsed(String operation, HttpResponse<String> response) {
        if (response.body().isEmpty()) {
            return JSON.createObjectNode();
        }
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new CliFailure(
                    "cli.unreachable",
                    "what answers to %s with HTTP %d is no Crosscurrent platform"
                            .formatted(operation, response.statusCode()),
                    "Check --endpoint-url",
                    e);
        }
    }

    private HttpRequest signed(String operation, String body) {
        SdkHttpRequest unsigned = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(settings.endpoint().resolve("/"))
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("X-Amz-Target", TARGET + operation)
                .build();
        SdkHttpRequest signed = signer.sign(request -> request.request(unsigned)
                        .identity(AwsCredentialsIdentity.create(settings.accessKey(), settings.secretKey()))
                        .payload(ContentStreamProvider.fromUtf8String(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "crosscurrent")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, settings.region()))
                .request();
        HttpRequest.Builder request = HttpRequest.newBuilder(signed.getUri())
                .timeout(CALL_LIMIT)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        for (Map.Entry<String, List<String>> header : signed.headers().entrySet()) {
            if (!SET_BY_CLIENT.contains(header.getKey().toLowerCase(java.util.Locale.ROOT))) {
                header.getValue().forEach(value -> request.header(header.getKey(), value));
            }
        }
        return request.build();
    }
}
