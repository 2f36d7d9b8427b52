/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.task;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.registry.RegistryRecord;
import io.crosscurrent.core.source.Finding;
import io.crosscurrent.engines.connect.ConnectEngine;
import io.crosscurrent.engines.connect.ConnectEngine.ConnectorStatus;
import io.crosscurrent.server.dms.Platform;
import io.crosscurrent.server.dms.endpoint.AdvertisedBrokers;
import io.crosscurrent.server.dms.endpoint.Endpoints;
import io.crosscurrent.server.dms.endpoint.KafkaAddress;
import io.crosscurrent.server.dms.endpoint.TargetCheck;
import io.crosscurrent.server.engine.Engines;
import io.crosscurrent.server.registry.Registry;
import io.crosscurrent.server.registry.StateTopics;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps of a task: each looks at the world, does one thing that may be repeated, and says where the task then is. */
final class TaskSteps {
    private static final Logger LOG = LoggerFactory.getLogger(TaskSteps.class);
    static final String EVENTS = "replication-task";
    private static final String GONE = "gone";
    private static final String STOP_TOLD = "stopTold";

    private final Platform platform;
    private final Engines engines;
    private final Endpoints endpoints;
    private final Registry registry;
    private final ConnectorConfiguration configuration;
    private final Retries retries;
    /** Of tasks whose connector does not run because their Kafka is out of reach. */
    private final Retries launches;

    TaskSteps(Platform platform, Engines engines, Endpoints endpoints, Registry registry) {
        this.platform = platform;
        this.engines = engines;
        this.endpoints = endpoints;
        this.registry = registry;
        this.configuration = new ConnectorConfiguration(endpoints, registry.topic());
        this.retries = new Retries(platform.clock());
        this.launches = new Retries(platform.clock());
    }

    /** @return the same object when there is nothing to do but wait */
    TaskRow next(TaskRow task) {
        return switch (task.step()) {
            case RESET -> reset(task);
            case LAUNCH -> launch(task);
            case AWAIT -> await(task);
            case HALT -> halt(task);
            case REMOVE -> remove(task);
            case WATCH -> task.status() == TaskStatus.RUNNING ? watch(task) : task;
        };
    }

    private TaskRow reset(TaskRow task) {
        ConnectEngine connect = engines.startedConnect();
        checkTarget(task);
        Map<String, String> cluster = follow(task);
        if (connect.status(task.connector()).isPresent()) {
            connect.stop(task.connector());
        }
        StateTopics.delete(task.id(), cluster);
        registry.forget(task.id(), cluster);
        return task.with("resetAt", platform.clock().millis()).at(task.status(), Step.LAUNCH);
    }

    private TaskRow launch(TaskRow task) {
        ConnectEngine connect = engines.startedConnect();
        boolean again = task.status() == TaskStatus.RUNNING;
        if (!again) {
            checkTarget(task);
            follow(task);
        } else if (!launches.due(task) || !reached(task)) {
            return task;
        }
        Map<String, String> wanted = configuration.of(task);
        String mark = Integer.toHexString(wanted.hashCode());
        Optional<ConnectorStatus> status = connect.status(task.connector());
        boolean same = status.isPresent() && healthy(status.get()) && mark.equals(task.note("configuration"));
        if (!same) {
            registry.view().forgetTrouble(task.id());
            if (status.isPresent()) {
                // a connector that failed or was stopped before must not be seen failing again
                connect.stop(task.connector());
            }
            connect.put(task.connector(), wanted);
            boolean stopped = connect.status(task.connector())
                    .map(now -> now.state().equals("STOPPED") || now.state().equals("PAUSED"))
                    .orElse(false);
            if (stopped) {
                connect.resume(task.connector());
            }
        }
        return task.noted("configuration", mark).at(task.status(), again ? Step.WATCH : Step.AWAIT);
    }

    /** A task that ran waits for its Kafka, and says so, as it does while it runs. */
    private boolean reached(TaskRow task) {
        try {
            follow(task);
            return true;
        } catch (CrosscurrentException e) {
            FailureText failure = new FailureText(e.oneLine(), e.code());
            // Before the attempt counts: another thread that reaches the cluster then takes both back.
            registry.view().meets(task.id(), e, platform.clock().millis());
            if (launches.after(task, failure) == Retries.Decision.GIVE_UP) {
                registry.view().passed(task.id(), e.code());
                throw e;
            }
            return false;
        }
    }

