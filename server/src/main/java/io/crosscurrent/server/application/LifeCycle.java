/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.application;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.engines.job.JobCluster.JobState;
import io.crosscurrent.engines.job.Program.Restore;
import io.crosscurrent.server.application.Applications.Row;
import io.crosscurrent.server.application.Snapshots.Snapshot;
import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.PojoCodec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes applications from one state to the next. What waits for Flink is done in the background; the store says what is going
 * on, so that {@link #resume} can take it up after the control plane had ended at any moment.
 */
final class LifeCycle {
    static final String READY = "READY";
    static final String RUNNING = "RUNNING";
    /** The last complete checkpoint of each job, "" for none, of clusters that forget. */
    static final String REACHED = "reached";

    private static final Logger LOG = LoggerFactory.getLogger(LifeCycle.class);
    private static final Set<String> HALFWAY = Set.of("STARTING", "UPDATING", "ROLLING_BACK");
    private static final Set<String> STOPS = Set.of("STOPPING", "FORCE_STOPPING");

    private final Applications applications;
    private final Jobs jobs;
    private final Executor background;
    private final Set<String> unknown = ConcurrentHashMap.newKeySet();

    LifeCycle(Applications applications, Jobs jobs, Executor background) {
        this.applications = applications;
        this.jobs = jobs;
        this.background = background;
    }

    /** How something ended. @param started jobs that run now; @param failure "" when it succeeded */
    private record Outcome(String status, List<String> started, Consumer<ObjectNode> change, String failure) {
        static Outcome of(String status, Consumer<ObjectNode> change) {
            return new Outcome(status, List.of(), change, "");
        }

        static Outcome failed(String status, RuntimeException failure) {
            return new Outcome(status, List.of(), document -> {}, text(failure));
        }
    }

    private static String text(RuntimeException failure) {
        if (failure instanceof CrosscurrentException known) {
            return known.oneLine();
        }
        LOG.error("An operation of an application failed", failure);
        return "The operation failed inside the server: " + failure;
    }

    /** What is done in the background. */
    @FunctionalInterface
    private interface Work {
        Outcome on(Row application);
    }

    /** @param fallback state after a failure that was not foreseen */
    private void run(Row application, String operation, String fallback, Work work) {
        background.execute(() -> {
            Outcome outcome;
            try {
                outcome = work.on(application);
            } catch (RuntimeException e) {
                outcome = Outcome.failed(fallback, e);
            }
            finish(application, operation, outcome);
        });
    }

    /** A stop by force may have overtaken it: then the state is no longer its own, and what it has started ends. */
    private void finish(Row application, String operation, Outcome outcome) {
        Consumer<ObjectNode> ended = Applications.ended(operation, outcome.failure(), applications.now())
                .andThen(Applications::launched);
        Row after = applications.finish(
                application, operation, outcome.status(), outcome.change().andThen(ended), ended);
        applications.log(
                application,
                "The application is " + after.status() + "."
                        + (outcome.failure().isEmpty() ? "" : " " + outcome.failure()));
        if (!outcome.failure().isEmpty()) {
            LOG.warn("Application {}: {}", application.name(), outcome.failure());
        }
        if (!outcome.started().isEmpty() && !after.jobs().containsAll(outcome.started())) {
            jobs.cancel(outcome.started());
        }
    }

    private Consumer<ObjectNode> begun(String id, String operation) {
        return Applications.begun(id, operation, applications.now());
    }

    /** @param wish the {@code RunConfiguration} */
    String start(String name, ObjectNode wish) {
        String id = UUID.randomUUID().toString();
        Row found = applications.require(name);
        restores(found, wish);
        Row application = applications.move(
                name,
                Set.of(READY),
                "STARTING",
                "started",
                begun(id, "StartApplication").andThen(document -> document.set("run", wish)));
        run(application, id, READY, this::launch);
        return id;
    }

    private Outcome launch(Row application) {
        if (application.interactive()) {
            return Outcome.of(RUNNING, document -> {});
        }
        JsonNode wish = application.document().path("run");
        return launch(application, restores(application, wish));
    }

    private Outcome launch(Row application, List<Restore> restores) {
        return launch(application, restores, true);
    }

    private Outcome launch(Row application, List<Restore> restores, boolean strict) {
        Row noted = applications.change(application, "", Applications.launching());
        List<String> started = jobs.start(noted, restores, strict);
        Consumer<ObjectNode> change = document -> {
            document.remove(REACHED);
            started.forEach(document.putArray("jobs")::add);
            ArrayNode restored = document.putArray("restored");
            restores.forEach(each -> restored.add(each.path()));
        };
        return new Outcome(RUNNING, started, change, "");
    }

    /** @throws ApiException when the snapshot that is asked for is not there */
    private static List<Restore> restores(Row application, JsonNode wish) {
        JsonNode restore = wish.path("ApplicationRestoreConfiguration");
        boolean less = wish.at("/FlinkRunConfiguration/AllowNonRestoredState").asBoolean(false);
        Optional<Snapshot> snapshot =
                switch (restore.path("ApplicationRestoreType").asText("RESTORE_FROM_LATEST_SNAPSHOT")) {
                    case "SKIP_RESTORE_FROM_SNAPSHOT" -> Optional.empty();
                    case "RESTORE_FROM_CUSTOM_SNAPSHOT" -> {
                        Snapshot found = Snapshots.require(
                                application, restore.path("SnapshotName").asText());
                        if (!found.status().equals(READY)) {
                            throw new ApiException(
                                    "InvalidArgumentException",
                                    "Snapshot " + found.name() + " is " + found.status() + ", not READY.");
                        }
                        yield Optional.of(found);
                    }
                    case "RESTORE_FROM_LATEST_SNAPSHOT" ->
                        application.configuration().snapshots() ? Snapshots.latest(application) : Optional.empty();
                    default ->
                        throw new ApiException(
                                "InvalidArgumentException",
                                "ApplicationRestoreType must be SKIP_RESTORE_FROM_SNAPSHOT, RESTORE_FROM_LATEST_SNAPSHOT"
                                        + " or RESTORE_FROM_CUSTOM_SNAPSHOT.");
                };
        return snapshot.map(found -> restores(found.paths(), less)).orElse(List.of());
    }

    private static List<Restore> restores(List<String> paths, boolean less) {
        return paths.stream().map(path -> new Restore(path, less)).toList();
    }

    String stop(String name, boolean force) {
        String id = UUID.randomUUID().toString();
        Row application = applications.move(
                name,
                force ? Set.of(RUNNING, "STARTING", "UPDATING", "STOPPING") : Set.of(RUNNING),
                force ? "FORCE_STOPPING" : "STOPPING",
                "stopped",
                begun(id, "StopApplication"));
        run(application, id, RUNNING, found -> halt(found, force));
        return id;
    }

    private Outcome halt(Row application, boolean force) {
        if (force || application.interactive() || !application.configuration().snapshots()) {
            jobs.end(application);
            return Outcome.of(READY, stopped(List.of(), ""));
        }
        try {
            return Outcome.of(READY, stopped(jobs.stop(application), "stop"));
        } catch (CrosscurrentException e) {
            // Without its snapshot it would lose what it has done, so it goes on; Force says otherwise.
            return Outcome.failed(RUNNING, e);
        }
    }

    private Consumer<ObjectNode> stopped(List<String> paths, String why) {
        Consumer<ObjectNode> empty = document -> {
            document.putArray("jobs");
            document.putArray("former");
            document.putArray("restored");
            document.remove(REACHED);
        };
        long now = applications.now();
        return paths.isEmpty()
                ? empty
                : empty.andThen(document -> Snapshots.taken(
                                why + "-" + document.path("version").asLong() + "-" + now, paths, now)
                        .accept(document));
    }

    /** @param given the new configuration; @param wish the {@code RunConfigurationUpdate} */
    Row update(String name, ObjectNode given, ObjectNode wish, String id) {
        Row found = applications.require(name);
        boolean running = found.status().equals(RUNNING) && !found.interactive();
        Row application = applications.move(
                name,
                found.interactive() ? Set.of(READY) : Set.of(running ? RUNNING : READY),
                running ? "UPDATING" : READY,
                "updated",
                begun(id, "UpdateApplication")
                        .andThen(applications.version(given))
                        .andThen(document -> {
                            if (!wish.isEmpty()) {
                                document.set("run", wish);
                            }
                        }));
        if (running) {
            run(application, id, READY, row -> exchange(row, wish));
            return application;
        }
        return applications.change(application, "", Applications.ended(id, "", applications.now()));
    }

    /** Stops what runs and starts the new version from there. */
    private Outcome exchange(Row application, ObjectNode wish) {
        Outcome halted = halt(application, false);
        if (!halted.failure().isEmpty()) {
            return new Outcome(RUNNING, List.of(), LifeCycle::previous, halted.failure());
        }
        Row stopped = applications.change(application, "", halted.change());
        try {
            return launch(stopped, restores(stopped, wish));
        } catch (CrosscurrentException e) {
            if (!stopped.configuration().rollback()) {
                return Outcome.failed(READY, e);
            }
            Row before =
                    applications.change(stopped, "ROLLING_BACK", back(stopped).andThen(Applications::launched));
            Outcome again = launch(
                    before,
                    Snapshots.latest(before)
                            .map(snapshot -> restores(snapshot.paths(), false))
                            .orElse(List.of()));
            return new Outcome(
                    again.status(), again.started(), again.change(), text(e) + " The version before runs again.");
        }
    }

    /** Takes a version back that never ran. */
    private static void previous(ObjectNode document) {
        JsonNode former = document.withArrayProperty("versions").remove(0);
        document.set("given", former.get("given"));
        document.set("version", former.get("version"));
        document.set("updated", former.get("updated"));
    }

    /** Brings the version before back, as a new one. */
    private Consumer<ObjectNode> back(Row application) {
        ObjectNode former = application.versions().get(0);
        return applications.version((ObjectNode) former.get("given")).andThen(document -> {
            document.put("rolledBackFrom", application.version());
            document.set("rolledBackTo", former.get("version"));
        });
    }

    Row rollBack(String name, long version) {
        Row found = applications.require(name);
        String id = UUID.randomUUID().toString();
        if (found.version() != version) {
            throw new ApiException(
                    "ConcurrentModificationException",
                    "The application is at version " + found.version() + ", not " + version + ".");
        }
        if (found.versions().isEmpty()) {
            throw new ApiException("InvalidRequestException", "The application has no version before this one.");
        }
        Snapshot snapshot = Snapshots.latest(found)
                .orElseThrow(() -> new ApiException(
                        "InvalidRequestException",
                        "The application has no snapshot to go back to; use UpdateApplication instead."));
        Row application = applications.move(
                name,
                Set.of(RUNNING),
                "ROLLING_BACK",
                "rolled back",
                begun(id, "RollbackApplication").andThen(back(found)));
        run(application, id, READY, row -> {
            jobs.end(row);
            return launch(row, restores(snapshot.paths(), true));
        });
        return application;
    }

    void snapshot(String name, String snapshot) {
        Row application = applications.move(
                name, Set.of(RUNNING), RUNNING, "snapshotted", Snapshots.begun(snapshot, applications.now()));
        if (application.jobs().isEmpty()) {
            applications.change(application, "", Snapshots.removed(snapshot));
            throw new ApiException("InvalidRequestException", "Application " + name + " runs no job.");
        }
        background.execute(() -> applications.change(application, "", Snapshots.ended(snapshot, paths(application))));
    }

    /** @return empty when they could not be taken */
    private List<String> paths(Row application) {
        try {
            return jobs.snapshot(application);
        } catch (RuntimeException e) {
            String failure = text(e);
            LOG.warn("Application {}: {}", application.name(), failure);
            applications.log(application, failure);
            return List.of();
        }
    }

    void discard(String name, Snapshot snapshot) {
        Row application = applications.require(name);
        if (snapshot.status().equals("CREATING")) {
            throw new ApiException("ResourceInUseException", "Snapshot " + snapshot.name() + " is being taken.");
        }
        snapshot.paths().forEach(jobs.cluster()::discard);
        applications.change(application, "", Snapshots.removed(snapshot.name()));
    }

    /** Ends an application and deletes what it has kept. */
    void delete(Row application) {
        applications.change(application, "DELETING", document -> {});
        jobs.end(application);
        for (Snapshot snapshot : Snapshots.of(application)) {
            snapshot.paths().forEach(jobs.cluster()::discard);
        }
        applications.delete(application);
    }

    /** Takes up what was going on when the control plane ended, and starts again what is gone. Waits for Flink. */
    void resume() {
        for (Row found : applications.list()) {
            Row application =
                    applications.change(found, "", applications.broken().andThen(Snapshots.broken()));
            if (application.status().equals("DELETING")) {
                delete(application);
            } else if (STOPS.contains(application.status())) {
                boolean force = application.status().equals("FORCE_STOPPING");
                again(application, "StopApplication", row -> halt(row, force));
            } else if (HALFWAY.contains(application.status())) {
                again(application, "StartApplication", this::goOn);
            } else if (application.status().equals(RUNNING) && !application.interactive() && lost(application)) {
                startAgain(application);
            }
        }
    }

    private void again(Row application, String operation, Work work) {
        String id = UUID.randomUUID().toString();
        run(applications.change(application, "", begun(id, operation)), id, READY, work);
    }

    private boolean lost(Row application) {
        return jobs.states(application).stream().anyMatch(Optional::isEmpty);
    }

    /** From its last checkpoints where it had jobs, else as it was to be started: what had begun of that start goes on. */
    private Outcome goOn(Row application) {
        if (application.jobs().isEmpty()) {
            return launch(application);
        }
        List<String> paths = jobs.checkpoints(application);
        jobs.cancel(application.jobs());
        // What it reads may come back later than Flink, and then it shall go on.
        Outcome started = launch(application, restores(paths, false), false);
        List<String> former = application.jobs();
        return new Outcome(
                started.status(),
                started.started(),
                started.change().andThen(document -> former.forEach(document.withArrayProperty("former")::add)),
                "");
    }

    /**
     * Notes what has ended by itself and how far the rest has come, and starts again what Flink has lost. Called every ten
     * seconds.
     */
    void watch() {
        for (Row application : applications.list()) {
            if (application.status().equals(RUNNING)
                    && !application.jobs().isEmpty()
                    && !missing(application, jobs.states(application))) {
                reached(application);
            }
        }
    }

    /** @return whether none of its jobs runs any more */
    private boolean missing(Row application, List<Optional<JobState>> states) {
        if (states.stream().allMatch(state -> state.filter(JobState::ended).isPresent())) {
            ended(application, states);
            return true;
        }
        if (states.stream().anyMatch(Optional::isPresent)) {
            unknown.remove(application.arn());
            return false;
        }
        // Twice, because a JobManager that just starts may still come to know them.
        if (!unknown.add(application.arn())) {
            unknown.remove(application.arn());
            startAgain(application);
        }
        return true;
    }

    private void startAgain(Row application) {
        try {
            Row starting =
                    applications.move(application.name(), Set.of(RUNNING), "STARTING", "started again", document -> {});
            applications.log(application, "Flink has lost jobs of the application; they are started again.");
            again(starting, "StartApplication", this::goOn);
        } catch (ApiException e) {
            LOG.debug("Application {} was taken elsewhere meanwhile", application.name(), e);
        }
    }

    /** A cluster elsewhere forgets its jobs when it ends, so what they have reached is noted here. */
    private void reached(Row application) {
        List<String> paths = jobs.reached(application);
        if (!paths.isEmpty() && !paths.equals(application.texts(REACHED))) {
            applications.change(application, "", document -> {
                if (Applications.texts(document, "jobs").equals(application.jobs())) {
                    paths.forEach(document.putArray(REACHED)::add);
                }
            });
        }
    }

    private void ended(Row application, List<Optional<JobState>> states) {
        String failure = states.stream()
                .map(state -> state.map(JobState::failure).orElse(""))
                .filter(text -> !text.isEmpty())
                .map(text -> "A job has failed: " + text.lines().findFirst().orElse(""))
                .findFirst()
                .orElse("");
        String id = UUID.randomUUID().toString();
        try {
            applications.log(application, failure.isEmpty() ? "All jobs have finished." : failure);
            applications.move(
                    application.name(),
                    Set.of(RUNNING),
                    READY,
                    "ended",
                    begun(id, "StopApplication")
                            .andThen(stopped(List.of(), ""))
                            .andThen(Applications.ended(id, failure, applications.now())));
        } catch (ApiException e) {
            LOG.debug("Application {} was taken elsewhere meanwhile", application.name(), e);
        }
    }

    /** A copy of a request's member; empty when it is missing. */
    static ObjectNode member(JsonNode request, String name) {
        return request.get(name) instanceof ObjectNode found ? found : PojoCodec.object();
    }
}
