/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crosscurrent.core.failure.CrosscurrentException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.runtime.rest.util.RestMapperUtils;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.DeserializationFeature;
import org.apache.flink.table.gateway.rest.message.statement.FetchResultsResponseBody;

/**
 * Requests to a SQL gateway, version 2 of its REST API. Safe for use by several threads.
 *
 * @see <a href="https://nightlies.apache.org/flink/flink-docs-stable/docs/dev/table/sql-gateway/rest/">REST endpoint</a>
 */
final class SqlGatewayRest {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Flink's own reader of result pages, but without rounding DECIMAL to double. */
    private static final org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper PAGES =
            RestMapperUtils.getFlexibleObjectMapper().copy().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final int TRIES = 3;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final FlinkAddress address;

    SqlGatewayRest(FlinkAddress address) {
        this.address = address;
    }

    String version() {
        return json("GET", gateway("/v2/info"), null, "").path("version").asText();
    }

    String openSession(Map<String, String> properties) {
        return json("POST", gateway("/v2/sessions"), Map.of("properties", properties), "")
                .path("sessionHandle")
                .asText();
    }

    /** Whether the gateway has this session. */
    boolean knows(String session) {
        try {
            return send("GET", session(session), null).statusCode() < 400;
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    void heartbeat(String session) {
        json("POST", session(session) + "/heartbeat", Map.of(), "");
    }

    void closeSession(String session) {
        json("DELETE", session(session), null, "");
    }

    String execute(String session, String statement, Map<String, String> options) {
        Map<String, Object> body = Map.of("statement", statement, "executionConfig", options);
        return json("POST", session(session) + "/statements", body, statement)
                .path("operationHandle")
                .asText();
    }

    String status(String session, String operation) {
        return json("GET", operation(session, operation) + "/status", null, "")
                .path("status")
                .asText();
    }

    void close(String session, String operation) {
        json("DELETE", operation(session, operation) + "/close", null, "");
    }

    /** The same token may be asked again, so a lost answer is no harm. */
    FetchResultsResponseBody fetch(String session, String operation, long token, String statement) {
        String uri = operation(session, operation) + "/result/" + token + "?rowFormat=JSON";
        IOException last = null;
        for (int i = 0; i < TRIES; i++) {
            try {
                return PAGES.readValue(ok(send("GET", uri, null), statement), FetchResultsResponseBody.class);
            } catch (IOException e) {
                last = e;
            }
        }
        throw unreachable(last);
    }

    /** Whether every task of the job runs or has ended; null when the cluster's own address is not known. */
    Boolean tasksRun(String job) {
        if (address.jobManager().isEmpty()) {
            return null;
        }
        JsonNode found = json("GET", base(address.jobManager().get()) + "/jobs/" + job, null, "");
        for (JsonNode vertex : found.path("vertices")) {
            String state = vertex.path("status").asText();
            if (state.equals("CREATED")
                    || state.equals("SCHEDULED")
                    || state.equals("DEPLOYING")
                    || state.equals("INITIALIZING")) {
                return false;
            }
        }
        return !found.path("state").asText().equals("INITIALIZING")
                && !found.path("state").asText().equals("CREATED");
    }

    /** Path of the newest checkpoint of a job that outlives it; "" when there is none, or none is told. */
    String checkpoint(String job) {
        if (address.jobManager().isEmpty()) {
            return "";
        }
        try {
            HttpResponse<byte[]> response =
                    send("GET", base(address.jobManager().get()) + "/jobs/" + job + "/checkpoints", null);
            // the cluster does not know each job that it has ever run
            String path = response.statusCode() == 404
                    ? ""
                    : JSON.readTree(ok(response, ""))
                            .path("latest")
                            .path("completed")
                            .path("external_path")
                            .asText();
            return path.startsWith("<") ? "" : path;
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private JsonNode json(String method, String uri, Object body, String statement) {
        try {
            return JSON.readTree(ok(send(method, uri, body), statement));
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private HttpResponse<byte[]> send(String method, String uri, Object body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri)).timeout(ANSWER);
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
        }
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            throw FlinkCluster.interrupted(e);
        }
    }

    private byte[] ok(HttpResponse<byte[]> response, String statement) {
        if (response.statusCode() < 400) {
            return response.body();
        }
        StringBuilder errors = new StringBuilder();
        try {
            for (JsonNode error : JSON.readTree(response.body()).path("errors")) {
                if (!error.asText().startsWith("Internal server error")) {
                    errors.append(error.asText()).append('\n');
                }
            }
        } catch (JsonProcessingException notJson) {
            errors.append(new String(response.body(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw unreachable(e);
        }
        String stack = errors.isEmpty() ? "Flink's SQL gateway answered " + response.statusCode() : errors.toString();
        throw FailureText.ofStack(stack, statement, new IOException(stack));
    }

    private CrosscurrentException unreachable(IOException cause) {
        return new CrosscurrentException(
                "flink.unreachable",
                "Flink does not answer at %s: %s".formatted(address.gateway(), cause),
                "Check that the SQL gateway runs and that this is the address of its REST endpoint.",
                cause);
    }

    private String gateway(String path) {
        return base(address.gateway()) + path;
    }

    private String session(String session) {
        return gateway("/v2/sessions/" + session);
    }

    private String operation(String session, String operation) {
        return session(session) + "/operations/" + operation;
    }

    private static String base(URI address) {
        String text = address.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