    /** Whether the next step may take as long as a Kafka that is away is waited for. */
    static boolean mayTakeLong(TaskRow task) {
        return task.status() == TaskStatus.RUNNING && task.step() == Step.LAUNCH;
    }

    /** Runs, or is about to: a worker that has just started has not yet assigned what it ran before. */
    private static boolean healthy(ConnectorStatus status) {
        boolean wantsToRun =
                switch (status.state()) {
                    case "FAILED", "STOPPED", "PAUSED" -> false;
                    default -> true;
                };
        return wantsToRun && !status.taskState().equals("FAILED");
    }

    /** What can be known before starting is known before starting. */
    private void checkTarget(TaskRow task) {
        KafkaAddress target = endpoints.target(task.text("TargetEndpointArn"));
        for (Finding finding : TargetCheck.run(target)) {
            if (finding.level() == Finding.Level.FAILED) {
                throw new CrosscurrentException("endpoint." + finding.check(), finding.message(), finding.remedy());
            }
        }
    }

    private TaskRow await(TaskRow task) {
        Optional<ConnectorStatus> status = engines.startedConnect().status(task.connector());
        if (status.isEmpty()) {
            return task;
        }
        if (broken(status.get())) {
            FailureText failure = FailureText.of(status.get().trace());
            return fail(task, failure.message());
        }
        if (!status.get().taskState().equals("RUNNING")) {
            return task;
        }
        long now = platform.clock().millis();
        platform.event(task.name(), EVENTS, "state change", "Replication task has started.");
        TaskRow running = task.with("ranAt", now).with("startedAt", now).with("stoppedAt", 0);
        return (task.time("freshAt") == 0 ? running.with("freshAt", now) : running).at(TaskStatus.RUNNING, Step.WATCH);
    }

    private TaskRow watch(TaskRow task) {
        ConnectEngine connect = engines.startedConnect();
        Optional<ConnectorStatus> status = connect.status(task.connector());
        if (status.isEmpty()) {
            return task.noted("configuration", "").at(TaskStatus.RUNNING, Step.LAUNCH);
        }
        if (broken(status.get())) {
            FailureText failure = FailureText.of(status.get().trace());
            return switch (retries.after(task, failure)) {
                case GIVE_UP -> fail(task, failure.message());
                // what is tried again soon is told at once
                case WAIT -> met(task, failure);
                case NOW -> {
                    connect.stop(task.connector());
                    connect.resume(task.connector());
                    yield met(task, failure);
                }
            };
        }
        if (status.get().taskState().equals("RUNNING")
                && (retries.healed(task) || !task.text("LastFailureMessage").isEmpty())) {
            return task.with("LastFailureMessage", null);
        }
        String reason = endReason(task);
        if (reason.isEmpty()) {
            return task;
        }
        connect.stop(task.connector());
        long toldMillis =
                registry.task(task.id()).map(RegistryRecord.Task::writtenMillis).orElse(0L);
        return ended(task.with(STOP_TOLD, toldMillis), reason, "Replication task has stopped. " + reason);
    }

    private static TaskRow met(TaskRow task, FailureText failure) {
        return failure.message().equals(task.text("LastFailureMessage"))
                ? task
                : task.with("LastFailureMessage", failure.message());
    }

    private static boolean broken(ConnectorStatus status) {
        return status.state().equals("FAILED") || status.taskState().equals("FAILED");
    }

