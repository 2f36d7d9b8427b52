/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The jobs of a cluster over its REST API. */
public final class RestJobCluster implements JobCluster {
    private static final Duration SNAPSHOT = Duration.ofMinutes(10);
    private static final Duration END = Duration.ofSeconds(60);
    private static final long POLL_MS = 100;
    private static final Set<String> NOT_YET =
            Set.of("CREATED", "SCHEDULED", "DEPLOYING", "INITIALIZING", "RECONCILING", "CANCELED", "CANCELING");
    private static final List<String> MEASURES = List.of(
            "uptime",
            "downtime",
            "fullRestarts",
            "numRestarts",
            "lastCheckpointDuration",
            "lastCheckpointSize",
            "numberOfFailedCheckpoints");
    private final FlinkRest rest;
    private final ProgramLauncher launcher;
    private final Optional<Path> checkpoints;

    private RestJobCluster(FlinkRest rest, ProgramLauncher launcher, Optional<Path> checkpoints) {
        this.rest = rest;
        this.launcher = launcher;
        this.checkpoints = checkpoints;
    }

    /** A cluster whose JobManager runs the main methods. */
    public static RestJobCluster remote(URI jobManager) {
        FlinkRest rest = new FlinkRest(jobManager, Map.of());
        return new RestJobCluster(rest, new UploadLauncher(rest), Optional.empty());
    }

    /**
     * A cluster of this process, which runs the main methods itself.
     *
     * @param headers that open its REST API; secret
     * @param client Flink's options to reach it
     * @param checkpoints where it writes them
     */
    public static RestJobCluster local(
            URI jobManager, Map<String, String> headers, Map<String, String> client, Path checkpoints) {
        return new RestJobCluster(
                new FlinkRest(jobManager, headers), new LocalLauncher(client), Optional.of(checkpoints));
    }

    @Override
    public List<String> run(Program program) {
        return launcher.launch(program);
    }

    @Override
    public Optional<JobState> state(String job) {
        JsonNode found = rest.get("/jobs/" + job);
        if (found.isMissingNode()) {
            return Optional.empty();
        }
        return Optional.of(new JobState(found.path("state").asText(), failure(job)));
    }

    private String failure(String job) {
        JsonNode entries = rest.get("/jobs/" + job + "/exceptions?maxExceptions=1")
                .path("exceptionHistory")
                .path("entries");
        return entries.path(0).path("stacktrace").asText("");
    }

    @Override
    public void awaitRunning(String job, Duration patience) {
        Instant giveUp = Instant.now().plus(patience);
        while (true) {
            JsonNode found = rest.get("/jobs/" + job);
            String state = found.path("state").asText();
            if (state.equals("FINISHED")) {
                return;
            }
            String failure = found.isMissingNode() ? "" : failure(job);
            if (state.equals("FAILED") || !failure.isEmpty()) {
                cancel(job);
                throw ProgramFailure.ofJob(job, failure);
            }
            if (state.equals("RUNNING") && tasksRun(found)) {
                return;
            }
            if (state.equals("CANCELED") || Instant.now().isAfter(giveUp)) {
                cancel(job);
                throw new CrosscurrentException(
                        "flink.job_slow",
                        "Job %s does not run after %d s; its state is %s."
                                .formatted(job, patience.toSeconds(), state.isEmpty() ? "unknown" : state),
                        "See the log of Flink, then start it again.");
            }
            pause();
        }
    }

