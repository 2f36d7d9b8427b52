/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.registry.RegistryRecord.Statistics;
import io.crosscurrent.engines.sql.SqlEngine.SqlFailure;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.aws.WireService;
import io.crosscurrent.server.dms.task.TaskProgress;
import io.crosscurrent.server.engine.Engines;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How everything stands. Asked by many pages; the picture is drawn at most once a second. */
public final class Pipelines {
    private static final Pattern FAILURE = Pattern.compile("(?s)(.*) \\[([a-z_.]+)\\] (.*)");
    private static final Pattern CELL = Pattern.compile("studio/([^/]+)/(.+)");
    /** Topics in which tasks keep their own state. */
    private static final String OURS = "crosscurrent-";

    private static final long FRESH_MS = 900;
    private static final long AWAY_MS = 5_000;
    private static final long SOON_MS = 60_000;

    private final Supplier<List<TaskProgress>> progress;
    private final WireService dms;
    private final Engines engines;
    private final Clock clock;
    private final Map<String, Sample> samples = new HashMap<>();
    private ObjectNode last;
    private long lastMillis;
    private long askFlinkMillis;
    private String flinkAway;

    /** Counts of a task at some time, and what they grew by. @param load as it was when the load began */
    private record Sample(long millis, long changes, long loaded, double rate, Load load) {}

    /** When a load was seen to begin, and how many rows there were then. */
    private record Load(long millis, long rows) {
        /** At the pace so far; 0 when nothing has come yet. */
        long secondsLeft(long now, long loaded, long expected) {
            return loaded <= rows ? 0 : Math.round((expected - loaded) * (now - millis) / 1000.0 / (loaded - rows));
        }
    }

    /** @param dms the service of endpoints and tasks */
    public Pipelines(Supplier<List<TaskProgress>> progress, WireService dms, Engines engines, Clock clock) {
        this.progress = progress;
        this.dms = dms;
        this.engines = engines;
        this.clock = clock;
    }

    public synchronized ObjectNode describe() {
        long now = clock.millis();
        if (last == null || now - lastMillis >= FRESH_MS) {
            last = draw(now);
            lastMillis = now;
        }
        return last.deepCopy();
    }

    private ObjectNode draw(long now) {
        Map<String, TaskProgress> told =
                progress.get().stream().collect(Collectors.toMap(TaskProgress::name, each -> each, (a, b) -> a));
        ObjectNode out = PojoCodec.object();
        ArrayNode tasks = out.putArray("tasks");
        ObjectNode request = PojoCodec.object().put("WithoutSettings", true);
        for (JsonNode task : dms.answer("DescribeReplicationTasks", request).path("ReplicationTasks")) {
            TaskProgress at = told.get(task.path("ReplicationTaskIdentifier").asText());
            if (at != null) {
                task(tasks.addObject(), task, at, now);
            }
        }
        ArrayNode endpoints = out.putArray("endpoints");
        for (JsonNode endpoint :
                dms.answer("DescribeEndpoints", PojoCodec.object()).path("Endpoints")) {
            endpoints
                    .addObject()
                    .put("arn", endpoint.path("EndpointArn").asText())
                    .put("id", endpoint.path("EndpointIdentifier").asText())
                    .put("type", endpoint.path("EndpointType").asText().toLowerCase(java.util.Locale.ROOT))
                    .put("engine", endpoint.path("EngineName").asText())
                    .put("address", address(endpoint));
        }
        out.put("kafka", ready(engines.kafka()) ? engines.startedKafka().bootstrapServers() : "");
        topics(out.putArray("topics"));
        flink(out, now);
        return out;
    }

    /** The picture stands without Flink as well; a cluster that did not answer is not asked again at once. */
    private void flink(ObjectNode out, long now) {
        ArrayNode jobs = out.putArray("jobs");
        if (now >= askFlinkMillis) {
            try {
                jobs(jobs);
                flinkAway = null;
            } catch (CrosscurrentException | SqlFailure e) {
                flinkAway = e.getMessage();
                askFlinkMillis = now + AWAY_MS;
            }
        }
        if (flinkAway != null) {
            out.put("flinkAway", flinkAway);
        }
    }

    private static String address(JsonNode endpoint) {
        String broker = endpoint.path("KafkaSettings").path("Broker").asText("");
        String server = endpoint.path("ServerName").asText("");
        return !broker.isEmpty()
                ? broker
                : server.isEmpty() ? "" : server + ":" + endpoint.path("Port").asText();
    }

