/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crosscurrent.engines.kafka.EmbeddedKafka;
import io.crosscurrent.engines.kafka.KafkaCredentials;
import io.crosscurrent.engines.kafka.KafkaSettings;
import io.crosscurrent.server.fake.FakeConnect;
import io.crosscurrent.server.fake.TestPlane;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.kinesisanalyticsv2.KinesisAnalyticsV2Client;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.ApplicationMode;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.ApplicationStatus;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.RuntimeEnvironment;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.UrlType;

/** Who may do what on the studio's pages, asked over HTTP. */
class StudioPagesIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NOTE = "{\"title\":\"Mine\"}";

    @TempDir
    static Path directory;

    private static EmbeddedKafka kafka;
    private static TestPlane plane;
    private static IamClient iam;

    @BeforeAll
    static void start() {
        kafka = new EmbeddedKafka(KafkaSettings.in(directory.resolve("kafka"), new KafkaCredentials("platform", "pw")));
        kafka.start();
        plane = new TestPlane(directory.resolve("plane"), kafka, new FakeConnect());
        iam = IamClient.builder()
                .endpointOverride(plane.plane.address())
                .region(Region.US_EAST_1)
                .credentialsProvider(plane.credentials())
                .build();
    }

    @AfterAll
    static void stop() {
        iam.close();
        plane.close();
        kafka.close();
    }

    /** A browser that has logged in, as far as HTTP sees it. */
    private record Visitor(String cookie) {
        static Visitor root() throws Exception {
            return of(plane.plane.rootKey().accessKeyId(), plane.plane.rootKey().secret());
        }

        static Visitor user(String name, String actions) throws Exception {
            iam.createUser(r -> r.userName(name));
            iam.putUserPolicy(r -> r.userName(name)
                    .policyName("p")
                    .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
                            + actions + ",\"Resource\":\"*\"}]}"));
            AccessKey key = iam.createAccessKey(r -> r.userName(name)).accessKey();
            return of(key.accessKeyId(), key.secretAccessKey());
        }

        static Visitor of(String id, String secret) throws Exception {
            HttpResponse<String> answer = new Visitor("").send("POST", "login", login(id, secret));
            return new Visitor(answer.headers()
                    .firstValue("Set-Cookie")
                    .map(each -> each.substring(0, each.indexOf(';')))
                    .orElse(""));
        }

        HttpResponse<String> get(String path) throws Exception {
            return send("GET", path, "");
        }

        HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
            HttpRequest.Builder request = HttpRequest.newBuilder(address(path))
                    .method(
                            method,
                            body.isEmpty()
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(body))
                    .header("Content-Type", "application/json");
            if (!cookie.isEmpty()) {
                request.header("Cookie", cookie);
            }
            if (headers.length == 0) {
                request.header("X-Crosscurrent-Studio", "1");
            } else {
                request.headers(headers);
            }
            return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        }

        JsonNode json(String method, String path, String body) throws Exception {
            HttpResponse<String> answer = send(method, path, body);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return JSON.readTree(answer.body());
        }
    }

    private static URI address(String path) {
        return plane.plane.address().resolve(path.startsWith("/") ? path : "/studio/api/" + path);
    }

    private static String login(String id, String secret) {
        return "{\"accessKeyId\":\"" + id + "\",\"secretAccessKey\":\"" + secret + "\"}";
    }

    private static String code(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body()).path("code").asText();
    }

    @Test
    void nobodySeesAnythingWithoutALogin() throws Exception {
        Visitor stranger = new Visitor("");
        for (String path : new String[] {"notes", "catalogue", "topics", "pipelines", "jobs", "dashboards", "me"}) {
            assertThat(stranger.get(path).statusCode()).as(path).isEqualTo(401);
        }
        assertThat(stranger.send("GET", "events", "", "Accept", "text/event-stream")
                        .statusCode())
                .isEqualTo(401);
        assertThat(stranger.send("GET", "topics/x/tail", "", "Accept", "text/event-stream")
                        .statusCode())
                .isEqualTo(401);
        HttpResponse<String> wrong =
                stranger.send("POST", "login", login(plane.plane.rootKey().accessKeyId(), "wrong"));
        assertThat(wrong.statusCode()).isEqualTo(403);
        assertThat(wrong.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(new Visitor("crosscurrent-studio=" + plane.plane.rootKey().accessKeyId() + ".9999999999999.x")
                        .get("me")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aTicketWorksOnce() throws Exception {
        String query = plane.plane.studioAddress().getRawQuery();
        HttpResponse<String> first = new Visitor("").send("GET", "/studio/open?" + query, "");
        assertThat(first.headers().firstValue("Set-Cookie")).get().asString().contains("HttpOnly", "SameSite=Strict");
        HttpResponse<String> second = new Visitor("").send("GET", "/studio/open?" + query, "");
        assertThat(second.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void aStudioApplicationOpensTheNotebook() throws Exception {
        try (KinesisAnalyticsV2Client flink = KinesisAnalyticsV2Client.builder()
                .endpointOverride(plane.plane.address())
                .region(Region.US_EAST_1)
                .credentialsProvider(plane.credentials())
                .build()) {
            flink.createApplication(r -> r.applicationName("book")
                    .runtimeEnvironment(RuntimeEnvironment.ZEPPELIN_FLINK_3_0)
                    .applicationMode(ApplicationMode.INTERACTIVE)
                    .serviceExecutionRole("arn:aws:iam::000000000000:role/any"));
            flink.startApplication(r -> r.applicationName("book"));
            Awaitility.await()
                    .until(() -> flink.describeApplication(r -> r.applicationName("book"))
                                    .applicationDetail()
                                    .applicationStatus()
                            == ApplicationStatus.RUNNING);
            URI url = URI.create(flink.createApplicationPresignedUrl(
                            r -> r.applicationName("book").urlType(UrlType.ZEPPELIN_UI_URL))
                    .authorizedUrl());
            HttpResponse<String> opened = new Visitor("").send("GET", url.getPath() + "?" + url.getRawQuery(), "");
            assertThat(opened.headers().firstValue("Set-Cookie")).isPresent();
        }
    }

    @Test
    void anotherPageCannotChangeAnything() throws Exception {
        Visitor root = Visitor.root();
        assertThat(code(root.send("POST", "notes", NOTE, "Accept", "*/*"))).isEqualTo("studio.foreign_page");
        HttpResponse<String> foreign =
                root.send("POST", "notes", NOTE, "X-Crosscurrent-Studio", "1", "Origin", "http://elsewhere.example");
        assertThat(code(foreign)).isEqualTo("studio.foreign_page");
        HttpResponse<String> own = root.send(
                "POST",
                "notes",
                NOTE,
                "X-Crosscurrent-Studio",
                "1",
                "Origin",
                "http://" + plane.plane.address().getAuthority());
        assertThat(own.statusCode()).isEqualTo(200);
    }

    @Test
    void anUnsharedNoteIsItsOwners() throws Exception {
        String all = "[\"crosscurrent:*\"]";
        Visitor anna = Visitor.user("anna", all);
        Visitor ben = Visitor.user("ben", all);
        JsonNode note = anna.json("POST", "notes", "{\"title\":\"Anna's\"}");
        String path = "notes/" + note.path("id").asText();
        assertThat(note.path("owner").asText()).isEqualTo("user/anna");
        assertThat(ben.get(path).statusCode()).isEqualTo(404);
        assertThat(ben.get("notes").body()).doesNotContain("Anna's");
        assertThat(ben.send("POST", path + "/run-all", "{}").statusCode()).isEqualTo(404);
        String saved = "{\"title\":\"Anna's\",\"shared\":true,\"revision\":\""
                + note.path("revision").asText()
                + "\",\"cells\":[{\"id\":\"a\",\"kind\":\"sql\",\"text\":\"SELECT 1\"}]}";
        anna.json("PUT", path, saved);
        assertThat(ben.json("GET", path, "").path("cells").path(0).path("text").asText())
                .isEqualTo("SELECT 1");
        assertThat(anna.send("PUT", path, saved).statusCode()).isEqualTo(409);
        JsonNode shared = ben.json("GET", path, "");
        String taken = "{\"title\":\"Ben's?\",\"shared\":false,\"cells\":[],\"revision\":\""
                + shared.path("revision").asText() + "\"}";
        assertThat(ben.json("PUT", path, taken).path("shared").asBoolean())
                .as("only its owner decides who sees it")
                .isTrue();
        anna.json("DELETE", path, "");
        assertThat(anna.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void whoMayOnlyLookCannotRun() throws Exception {
        Visitor looks = Visitor.user("looks", "[\"crosscurrent:OpenStudio\"]");
        assertThat(looks.get("me").body()).contains("user/looks");
        HttpResponse<String> run = looks.send("POST", "notes/test-cdc-streaming/run-all", "{}");
        assertThat(run.statusCode()).isBetween(400, 403);
        assertThat(code(run)).contains("AccessDenied");
        assertThat(code(looks.send("POST", "aws", "{\"service\":\"dms\",\"operation\":\"DescribeEndpoints\"}")))
                .contains("AccessDenied");
        HttpResponse<String> nobody = new Visitor("").send("POST", "login", login("AKIAAAAAAAAAAAAAAAAA", "x"));
        assertThat(nobody.statusCode()).isEqualTo(403);
    }

    @Test
    void aLinkShowsOneDashboardUntilItIsTakenBack() throws Exception {
        Visitor root = Visitor.root();
        JsonNode board = root.json("POST", "dashboards", "{\"title\":\"Wall\"}");
        String path = "dashboards/" + board.path("id").asText();
        root.json(
                "PUT",
                path,
                "{\"title\":\"Wall\",\"tiles\":[{\"note\":\"test-cdc-streaming\",\"cell\":\"c5\",\"x\":0,\"y\":0,\"w\":6,\"h\":4}]}");
        String url = root.json("POST", path + "/share", "{}").path("url").asText();
        HttpResponse<String> seen = new Visitor("").send("GET", url + "/dashboard", "");
        assertThat(seen.body()).contains("Wall", "Orders by status");
        assertThat(root.get(path).body()).doesNotContain(url.substring(url.lastIndexOf('/') + 1));
        root.json("DELETE", path + "/share", "");
        assertThat(new Visitor("").send("GET", url + "/dashboard", "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aZeppelinNoteComesInAndGoesOut() throws Exception {
        Visitor root = Visitor.root();
        String zeppelin = "{\"name\":\"From Zeppelin\",\"id\":\"2KX7Q4M9D\",\"paragraphs\":["
                + "{\"id\":\"p1\",\"text\":\"%flink.ssql(type=update)\\nSELECT 1\",\"config\":{\"colWidth\":6.0}},"
                + "{\"id\":\"p2\",\"text\":\"%flink.pyflink\\nprint(1)\"}],\"strange\":[1,2]}";
        JsonNode note = root.json("POST", "notes/import", zeppelin);
        assertThat(note.path("cells").path(1).path("kind").asText()).isEqualTo("foreign");
        HttpResponse<String> out = root.get("notes/" + note.path("id").asText() + "/export?format=zpln");
        JsonNode back = JSON.readTree(out.body());
        assertThat(back.path("strange")).isEqualTo(JSON.readTree("[1,2]"));
        assertThat(back.path("paragraphs").path(0).path("text").asText())
                .isEqualTo("%flink.ssql(type=update)\nSELECT 1");
        assertThat(back.path("paragraphs")
                        .path(0)
                        .path("config")
                        .path("colWidth")
                        .asDouble())
                .isEqualTo(6.0);
        assertThat(root.send("POST", "notes/import", "{\"a\":1}").statusCode()).isEqualTo(400);
        assertThat(root.send("POST", "notes/import", "no json").statusCode()).isEqualTo(400);
    }
}
