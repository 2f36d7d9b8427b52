/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crosscurrent.engines.kafka.KafkaEngine.TopicRequest;
import io.crosscurrent.server.fake.PlaneExtension;
import io.crosscurrent.server.fake.TestPlane;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.kinesisanalyticsv2.KinesisAnalyticsV2Client;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.ApplicationMode;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.ApplicationStatus;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.RuntimeEnvironment;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.UrlType;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Who may do what on the studio's pages, asked over HTTP. */
class StudioPagesIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NOTE = "{\"title\":\"Mine\"}";

    @RegisterExtension
    static final PlaneExtension PLANES = new PlaneExtension();

    private static TestPlane plane;
    private static IamClient iam;

    @BeforeAll
    static void start() {
        plane = PLANES.plane();
        iam = IamClient.builder()
                .endpointOverride(plane.plane.address())
                .region(Region.US_EAST_1)
                .credentialsProvider(plane.credentials())
                .build();
    }

    @AfterAll
    static void stop() {
        iam.close();
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
    void aSecretIsReadWithTheRightsOfWhoeverRunsTheCell() throws Exception {
        // Given
        try (SecretsManagerClient secrets = SecretsManagerClient.builder()
                .endpointOverride(plane.plane.address())
                .region(Region.US_EAST_1)
                .credentialsProvider(plane.credentials())
                .build()) {
            secrets.createSecret(r -> r.name("theirs").secretString("{\"password\":\"pw\"}"));
        }
        Visitor visitor =
                Visitor.user("without-secrets", "[\"crosscurrent:OpenStudio\",\"crosscurrent:ExecuteStatement\"]");
        String note = visitor.json(
                        "POST",
                        "notes/import",
                        "{\"format\":\"crosscurrent-note\",\"version\":1,\"title\":\"Secret\",\"cells\":"
                                + "[{\"id\":\"c1\",\"kind\":\"sql\",\"text\":\"SELECT '${secret:theirs:password}'\"}]}")
                .path("id")
                .asText();
        // When
        visitor.json("POST", "notes/" + note + "/cells/c1/run", "{}");
        // Then
        Awaitility.await().untilAsserted(() -> {
            JsonNode run = visitor.json("GET", "notes/" + note + "/runs", "").path(0);
            assertThat(run.path("state").asText()).isEqualTo("failed");
            assertThat(run.path("message").asText()).contains("The secret theirs", "GetSecretValue");
        });
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
        HttpResponse<String> deleted = ben.send("DELETE", path, "");
        assertThat(deleted.statusCode()).isEqualTo(403);
        assertThat(deleted.body()).contains("belongs to user/anna", "Ask its owner");
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
        String filled = "{\"title\":\"Wall\",\"revision\":%d,\"tiles\":"
                + "[{\"note\":\"test-cdc-streaming\",\"cell\":\"c5\",\"x\":0,\"y\":0,\"w\":6,\"h\":4}]}";
        JsonNode saved = root.json("PUT", path, filled.formatted(0));
        assertThat(saved.path("revision").asInt()).isEqualTo(1);
        assertThat(root.send("PUT", path, filled.formatted(0)).statusCode())
                .as("saved over what was not seen")
                .isEqualTo(409);
        String url = root.json("POST", path + "/share", "{}").path("url").asText();
        HttpResponse<String> seen = new Visitor("").send("GET", url + "/dashboard", "");
        assertThat(seen.body()).contains("Wall", "Orders by status");
        assertThat(root.get(path).body()).doesNotContain(url.substring(url.lastIndexOf('/') + 1));
        CompletableFuture<List<String>> followed = lines(url + "/events");
        root.json("DELETE", path + "/share", "");
        assertThat(followed.get(60, TimeUnit.SECONDS))
                .as("the open stream ends")
                .isNotNull();
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
        assertThat(root.send("POST", "notes/import", "no json").body()).contains("studio.note_damaged", "line 1");
    }

    @Test
    void whatIsTooLargeIsRefusedWithItsReason() throws Exception {
        Visitor root = Visitor.root();
        HttpResponse<String> text =
                root.send("POST", "notes/import", "{\"paragraphs\":[{\"text\":\"" + "x".repeat(5 << 20) + "\"}]}");
        assertThat(text.statusCode()).isEqualTo(413);
        assertThat(text.body()).contains("studio.note_too_large", "Split it into several notes");
        HttpResponse<String> saved = root.send(
                "PUT", "notes/test-cdc-streaming", "{\"cells\":[{\"text\":\"" + "x".repeat(7 << 20) + "\"}]}");
        assertThat(saved.statusCode()).isEqualTo(413);
        assertThat(saved.body()).contains("more than 6 MB");
        JsonNode results = root.json(
                "POST",
                "notes/import",
                "{\"paragraphs\":[{\"text\":\"SELECT 1\",\"results\":\"" + "x".repeat(20 << 20) + "\"}]}");
        assertThat(results.path("cells").path(0).path("text").asText()).isEqualTo("SELECT 1");
    }

    @Test
    void messagesAreFoundByTimeOffsetPartitionAndText() throws Exception {
        Visitor root = Visitor.root();
        PLANES.kafka().createTopics(List.of(new TopicRequest("seek.me", 2, -1, Map.of())));
        try (KafkaProducer<String, String> producer = producer()) {
            for (int i = 0; i < 20; i++) {
                String value = "{\"price\":%d.50,\"big\":9007199254740993,\"note\":\"Number %d\"}".formatted(i, i);
                producer.send(new ProducerRecord<>("seek.me", i % 2, 1_000L + i, "k" + i, value));
            }
        }
        assertThat(places(root, "limit=3")).containsExactly("1:8", "0:9", "1:9");
        assertThat(places(root, "from=earliest&limit=3")).containsExactly("0:0", "1:0", "0:1");
        assertThat(places(root, "from=time&at=1007&limit=2")).containsExactly("1:3", "0:4");
        assertThat(places(root, "from=time&at=9999")).isEmpty();
        assertThat(places(root, "from=offset&offset=7&partition=1")).containsExactly("1:7", "1:8", "1:9");
        assertThat(places(root, "from=offset&offset=99")).isEmpty();
        assertThat(places(root, "from=latest&filter=NUMBER+1")).hasSize(11).contains("1:0", "0:5", "1:9");
        assertThat(places(root, "from=earliest&filter=number+1&limit=2")).containsExactly("1:0", "0:5");

        List<String> all = new ArrayList<>();
        JsonNode page = root.json("GET", "topics/seek.me/messages?from=earliest&limit=7", "");
        page.path("messages").forEach(each -> all.add(each.path("key").asText()));
        while (!page.path("ended").asBoolean()) {
            String next = "topics/seek.me/messages?from=cursor&limit=7&cursor=";
            page = root.json("GET", next + page.path("cursor").asText(), "");
            page.path("messages").forEach(each -> all.add(each.path("key").asText()));
        }
        assertThat(all)
                .containsExactlyElementsOf(
                        IntStream.range(0, 20).mapToObj(i -> "k" + i).toList());
        JsonNode last = page.path("messages").path(page.path("messages").size() - 1);
        assertThat(last.path("time").asLong()).isEqualTo(1_019);
        assertThat(last.path("value").path("price").asText()).as("not rounded").isEqualTo("19.50");
        assertThat(last.path("value").path("big").asText()).isEqualTo("9007199254740993");

        assertThat(root.get("topics/nowhere/messages").statusCode()).isEqualTo(404);
        assertThat(code(root.get("topics/seek.me/messages?partition=2"))).isEqualTo("topic.no_partition");
        assertThat(code(root.get("topics/seek.me/messages?from=time&at=noon"))).isEqualTo("studio.no_number");
        assertThat(code(root.get("topics/seek.me/messages?from=cursor&cursor=%21")))
                .isEqualTo("topic.bad_cursor");
    }

    @Test
    void aTailGoesOnWhereItsBrowserLostIt() throws Exception {
        Visitor root = Visitor.root();
        PLANES.kafka().createTopics(List.of(new TopicRequest("tail.me", 1, -1, Map.of())));
        String cursor =
                root.json("GET", "topics/tail.me/messages", "").path("cursor").asText();
        try (KafkaProducer<String, String> producer = producer()) {
            for (String value : List.of("one", "three", "two", "four")) {
                producer.send(new ProducerRecord<>("tail.me", value));
            }
        }
        String path = "topics/tail.me/tail?filter=O&cursor=" + cursor;
        // between the page that was read and the stream nothing is lost
        Map<String, String> first = event(root, path, "Accept", "text/event-stream");
        assertThat(first.get("data")).contains("\"one\"");
        Map<String, String> second = event(root, path, "Accept", "text/event-stream", "Last-Event-ID", first.get("id"));
        assertThat(second.get("data")).contains("\"two\"");
    }

    @Test
    void aStreamTellsOfRunsThatBeginWhileItIsOpen() throws Exception {
        Visitor root = Visitor.root();
        JsonNode note = root.json("POST", "notes", NOTE);
        String id = note.path("id").asText();
        root.json(
                "PUT",
                "notes/" + id,
                "{\"title\":\"Mine\",\"cells\":[{\"id\":\"a\",\"kind\":\"sql\",\"text\":\"SELECT 1\"}],\"revision\":\""
                        + note.path("revision").asText() + "\"}");
        List<String> told = new CopyOnWriteArrayList<>();
        HttpRequest request = HttpRequest.newBuilder(address("events?note=" + id))
                .headers("Cookie", root.cookie(), "Accept", "text/event-stream")
                .build();
        try (Stream<String> stream = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofLines())
                .body()) {
            Thread reader = new Thread(() -> stream.forEach(told::add));
            reader.setDaemon(true);
            reader.start();
            // what it is told when it begins
            Awaitility.await().until(() -> told.stream().anyMatch(line -> line.contains("\"pipelines\"")));
            root.json("POST", "notes/" + id + "/cells/a/run", "{}");
            Awaitility.await().until(() -> told.stream()
                    .anyMatch(line -> line.contains("\"state\":\"done\"") && line.contains("\"cell\":\"a\"")));
            assertThat(told)
                    .anyMatch(line -> line.contains("\"columns\":[{\"name\":\"s\"") && line.contains("SELECT 1"));
        }
    }

    /** All lines of a stream, once it has ended. */
    private static CompletableFuture<List<String>> lines(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address(path))
                .header("Accept", "text/event-stream")
                .build();
        HttpResponse<Stream<String>> stream =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofLines());
        assertThat(stream.statusCode()).isEqualTo(200);
        return CompletableFuture.supplyAsync(() -> stream.body().toList());
    }

    /** Data and id of the first event of a stream, which is left then. */
    private static Map<String, String> event(Visitor visitor, String path, String... headers) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address(path))
                .header("Cookie", visitor.cookie())
                .headers(headers)
                .build();
        HttpResponse<Stream<String>> answer =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofLines());
        Map<String, String> found = new HashMap<>();
        try (Stream<String> lines = answer.body()) {
            Iterator<String> each = lines.iterator();
            while (!found.containsKey("data") || !found.containsKey("id")) {
                String[] field = each.next().split(": ?", 2);
                if (field.length == 2) {
                    found.put(field[0], field[1]);
                }
            }
        }
        return found;
    }

    private static KafkaProducer<String, String> producer() {
        Map<String, Object> properties = new HashMap<>(PLANES.kafka().clientProperties());
        return new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
    }

    /** {@code partition:offset} of the messages of a page. */
    private static List<String> places(Visitor visitor, String query) throws Exception {
        List<String> out = new ArrayList<>();
        visitor.json("GET", "topics/seek.me/messages?" + query, "")
                .path("messages")
                .forEach(each -> out.add(each.path("partition").asInt() + ":"
                        + each.path("offset").asInt()));
        return out;
    }
}