    /** Why the task has reached its end by itself, or "". */
    private String endReason(TaskRow task) {
        StopPosition stop = StopPosition.of(task.text("CdcStopPosition"));
        if (stop.serverMillis() > 0 && platform.clock().millis() >= stop.serverMillis()) {
            return "Stop Reason STOPPED_AT_SERVER_TIME";
        }
        Optional<RegistryRecord.Task> told = registry.task(task.id());
        // a record from before the last reload says nothing about this run
        if (told.isEmpty() || told.get().writtenMillis() < task.time("resetAt")) {
            return "";
        }
        if (told.get().phase().equals("finished")) {
            return "Stop Reason FULL_LOAD_ONLY_FINISHED";
        }
        if (told.get().phase().equals("stopped")) {
            // The last stop was told by another record.
            return told.get().writtenMillis() == task.time(STOP_TOLD) ? "" : stop.reason();
        }
        JsonNode load = task.settings().path("FullLoadSettings");
        boolean loaded = told.get().phase().equals("stream")
                && task.text("MigrationType").equals("full-load-and-cdc")
                && !task.note("startType").equals("resume-processing");
        if (loaded && load.path("StopTaskCachedChangesNotApplied").asBoolean()) {
            return "Stop Reason STOPPED_AFTER_FULL_LOAD";
        }
        return loaded && load.path("StopTaskCachedChangesApplied").asBoolean()
                ? "Stop Reason STOPPED_AFTER_CACHED_EVENTS"
                : "";
    }

    private TaskRow halt(TaskRow task) {
        ConnectEngine connect = engines.startedConnect();
        if (connect.status(task.connector()).isPresent()) {
            connect.stop(task.connector());
        }
        return ended(task, "Stop Reason NORMAL", "Replication task has stopped. Stop Reason NORMAL");
    }

    private TaskRow ended(TaskRow task, String reason, String message) {
        retries.forget(task);
        launches.forget(task);
        platform.event(task.name(), EVENTS, "state change", message);
        return task.with("StopReason", reason)
                .with("stoppedAt", platform.clock().millis())
                .at(TaskStatus.STOPPED, Step.WATCH);
    }

    /** Ends the connector too: left alone it would start again with the worker. */
    TaskRow fail(TaskRow task, String message) {
        retries.forget(task);
        launches.forget(task);
        try {
            ConnectEngine connect = engines.startedConnect();
            if (connect.status(task.connector()).isPresent()) {
                connect.stop(task.connector());
            }
        } catch (CrosscurrentException e) {
            LOG.warn("The connector of failed task {} cannot be stopped: {}", task.name(), e.oneLine());
        }
        platform.event(task.name(), EVENTS, "failure", "Replication task has failed. " + message);
        return task.with("StopReason", "Stop Reason FATAL_ERROR")
                .with("LastFailureMessage", message)
                .with("stoppedAt", platform.clock().millis())
                .at(TaskStatus.FAILED, Step.WATCH);
    }

    private TaskRow remove(TaskRow task) {
        ConnectEngine connect = engines.startedConnect();
        if (connect.status(task.connector()).isPresent()) {
            connect.stop(task.connector());
            connect.delete(task.connector());
        }
        if (!task.note("startType").isEmpty()) {
            forget(task);
        }
        platform.remove(task.row());
        platform.event(task.name(), EVENTS, "deletion", "Replication task has been deleted.");
        return new TaskRow(task.row().at(GONE, ""));
    }

    /** What the task resumes from goes with it. A cluster of others that does not answer keeps no task alive. */
    private void forget(TaskRow task) {
        try {
            Map<String, String> cluster = follow(task);
            StateTopics.delete(task.id(), cluster);
            registry.forget(task.id(), cluster);
        } catch (CrosscurrentException e) {
            if (endpoints.target(task.text("TargetEndpointArn")).platformOwn()) {
                throw e;
            }
            LOG.warn("State of deleted task {} is left behind: {}", task.name(), e.oneLine());
            platform.event(
                    task.name(), EVENTS, "deletion", "What the task would resume from is left behind. " + e.oneLine());
        }
    }

    /** Reads the registry of the cluster the task writes to. @return client properties for it */
    Map<String, String> follow(TaskRow task) {
        KafkaAddress target = endpoints.target(task.text("TargetEndpointArn"));
        Map<String, String> client =
                target.platformOwn() ? engines.startedKafka().clientProperties() : target.clientProperties();
        if (!target.platformOwn()) {
            AdvertisedBrokers.refuseLinkLocal(client);
        }
        registry.follow(client);
        if (launches.healed(task)) {
            registry.view().passed(task.id(), Registry.UNREACHABLE);
        }
        return client;
    }

    /** Reads the registry of the platform's own Kafka. */
    void followPlatform() {
        registry.follow(engines.startedKafka().clientProperties());
    }
}