    private static boolean tasksRun(JsonNode job) {
        for (JsonNode vertex : job.path("vertices")) {
            if (NOT_YET.contains(vertex.path("status").asText())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String snapshot(String job) {
        return savepoint(job, "/savepoints", Map.of("cancel-job", false));
    }

    @Override
    public Optional<String> stop(String job) {
        if (state(job).filter(state -> !state.ended()).isEmpty()) {
            launcher.ended(job);
            return Optional.empty();
        }
        String path;
        try {
            path = savepoint(job, "/stop", Map.of("drain", false));
        } catch (CrosscurrentException e) {
            if (state(job).filter(state -> state.state().equals("FINISHED")).isPresent()) {
                return Optional.empty();
            }
            throw e;
        }
        await(() -> state(job).filter(state -> !state.ended()).isEmpty());
        launcher.ended(job);
        return Optional.of(path);
    }

    private String savepoint(String job, String operation, Map<String, Object> request) {
        try {
            String trigger = rest.post("/jobs/" + job + operation, request)
                    .path("request-id")
                    .asText();
            Instant giveUp = Instant.now().plus(SNAPSHOT);
            while (Instant.now().isBefore(giveUp)) {
                JsonNode answer = rest.get("/jobs/" + job + "/savepoints/" + trigger);
                if (answer.path("status").path("id").asText().equals("COMPLETED")) {
                    JsonNode done = answer.path("operation");
                    if (done.has("location")) {
                        return done.path("location").asText();
                    }
                    throw noSnapshot(
                            job, done.path("failure-cause").path("stack-trace").asText());
                }
                pause();
            }
            throw noSnapshot(job, "it took longer than " + SNAPSHOT.toMinutes() + " minutes");
        } catch (FlinkRest.Refusal e) {
            throw noSnapshot(job, e.getMessage());
        }
    }

    private static CrosscurrentException noSnapshot(String job, String stack) {
        String remedy = stack.contains("savepoint directory")
                ? "Set execution.checkpointing.savepoint-dir in the configuration of the Flink cluster, to a place all its"
                        + " nodes reach."
                : "See the log of Flink; try again when all tasks of the job run, or stop it with Force.";
        return new CrosscurrentException(
                "flink.snapshot",
                "No snapshot of job %s could be taken: %s".formatted(job, ProgramFailure.reason(stack)),
                remedy);
    }

    @Override
    public void cancel(String job) {
        if (state(job).filter(state -> !state.ended()).isPresent()) {
            try {
                rest.patch("/jobs/" + job + "?mode=cancel");
            } catch (FlinkRest.Refusal e) {
                // It may have ended in between; whether it did decides.
                if (state(job).filter(state -> !state.ended()).isPresent()) {
                    throw new CrosscurrentException(
                            "flink.cancel",
                            "Job %s cannot be cancelled: %s".formatted(job, ProgramFailure.reason(e.getMessage())),
                            "See the log of Flink; then try again.",
                            e);
                }
            }
            await(() -> state(job).filter(state -> !state.ended()).isEmpty());
        }
        launcher.ended(job);
    }

    @Override
    public void discard(String path) {
        try {
            String trigger = rest.post("/savepoint-disposal", Map.of("savepoint-path", path))
                    .path("request-id")
                    .asText();
            await(() -> rest.get("/savepoint-disposal/" + trigger)
                    .path("status")
                    .path("id")
                    .asText("COMPLETED")
                    .equals("COMPLETED"));
        } catch (FlinkRest.Refusal e) {
            throw new CrosscurrentException(
                    "flink.discard",
                    "The snapshot %s cannot be deleted: %s".formatted(path, ProgramFailure.reason(e.getMessage())),
                    "See the log of Flink; then try again.",
                    e);
        }
    }

    @Override
    public Optional<String> checkpoint(String job, String seen) {
        String known = rest.get("/jobs/" + job + "/checkpoints")
                .path("latest")
                .path("completed")
                .path("external_path")
                .asText("");
        if (!known.isEmpty() && !known.startsWith("<")) {
            return Optional.of(known);
        }
        return checkpoints
                .flatMap(directory -> newest(directory.resolve(job)))
                .or(() -> newestBeside(seen))
                .or(() -> Optional.of(seen).filter(path -> !path.isEmpty()));
    }

    /** Where the checkpoints of a job are files that this machine has as well, one may be newer than the one last seen. */
    private static Optional<String> newestBeside(String seen) {
        return seen.startsWith("file:") ? newest(Path.of(URI.create(seen)).getParent()) : Optional.empty();
    }

    /** Flink names them {@code chk-<number>} and writes their {@code _metadata} last. */
    private static Optional<String> newest(Path directory) {
        if (!Files.isDirectory(directory)) {
            return Optional.empty();
        }
        try (Stream<Path> found = Files.list(directory)) {
            return found.filter(each -> each.getFileName().toString().matches("chk-\\d+"))
                    .filter(each -> Files.exists(each.resolve("_metadata")))
                    .max(Comparator.comparingLong(
                            each -> Long.parseLong(each.getFileName().toString().substring("chk-".length()))))
                    .map(each -> each.toUri().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void forget(String job) {
        Path directory = checkpoints
                .map(all -> all.resolve(job))
                .filter(Files::isDirectory)
                .orElse(null);
        if (directory == null || !job.matches("[0-9a-f]{32}")) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, Double> measures(String job) {
        Map<String, Double> measures = new HashMap<>();
        for (JsonNode metric : rest.get("/jobs/" + job + "/metrics?get=" + String.join(",", MEASURES))) {
            String value = metric.path("value").asText();
            if (value.matches("-?\\d+(\\.\\d+)?([eE]-?\\d+)?")) {
                measures.put(metric.path("id").asText(), Double.parseDouble(value));
            }
        }
        measures.computeIfAbsent("fullRestarts", name -> measures.get("numRestarts"));
        measures.remove("numRestarts");
        double in = 0;
        double out = 0;
        for (JsonNode vertex : rest.get("/jobs/" + job).path("vertices")) {
            in += vertex.path("metrics").path("read-records").asDouble();
            out += vertex.path("metrics").path("write-records").asDouble();
        }
        measures.put("numRecordsIn", in);
        measures.put("numRecordsOut", out);
        return measures;
    }

    private static void await(BooleanSupplier condition) {
        Instant giveUp = Instant.now().plus(END);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(giveUp)) {
                throw new CrosscurrentException(
                        "flink.slow",
                        "Flink did not finish within %d s.".formatted(END.toSeconds()),
                        "See its log; then try again.");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CrosscurrentException(
                    "flink.interrupted", "Interrupted while waiting for Flink.", "Try again.", e);
        }
    }
}
