/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;

/** The studio as its page sees it, without a page: notes are run and their rows looked at over HTTP. */
final class StudioClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> MOVING = Set.of("queued", "planning", "starting", "stopping");
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    static {
        // The server closes a connection that has been idle for half a minute; a call on it at that moment would break.
        System.setProperty("jdk.httpclient.keepalive.timeout", "5");
    }

    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final URI root;

    /** @param address that logs in once */
    StudioClient(URI address) {
        root = address;
        send(HttpRequest.newBuilder(address).GET());
    }

    private String send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(
                    request.header("Content-Type", "application/json")
                            .header("X-Crosscurrent-Studio", "1")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isLessThan(400);
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode get(String path) {
        return json(
                send(HttpRequest.newBuilder(root.resolve("/studio/api/" + path)).GET()));
    }

    JsonNode post(String path, Object body) {
        try {
            return json(send(HttpRequest.newBuilder(root.resolve("/studio/api/" + path))
                    .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a note with these cells, named c1, c2, … @return its id */
    String note(String title, String... cells) {
        JsonNode made = post("notes", Map.of("title", title));
        ObjectNode note = JSON.createObjectNode()
                .put("title", title)
                .put("revision", made.path("revision").asText());
        for (String text : cells) {
            ArrayNode all = note.withArrayProperty("cells");
            all.addObject().put("id", "c" + (all.size() + 1)).put("kind", "sql").put("text", text);
        }
        String id = made.path("id").asText();
        send(HttpRequest.newBuilder(root.resolve("/studio/api/notes/" + id))
                .PUT(HttpRequest.BodyPublishers.ofString(note.toString())));
        return id;
    }

    List<String> shippedNotes() {
        List<String> ids = new ArrayList<>();
        get("notes").forEach(note -> {
            if (note.path("shipped").asBoolean()) {
                ids.add(note.path("id").asText());
            }
        });
        return ids;
    }

    /** Runs a note from top to bottom, as its button does, and waits until each of its cells is done or live. */
    void runAll(String note, Map<String, String> parameters) {
        Set<String> before = begin(note, parameters);
        cells(note, true).forEach(cell -> settled(note, cell, before));
    }

    /** Runs a note that is to fail, and returns what the cell says that fails. */
    String failure(String note, String cell, Map<String, String> parameters) {
        Set<String> before = begin(note, parameters);
        JsonNode run = ended(note, cell, before);
        assertThat(run.path("state").asText()).isEqualTo("failed");
        return run.path("message").asText();
    }

    private Set<String> begin(String note, Map<String, String> parameters) {
        List<String> cells = cells(note, true);
        ObjectNode values = JSON.createObjectNode();
        cells.forEach(cell -> values.set(cell, JSON.valueToTree(parameters)));
        // what an earlier run of the note left must not be taken for this one's
        Set<String> before = Set.copyOf(runs(note).findValuesAsText("run"));
        post("notes/" + note + "/run-all", Map.of("parameters", values));
        return before;
    }

    /** Runs the cells that clean up, one after the other. */
    void cleanUp(String note, Map<String, String> parameters) {
        cells(note, false).forEach(cell -> run(note, cell, parameters));
    }

    void run(String note, String cell, Map<String, String> parameters) {
        begin(note, cell, Map.of("parameters", parameters));
    }

    /** Runs a cell with another text than it has, unsaved, and returns what it says. */
    String say(String note, String cell, String sql) {
        begin(note, cell, Map.of("text", sql));
        return run(note, cell).path("text").asText();
    }

    private void begin(String note, String cell, Map<String, Object> request) {
        Set<String> before = Set.copyOf(runs(note).findValuesAsText("run"));
        post("notes/" + note + "/cells/" + cell + "/run", request);
        settled(note, cell, before);
    }

    private void settled(String note, String cell, Set<String> before) {
        JsonNode run = ended(note, cell, before);
        assertThat(run.path("state").asText())
                .as("cell %s of %s: %s %s", cell, note, run.path("message").asText(), run.path("text"))
                .isIn("done", "live");
    }

    private JsonNode ended(String note, String cell, Set<String> before) {
        Awaitility.await("cell " + cell + " of " + note)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    JsonNode run = run(note, cell);
                    return run.has("run")
                            && !before.contains(run.path("run").asText())
                            && !MOVING.contains(run.path("state").asText());
                });
        return run(note, cell);
    }

    private List<String> cells(String note, boolean enabled) {
        List<String> ids = new ArrayList<>();
        get("notes/" + note).path("cells").forEach(cell -> {
            if (!cell.path("kind").asText().equals("markdown")
                    && cell.path("enabled").asBoolean(true) == enabled) {
                ids.add(cell.path("id").asText());
            }
        });
        return ids;
    }

    private JsonNode runs(String note) {
        return get("notes/" + note + "/runs");
    }

    private JsonNode run(String note, String cell) {
        for (JsonNode run : runs(note)) {
            if (run.path("cell").asText().equals(cell)) {
                return run;
            }
        }
        return JSON.createObjectNode();
    }

    /** The rows of a cell as they are now, in the order of arrival; null is NULL. */
    List<List<String>> rows(String note, String cell) {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode row : run(note, cell).path("rows")) {
            List<String> values = new ArrayList<>();
            row.path(1).forEach(value -> values.add(value.isNull() ? null : value.asText()));
            rows.add(values);
        }
        return rows;
    }

    /** Stops what is live in a note and waits until it is. */
    void stop(String note) {
        for (JsonNode run : runs(note)) {
            if (run.path("state").asText().equals("live")) {
                post("runs/" + run.path("run").asText() + "/stop", Map.of());
            }
        }
        Awaitility.await("stop of " + note).atMost(PATIENCE).until(() -> {
            List<String> states = runs(note).findValuesAsText("state");
            return !states.contains("live") && !states.contains("stopping");
        });
    }

    /** Tables and views that a note has defined and not dropped. */
    List<String> names(String note) {
        return post("complete", Map.of("note", note)).path("items").findValuesAsText("label");
    }

    /** Jobs that cells of a note began, as the page lists them. */
    List<JsonNode> jobs(String note) {
        List<JsonNode> jobs = new ArrayList<>();
        get("jobs").forEach(job -> {
            if (job.path("note").asText().equals(note)) {
                jobs.add(job);
            }
        });
        return jobs;
    }

    List<String> runningJobs() {
        List<String> names = new ArrayList<>();
        get("jobs").forEach(job -> {
            if (job.path("state").asText().equalsIgnoreCase("running")) {
                names.add(job.path("name").asText());
            }
        });
        return names;
    }

    List<String> topics() {
        return get("topics").findValuesAsText("name");
    }
}
