/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.connect;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.engines.connect.ConnectRest.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A Connect cluster reached over its REST API; Kafka 3.5 or newer, because stopping and resetting offsets came with it.
 * {@link #start()} only checks that a worker answers.
 */
public final class RemoteConnect implements ConnectEngine {
    private static final Duration SETTLE = Duration.ofSeconds(5);
    private static final Duration STOP = Duration.ofSeconds(30);
    private final ConnectRest rest;

    public RemoteConnect(ConnectAddress address) {
        this.rest = new ConnectRest(address);
    }

    @Override
    public void start() {
        connectors();
    }

    @Override
    public Set<String> connectors() {
        Set<String> names = new TreeSet<>();
        rest.get("/connectors").body().forEach(name -> names.add(name.asText()));
        return names;
    }

    @Override
    public void put(String name, Map<String, String> config) {
        Answer known = rest.get(path(name));
        boolean existed = known.found();
        if (existed && sameConfiguration(known.body().path("config"), config)) {
            // A worker that has just started runs what it ran before by itself; stopping a task that starts takes long.
            resume(name);
            return;
        }
        if (existed) {
            stop(name);
        }
        rest.put(path(name) + "/config", config);
        if (existed) {
            // Its status may not yet say that it was stopped, so it must not be asked first.
            require(name, rest.put(path(name) + "/resume", null));
        }
    }

    /** Connect adds the connector's name to what it was given. */
    private static boolean sameConfiguration(JsonNode known, Map<String, String> wanted) {
        Map<String, String> values = new HashMap<>();
        known.properties()
                .forEach(field -> values.put(field.getKey(), field.getValue().asText()));
        if (!wanted.containsKey("name")) {
            values.remove("name");
        }
        return values.equals(wanted);
    }

    @Override
    public List<String> problems(Map<String, String> config) {
        String type = URLEncoder.encode(config.getOrDefault("connector.class", ""), StandardCharsets.UTF_8);
        List<String> problems = new ArrayList<>();
        for (JsonNode each : rest.put("/connector-plugins/" + type + "/config/validate", config)
                .body()
                .path("configs")) {
            JsonNode value = each.path("value");
            value.path("errors")
                    .forEach(error -> problems.add(value.path("name").asText() + ": " + error.asText()));
        }
        return problems;
    }

    @Override
    public Optional<ConnectorStatus> status(String name) {
        Answer answer = rest.get(path(name) + "/status");
        if (answer.found()) {
            return Optional.of(read(answer.body()));
        }
        // Between its configuration and its first report a connector has no status.
        return rest.get(path(name)).found()
                ? Optional.of(new ConnectorStatus("UNASSIGNED", "UNASSIGNED", "", ""))
                : Optional.empty();
    }

    private static ConnectorStatus read(JsonNode body) {
        JsonNode connector = body.path("connector");
        JsonNode task = body.path("tasks").path(0);
        String connectorTrace = connector.path("trace").asText("");
        return new ConnectorStatus(
                connector.path("state").asText(),
                task.path("state").asText("UNASSIGNED"),
                connectorTrace.isEmpty() ? task.path("trace").asText("") : connectorTrace,
                task.path("worker_id").asText(""));
    }

    @Override
    public void stop(String name) {
        // A worker that stops a task which just starts waits for it in vain until its graceful time-out ends: the
        // starting task waits for the worker.
        Pause.until(SETTLE, () -> isSettled(rest.get(path(name) + "/status")));
        require(name, rest.put(path(name) + "/stop", null));
        if (!Pause.until(STOP, () -> hasStopped(rest.get(path(name) + "/status").body()))) {
            throw tooSlow("stop", name);
        }
    }

    private static boolean isSettled(Answer answer) {
        String connector = answer.body().path("connector").path("state").asText();
        String task = answer.body().path("tasks").path(0).path("state").asText();
        return !answer.found()
                || !connector.equals("RUNNING") && !connector.equals("RESTARTING") && !connector.equals("UNASSIGNED")
                || task.equals("RUNNING")
                || task.equals("FAILED");
    }

    private static boolean hasStopped(JsonNode status) {
        return status.path("connector").path("state").asText().equals("STOPPED")
                && status.path("tasks").isEmpty();
    }

    @Override
    public void resume(String name) {
        ConnectorStatus status = status(name).orElseThrow(() -> unknown(name));
        if (status.state().equals("STOPPED") || status.state().equals("PAUSED")) {
            require(name, rest.put(path(name) + "/resume", null));
        } else if (status.state().equals("FAILED") || status.taskState().equals("FAILED")) {
            require(name, rest.post(path(name) + "/restart?includeTasks=true&onlyFailed=true"));
        }
    }

    @Override
    public void resetOffsets(String name) {
        require(name, rest.delete(path(name) + "/offsets"));
    }

    @Override
    public void delete(String name) {
        rest.delete(path(name));
        if (!Pause.until(STOP, () -> !rest.get(path(name) + "/status").found())) {
            throw tooSlow("delete", name);
        }
    }

    @Override
    public void close() {
        // Nothing is kept open: the HTTP client's threads end with it.
    }

    private static void require(String name, Answer answer) {
        if (!answer.found()) {
            throw unknown(name);
        }
    }

    private static CrosscurrentException unknown(String name) {
        return new CrosscurrentException(
                "connect.unknown_connector",
                "Kafka Connect has no connector %s.".formatted(name),
                "Check the name; it may have been deleted.");
    }

    private static CrosscurrentException tooSlow(String what, String name) {
        return new CrosscurrentException(
                "connect.slow",
                "Connector %s did not %s within %d s; its task may still be running."
                        .formatted(name, what, STOP.toSeconds()),
                "See the log of the worker, wait, and try again.");
    }

    private static String path(String name) {
        return "/connectors/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