    private void task(ObjectNode out, JsonNode task, TaskProgress at, long now) {
        long expected = at.tables().stream()
                .mapToLong(each -> Math.max(each.loadRowsEstimate(), each.fullLoadRows()))
                .sum();
        Sample sample = sample(at, expected, now);
        out.put("arn", task.path("ReplicationTaskArn").asText())
                .put("id", at.name())
                .put("status", at.status())
                .put("type", task.path("MigrationType").asText())
                .put("source", task.path("SourceEndpointArn").asText())
                .put("target", task.path("TargetEndpointArn").asText())
                .put("phase", at.told() == null ? "" : at.told().phase())
                .put("position", at.told() == null ? "" : at.told().position())
                .put("lagSeconds", at.lagMillis(now) / 1000.0)
                .put("rate", Math.round(sample.rate() * 10) / 10.0)
                .put(
                        "loadPercent",
                        task.path("ReplicationTaskStats")
                                .path("FullLoadProgressPercent")
                                .asInt())
                .put("rowsLoaded", sample.loaded())
                .put("rowsExpected", expected);
        long left = sample.load().secondsLeft(now, sample.loaded(), expected);
        if (left > 0) {
            out.put("secondsLeft", left);
        }
        ArrayNode tables = out.putArray("tables");
        at.tables().forEach(table -> table(tables.addObject(), table));
        String failure = task.path("LastFailureMessage").asText("");
        if (!failure.isEmpty() && !failure.equals("null")) {
            Matcher parts = FAILURE.matcher(failure);
            boolean known = parts.matches();
            out.putObject("failure")
                    .put("message", known ? parts.group(1) : failure)
                    .put("remedy", known ? parts.group(3) : "");
        }
    }

    private static void table(ObjectNode out, Statistics table) {
        out.put("schema", table.schema())
                .put("table", table.table())
                .put("state", table.state())
                .put("rows", table.fullLoadRows())
                .put("total", Math.max(table.loadRowsEstimate(), table.fullLoadRows()))
                .put("inserts", table.inserts())
                .put("updates", table.updates())
                .put("deletes", table.deletes());
    }

    /** Tasks tell their counts with each commit; rates are taken over at least two seconds. */
    private Sample sample(TaskProgress at, long expected, long now) {
        long changes = at.tables().stream()
                .mapToLong(each -> each.inserts() + each.updates() + each.deletes())
                .sum();
        long loaded = at.tables().stream().mapToLong(Statistics::fullLoadRows).sum();
        Sample before = samples.get(at.id());
        boolean goesOn =
                before != null && loaded < expected && loaded >= before.load().rows();
        Load load = goesOn ? before.load() : begun(at, before, loaded, now);
        boolean early = before != null && now - before.millis() < 2_000;
        double seconds = before == null ? 1 : (now - before.millis()) / 1000.0;
        double rate = before == null ? 0 : early ? before.rate() : Math.max(0, (changes - before.changes()) / seconds);
        Sample sample = early
                ? new Sample(before.millis(), before.changes(), loaded, rate, load)
                : new Sample(now, changes, loaded, rate, load);
        samples.put(at.id(), sample);
        return sample;
    }

    /** One first seen soon after it began is reckoned from there; what an older one did before may lie behind a pause. */
    private static Load begun(TaskProgress at, Sample before, long loaded, long now) {
        if (before != null) {
            return new Load(now, Math.min(before.loaded(), loaded));
        }
        long began = at.tables().stream()
                .mapToLong(Statistics::loadStartMillis)
                .filter(millis -> millis > 0 && millis <= now)
                .min()
                .orElse(0);
        return now - began < SOON_MS ? new Load(began, 0) : new Load(now, loaded);
    }

    private static <T> boolean ready(CompletableFuture<T> engine) {
        return engine.isDone() && !engine.isCompletedExceptionally();
    }

    private void topics(ArrayNode out) {
        if (ready(engines.kafka())) {
            engines.startedKafka().topics().stream()
                    .filter(topic -> !topic.name().startsWith(OURS))
                    .forEach(topic -> out.addObject()
                            .put("name", topic.name())
                            .put("partitions", topic.partitions())
                            .put("messages", topic.records()));
        }
    }

    /** Jobs of Flink, newest first. */
    public void jobs(ArrayNode out) {
        if (!ready(engines.sql())) {
            return;
        }
        engines.startedSql().jobs().stream()
                .sorted((a, b) -> Long.compare(b.startedMillis(), a.startedMillis()))
                .limit(200)
                .forEach(job -> {
                    ObjectNode each = out.addObject()
                            .put("id", job.id())
                            .put("name", job.name())
                            .put("state", job.state())
                            .put(
                                    "startedAt",
                                    Instant.ofEpochMilli(job.startedMillis()).toString());
                    Matcher cell = CELL.matcher(job.name());
                    if (cell.matches()) {
                        each.put("note", cell.group(1)).put("cell", cell.group(2));
                    }
                });
    }
}
