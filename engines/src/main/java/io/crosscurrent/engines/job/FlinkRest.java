/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** Requests to the REST API of a Flink cluster. Safe for use by several threads. */
final class FlinkRest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final int NOT_FOUND = 404;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final URI address;
    private final Map<String, String> headers;

    /** @param headers of every request; secret */
    FlinkRest(URI address, Map<String, String> headers) {
        this.address = address;
        this.headers = headers;
    }

    /** A parsed answer; missing when there is no such thing. */
    JsonNode get(String path) {
        return send("GET", path, BodyPublishers.noBody(), "");
    }

    JsonNode post(String path, Object body) {
        try {
            return send("POST", path, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)), "application/json");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the request to " + path + " has no JSON form", e);
        }
    }

    JsonNode patch(String path) {
        return send("PATCH", path, BodyPublishers.noBody(), "");
    }

    JsonNode delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody(), "");
    }

    /** Uploads a file as the form field {@code jarfile}. */
    JsonNode upload(String path, Path file) {
        String boundary = "crosscurrent-" + UUID.randomUUID();
        String head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\""
                + file.getFileName() + "\"\r\nContent-Type: application/x-java-archive\r\n\r\n";
        try {
            BodyPublisher body = BodyPublishers.concat(
                    BodyPublishers.ofString(head),
                    BodyPublishers.ofFile(file),
                    BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
            return send("POST", path, body, "multipart/form-data; boundary=" + boundary);
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private JsonNode send(String method, String path, BodyPublisher body, String type) {
        String base = address.toString().replaceAll("/$", "");
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(ANSWER).method(method, body);
        headers.forEach(request::header);
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        try {
            HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
            if (response.statusCode() == NOT_FOUND) {
                return MissingNode.getInstance();
            }
            if (response.statusCode() >= 400) {
                throw refusal(response);
            }
            return response.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(response.body());
        } catch (IOException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CrosscurrentException(
                    "flink.interrupted", "Interrupted while waiting for Flink.", "Try again.", e);
        }
    }

    /** What Flink says, which may be a stack trace. */
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refusal(String text) {
            super(text);
        }
    }

    private static Refusal refusal(HttpResponse<byte[]> response) {
        String text = new String(response.body(), StandardCharsets.UTF_8);
        try {
            StringBuilder errors = new StringBuilder();
            JSON.readTree(response.body()).path("errors").forEach(error -> errors.append(error.asText())
                    .append('\n'));
            text = errors.isEmpty() ? text : errors.toString();
        } catch (IOException notJson) {
            // Then it is the text of a proxy, which is all there is to say.
            return new Refusal("status " + response.statusCode() + " " + text);
        }
        return new Refusal(text);
    }

    private CrosscurrentException unreachable(IOException cause) {
        return new CrosscurrentException(
                "flink.unreachable",
                "Flink's JobManager does not answer at %s: %s".formatted(address, cause),
                "Check that the cluster runs and that this is the address of its REST API.",
                cause);
    }
}
