/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;

/**
 * One request to Connect's REST API at a time. Tries the next worker when one does not answer, and again for up to 30 s
 * while the cluster shares out its work (status 409). Safe for use by several threads.
 *
 * @see <a href="https://kafka.apache.org/documentation/#connect_rest">Kafka Connect REST API</a>
 */
final class ConnectRest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER = Duration.ofSeconds(95);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CONFLICT = 409;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final ConnectAddress address;

    ConnectRest(ConnectAddress address) {
        this.address = address;
    }

    /** @param body parsed JSON, missing when there is none */
    record Answer(int status, JsonNode body) {
        boolean found() {
            return status != 404;
        }

        String message() {
            return body.path("message").asText("status " + status);
        }
    }

    Answer get(String path) {
        return send("GET", path, null);
    }

    Answer put(String path, Object body) {
        return send("PUT", path, body);
    }

    Answer post(String path) {
        return send("POST", path, null);
    }

    Answer delete(String path) {
        return send("DELETE", path, null);
    }

    private Answer send(String method, String path, Object body) {
        Instant giveUp = Instant.now().plus(PATIENCE);
        while (true) {
            Answer answer = sendToAny(method, path, body);
            if (answer.status() == CONFLICT && Instant.now().isBefore(giveUp)) {
                Pause.briefly();
                continue;
            }
            if (answer.status() < 400 || !answer.found()) {
                return answer;
            }
            throw refusal(method, path, answer);
        }
    }

    private Answer sendToAny(String method, String path, Object body) {
        IOException last = null;
        for (URI worker : address.workers()) {
            try {
                HttpResponse<byte[]> response =
                        client.send(request(worker, method, path, body), BodyHandlers.ofByteArray());
                return new Answer(response.statusCode(), parse(response.body()));
            } catch (IOException e) {
                last = e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CrosscurrentException(
                        "connect.interrupted", "Interrupted while waiting for Kafka Connect.", "Try again.", e);
            }
        }
        throw new CrosscurrentException(
                "connect.unreachable",
                "Kafka Connect does not answer at %s: %s".formatted(address.workers(), last),
                "Check that the worker runs and that this address is its REST address.",
                last);
    }

    private HttpRequest request(URI worker, String method, String path, Object body) throws JsonProcessingException {
        String base = worker.toString();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path))
                .timeout(ANSWER)
                .header("Accept", "application/json");
        if (!address.authorization().isEmpty()) {
            request.header("Authorization", address.authorization());
        }
        if (body == null) {
            return request.method(method, BodyPublishers.noBody()).build();
        }
        return request.header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .build();
    }

    private static JsonNode parse(byte[] body) throws IOException {
        if (body.length == 0) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            // A proxy's page, or Jersey's text for 401: the status says enough.
            return MissingNode.getInstance();
        }
    }

    private CrosscurrentException refusal(String method, String path, Answer answer) {
        if (answer.status() == 401 || answer.status() == 403) {
            return new CrosscurrentException(
                    "connect.unauthorized",
                    "Kafka Connect at %s refused the credential of user \"%s\" (status %d)."
                            .formatted(address.workers(), address.user(), answer.status()),
                    "Give the user and password of its REST API.");
        }
        if (answer.status() == 400) {
            return new CrosscurrentException(
                    "connect.rejected",
                    "Kafka Connect rejected %s %s: %s".formatted(method, path, answer.message()),
                    "Correct what the message names.");
        }
        return new CrosscurrentException(
                "connect.request",
                "Kafka Connect failed at %s %s with status %d: %s"
                        .formatted(method, path, answer.status(), answer.message()),
                "See the log of the worker; then try again.");
    }
}
