/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crosscurrent.engines.kafka.EmbeddedKafka;
import io.crosscurrent.engines.kafka.KafkaCredentials;
import io.crosscurrent.engines.kafka.KafkaSettings;
import io.crosscurrent.engines.sql.EmbeddedFlink;
import io.crosscurrent.engines.sql.FlinkSettings;
import io.crosscurrent.engines.sql.Losing;
import io.crosscurrent.engines.sql.SqlEngine;
import io.crosscurrent.server.fake.FakeConnect;
import io.crosscurrent.server.fake.OutlivingFlink;
import io.crosscurrent.server.fake.TestPlane;
import java.net.CookieManager;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a cell of the studio says and does when a real Flink loses what runs it. */
class FlinkLossIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private EmbeddedKafka kafka;
    private EmbeddedFlink flink;
    private OutlivingFlink outliving;
    private TestPlane plane;
    private String note;

    @BeforeEach
    void start() throws Exception {
        kafka = new EmbeddedKafka(KafkaSettings.in(directory.resolve("kafka"), new KafkaCredentials("platform", "pw")));
        flink = new EmbeddedFlink(FlinkSettings.in(directory.resolve("flink")).withWarmUp(false));
        flink.start();
        outliving = new OutlivingFlink(flink);
        startPlane();
        JsonNode made = ask("POST", "notes", "{\"title\":\"Losses\"}");
        note = made.path("id").asText();
        ask(
                "PUT",
                "notes/" + note,
                "{\"title\":\"Losses\",\"revision\":\"" + made.path("revision").asText() + "\",\"cells\":["
                        + "{\"id\":\"define\",\"kind\":\"sql\",\"text\":\"CREATE TEMPORARY TABLE ticks (n BIGINT) WITH ('connector' ="
                        + " 'datagen', 'rows-per-second' = '20', 'fields.n.kind' = 'sequence', 'fields.n.start' = '1',"
                        + " 'fields.n.end' = '1000000')\"},"
                        + "{\"id\":\"hole\",\"kind\":\"sql\",\"text\":\"CREATE TEMPORARY TABLE hole (n BIGINT) WITH ('connector' ="
                        + " 'blackhole')\"},"
                        + "{\"id\":\"fill\",\"kind\":\"sql\",\"text\":\"INSERT INTO hole SELECT n FROM ticks\"},"
                        + "{\"id\":\"count\",\"kind\":\"sql\",\"text\":\"SELECT COUNT(*) AS c, MAX(n) AS m FROM ticks\"}]}");
        run("define");
        await("define", run -> run.path("state").asText().equals("done"));
    }

    private void startPlane() throws Exception {
        plane = new TestPlane(directory.resolve("plane"), kafka, new FakeConnect(), outliving);
        ask(
                "POST",
                "login",
                "{\"accessKeyId\":\"" + plane.plane.rootKey().accessKeyId() + "\",\"secretAccessKey\":\""
                        + plane.plane.rootKey().secret() + "\"}");
    }

    @AfterEach
    void stop() {
        plane.close();
        flink.close();
        kafka.close();
    }

    @Test
    void aQueryWhoseTaskManagerIsLostSaysSoAndBeginsAgain() throws Exception {
        run("count");
        JsonNode before = await("count", FlinkLossIT::counts);
        assertThat(before.path("incident").asText()).isEmpty();

        Losing.taskManagers(flink);

        JsonNode after = await("count", run -> run.has("incident") && counts(run));
        assertThat(after.path("run")).isEqualTo(before.path("run"));
        assertThat(after.path("incident").asText())
                .startsWith("Flink lost the TaskManager that ran this statement.")
                .contains("begun again");
        assertThat(after.path("job")).isNotEqualTo(before.path("job"));
        ask("POST", "runs/" + after.path("run").asText() + "/stop", "{}");
        await("count", run -> run.path("state").asText().equals("stopped"));
    }

    @Test
    void aJobThatBeganWhenThePlatformEndedIsKnownToTheNextOne() throws Exception {
        // Given
        run("hole");
        await("hole", run -> run.path("state").asText().equals("done"));
        outliving.cutOffTheNextStart();
        run("fill");
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> running().size() == 1);
        // When
        plane.close();
        startPlane();
        // Then
        List<JsonNode> jobs = new ArrayList<>();
        ask("GET", "jobs", "").forEach(jobs::add);
        assertThat(jobs)
                .filteredOn(job -> job.path("cell").asText().equals("fill"))
                .singleElement()
                .satisfies(job -> {
                    assertThat(running()).containsExactly(job.path("id").asText());
                    assertThat(job.path("note").asText()).isEqualTo(note);
                });
    }

    private List<String> running() {
        return flink.jobs().stream()
                .filter(job -> !SqlEngine.Job.ENDED.contains(job.state()))
                .map(SqlEngine.Job::id)
                .toList();
    }

    /** It is live and its row says as many as its greatest number: nothing was counted twice. */
    private static boolean counts(JsonNode run) {
        JsonNode row = run.path("rows").path(0).path(1);
        return run.path("state").asText().equals("live")
                && row.path(0).asInt() > 20
                && row.path(0).equals(row.path(1));
    }

    private void run(String cell) throws Exception {
        ask("POST", "notes/" + note + "/cells/" + cell + "/run", "{}");
    }

    private JsonNode await(String cell, Predicate<JsonNode> condition) {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> find(cell), condition::test);
    }

    private JsonNode find(String cell) throws Exception {
        for (JsonNode run : ask("GET", "notes/" + note + "/runs", "")) {
            if (run.path("cell").asText().equals(cell)) {
                return run;
            }
        }
        return JSON.createObjectNode();
    }

    private JsonNode ask(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(plane.plane.address().resolve("/studio/api/" + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("X-Crosscurrent-Studio", "1")
                .build();
        HttpResponse<String> answer = browser.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
