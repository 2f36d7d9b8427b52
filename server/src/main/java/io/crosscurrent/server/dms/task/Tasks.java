/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.mapping.TableMappings;
import io.crosscurrent.core.registry.RegistryRecord.Statistics;
import io.crosscurrent.server.aws.Page;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.dms.Arns;
import io.crosscurrent.server.dms.Faults;
import io.crosscurrent.server.dms.Filtering;
import io.crosscurrent.server.dms.Platform;
import io.crosscurrent.server.dms.endpoint.Endpoints;
import io.crosscurrent.server.engine.Engines;
import io.crosscurrent.server.registry.Registry;
import io.crosscurrent.server.store.Resource;
import io.crosscurrent.server.store.Store;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.databasemigration.model.*;

/** Replication tasks: every call changes the state before it answers, the reconciler does the rest. */
public final class Tasks {
    private static final String WHAT = "Replication Task";
    private static final Set<String> TYPES = Set.of("full-load", "cdc", "full-load-and-cdc");
    private static final Filtering<ReplicationTask> FILTERS = new Filtering<>(
            "Tasks",
            Map.of(
                    "replication-task-arn", task -> List.of(task.replicationTaskArn()),
                    "replication-task-id", task -> List.of(task.replicationTaskIdentifier()),
                    "migration-type", task -> List.of(task.migrationTypeAsString()),
                    "endpoint-arn", task -> List.of(task.sourceEndpointArn(), task.targetEndpointArn()),
                    "replication-instance-arn", task -> List.of(task.replicationInstanceArn())));
    private static final Filtering<TableStatistics> TABLES = new Filtering<>(
            "Tables",
            Map.of(
                    "schema-name", table -> List.of(table.schemaName()),
                    "table-name", table -> List.of(table.tableName()),
                    "table-state", table -> List.of(table.tableState())));

    private final Platform platform;
    private final Endpoints endpoints;
    private final TaskView view;
    private final Reconciler reconciler;
    private final EarlierTasks earlier;

    public Tasks(Platform platform, Engines engines, Endpoints endpoints, Registry registry) {
        this.platform = platform;
        this.endpoints = endpoints;
        this.view = new TaskView(registry, platform.clock());
        TaskSteps steps = new TaskSteps(platform, engines, endpoints, registry);
        this.reconciler = new Reconciler(platform, steps);
        this.earlier = new EarlierTasks(platform, steps);
    }

    public Reconciler reconciler() {
        return reconciler;
    }

    public EarlierTasks earlier() {
        return earlier;
    }

    /** How many tasks are in each state. */
    public Map<String, Long> counts() {
        return platform.store().resources().list(Platform.TASK).stream()
                .collect(java.util.stream.Collectors.groupingBy(
                        Resource::state, java.util.TreeMap::new, java.util.stream.Collectors.counting()));
    }

    /** How far each is. */
    public List<TaskProgress> progress() {
        return platform.store().resources().list(Platform.TASK).stream()
                .map(TaskRow::new)
                .map(task -> view.progress(task, instance(task)))
                .toList();
    }

    private String instance(TaskRow task) {
        return platform.store()
                .resources()
                .find(Platform.INSTANCE, task.text("ReplicationInstanceArn"))
                .map(Resource::name)
                .orElse("");
    }

    public CreateReplicationTaskResponse create(CreateReplicationTaskRequest request) {
        String name = Arns.identifier("ReplicationTaskIdentifier", request.replicationTaskIdentifier(), 255);
        String type = request.migrationTypeAsString();
        if (!TYPES.contains(type)) {
            throw Faults.value("MigrationType must be full-load, cdc or full-load-and-cdc, not \"" + type + "\".");
        }
        platform.row(Platform.INSTANCE, request.replicationInstanceArn(), "Replication Instance");
        require(request.sourceEndpointArn(), true);
        require(request.targetEndpointArn(), false);
        mappings(request.tableMappings());
        positions(request.cdcStartTime(), request.cdcStartPosition(), request.cdcStopPosition());
        String arn = platform.arns().make("task", request.resourceIdentifier());
        ReplicationTask task = ReplicationTask.builder()
                .replicationTaskIdentifier(name)
                .replicationTaskArn(arn)
                .sourceEndpointArn(request.sourceEndpointArn())
                .targetEndpointArn(request.targetEndpointArn())
                .replicationInstanceArn(request.replicationInstanceArn())
                .migrationType(type)
                .tableMappings(request.tableMappings())
                .replicationTaskSettings(settings(null, request.replicationTaskSettings()))
                .cdcStartPosition(begin(request.cdcStartTime(), request.cdcStartPosition()))
                .cdcStopPosition(request.cdcStopPosition())
                .replicationTaskCreationDate(platform.clock().instant())
                .taskData(request.taskData())
                .build();
        Resource row = new Resource(
                Platform.TASK, arn, name, TaskStatus.READY.text(), Step.WATCH.text(), Platform.write(task));
        platform.insert(row, WHAT, request.tags());
        platform.event(name, TaskSteps.EVENTS, "creation", "Replication task has been created.");
        return CreateReplicationTaskResponse.builder()
                .replicationTask(view.of(new TaskRow(row), "creating", true))
                .build();
    }

    private void require(String endpointArn, boolean source) {
        if (endpoints.document(endpointArn).source() != source) {
            throw Faults.value(
                    "Endpoint " + endpointArn + " is not a " + (source ? "source" : "target") + " endpoint.");
        }
    }

    private static void mappings(String text) {
        try {
            TableMappings.parse(text);
        } catch (CrosscurrentException e) {
            throw Faults.value(e.oneLine());
        }
    }

    private static void positions(Instant startTime, String start, String stop) {
        if (startTime != null && start != null) {
            throw Faults.combination("Give either CdcStartTime or CdcStartPosition, not both.");
        }
        StopPosition.of(stop == null ? "" : stop);
    }

    /** Where a change stream begins: a position, or a time in the form of one; null for none. */
    private static String begin(Instant startTime, String start) {
        return startTime == null
                ? start
                : startTime.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", "");
    }

    private static String settings(String base, String given) {
        return new String(PojoCodec.bytes(TaskSettings.merge(base, given)), StandardCharsets.UTF_8);
    }

    public DescribeReplicationTasksResponse describe(DescribeReplicationTasksRequest request) {
        boolean settings = !Boolean.TRUE.equals(request.withoutSettings());
        List<ReplicationTask> all = platform.store().resources().list(Platform.TASK).stream()
                .map(row -> view.of(new TaskRow(row), row.state(), settings))
                .toList();
        Page<ReplicationTask> page = FILTERS.page(all, request.filters(), request.maxRecords(), request.marker());
        return DescribeReplicationTasksResponse.builder()
                .replicationTasks(page.items())
                .marker(page.next())
                .build();
    }

    public StartReplicationTaskResponse start(StartReplicationTaskRequest request) {
        String type = request.startReplicationTaskTypeAsString();
        positions(request.cdcStartTime(), request.cdcStartPosition(), request.cdcStopPosition());
        TaskRow started = change(request.replicationTaskArn(), task -> {
            if (!task.status().mayStart()) {
                throw Faults.state(WHAT + " " + task.name() + " cannot be started while it is "
                        + task.status().text() + ".");
            }
            TaskRow next = task.noted("startType", type)
                    .with("LastFailureMessage", null)
                    .with("StopReason", null);
            String begin = begin(request.cdcStartTime(), request.cdcStartPosition());
            if (begin != null) {
                next = next.with("CdcStartPosition", begin);
            }
            if (request.cdcStopPosition() != null) {
                next = next.with("CdcStopPosition", request.cdcStopPosition());
            }
            return next.at(TaskStatus.STARTING, firstStep(task, type, begin != null));
        });
        return StartReplicationTaskResponse.builder()
                .replicationTask(view.of(started, started.status().text(), true))
                .build();
    }

    private static Step firstStep(TaskRow task, String type, boolean position) {
        boolean ran = task.time("ranAt") > 0;
        return switch (type) {
            case "start-replication" -> {
                boolean again = task.text("MigrationType").equals("cdc") && position;
                if (ran && !again) {
                    throw Faults.combination(
                            "Start Type : START_REPLICATION, valid only for tasks running for the first time");
                }
                yield ran ? Step.RESET : Step.LAUNCH;
            }
            case "resume-processing" -> {
                if (!ran) {
                    throw Faults.combination(
                            "Start Type : RESUME_PROCESSING, invalid for tasks running for the first time");
                }
                yield Step.LAUNCH;
            }
            case "reload-target" -> Step.RESET;
            default ->
                throw Faults.value("StartReplicationTaskType must be start-replication, resume-processing or"
                        + " reload-target, not \"" + type + "\".");
        };
    }

    public StopReplicationTaskResponse stop(StopReplicationTaskRequest request) {
        TaskRow stopping = change(request.replicationTaskArn(), task -> {
            if (!task.status().mayStop()) {
                throw Faults.state(WHAT + " " + task.name() + " cannot be stopped while it is "
                        + task.status().text() + ".");
            }
            return task.at(TaskStatus.STOPPING, Step.HALT);
        });
        return StopReplicationTaskResponse.builder()
                .replicationTask(view.of(stopping, stopping.status().text(), true))
                .build();
    }

    public ModifyReplicationTaskResponse modify(ModifyReplicationTaskRequest request) {
        if (request.tableMappings() != null) {
            mappings(request.tableMappings());
        }
        positions(request.cdcStartTime(), request.cdcStartPosition(), request.cdcStopPosition());
        TaskRow modified;
        try {
            modified = change(request.replicationTaskArn(), task -> modified(task, request));
        } catch (Store.AlreadyThere e) {
            throw Faults.exists(
                    WHAT + " " + request.replicationTaskIdentifier() + " already exists.",
                    request.replicationTaskArn());
        }
        platform.event(
                modified.name(), TaskSteps.EVENTS, "configuration change", "Replication task has been modified.");
        return ModifyReplicationTaskResponse.builder()
                .replicationTask(view.of(modified, "modifying", true))
                .build();
    }

    private static TaskRow modified(TaskRow task, ModifyReplicationTaskRequest request) {
        if (!task.status().mayChange()) {
            throw Faults.state(WHAT + " " + task.name() + " cannot be modified while it is "
                    + task.status().text() + ". Stop it first.");
        }
        String type = request.migrationTypeAsString();
        if (type != null && !type.equals(task.text("MigrationType")) && task.time("ranAt") > 0) {
            throw Faults.state("The MigrationType of a task that has run cannot be changed.");
        }
        ObjectNode node = task.node().deepCopy();
        put(node, "MigrationType", type);
        put(node, "TableMappings", request.tableMappings());
        put(node, "CdcStartPosition", begin(request.cdcStartTime(), request.cdcStartPosition()));
        put(node, "CdcStopPosition", request.cdcStopPosition());
        put(node, "TaskData", request.taskData());
        if (request.replicationTaskSettings() != null) {
            node.put(
                    "ReplicationTaskSettings",
                    settings(task.text("ReplicationTaskSettings"), request.replicationTaskSettings()));
        }
        String name = request.replicationTaskIdentifier();
        if (name != null) {
            node.put("ReplicationTaskIdentifier", Arns.identifier("ReplicationTaskIdentifier", name, 255));
        }
        Resource row = task.row().with(node);
        return new TaskRow(name == null ? row : row.named(name));
    }

    private static void put(ObjectNode node, String member, String value) {
        if (value != null) {
            node.put(member, value);
        }
    }

    public DeleteReplicationTaskResponse delete(DeleteReplicationTaskRequest request) {
        TaskRow deleting = change(request.replicationTaskArn(), task -> {
            if (!task.status().mayChange()) {
                throw Faults.state(WHAT + " " + task.name() + " cannot be deleted while it is "
                        + task.status().text() + ". Stop it first.");
            }
            return task.at(TaskStatus.DELETING, Step.REMOVE);
        });
        return DeleteReplicationTaskResponse.builder()
                .replicationTask(view.of(deleting, deleting.status().text(), true))
                .build();
    }

    /** The connector is given the wish and takes it up when it has restarted; the other tables go on. */
    public ReloadTablesResponse reload(ReloadTablesRequest request) {
        if (request.reloadOption() != null && !request.reloadOptionAsString().equals("data-reload")) {
            throw Faults.value("ReloadOption must be data-reload, not \"" + request.reloadOptionAsString()
                    + "\": validation is not supported.");
        }
        if (!request.hasTablesToReload() || request.tablesToReload().isEmpty()) {
            throw Faults.value("TablesToReload is empty. Name at least one table.");
        }
        List<TableToReload> tables = request.tablesToReload();
        TaskRow reloading = change(request.replicationTaskArn(), task -> {
            if (task.status() != TaskStatus.RUNNING) {
                throw Faults.state(WHAT + " " + task.name() + " is "
                        + task.status().text() + "; tables can be reloaded only while it is running.");
            }
            if (task.text("MigrationType").equals("cdc")) {
                throw Faults.state(WHAT + " " + task.name()
                        + " only streams changes; it has no full load that could be repeated.");
            }
            ReloadWishes wishes = ReloadWishes.of(task);
            for (TableToReload table : tables) {
                Statistics known = view.find(task, table.schemaName(), table.tableName())
                        .orElseThrow(() -> Faults.notFound("Table " + table.schemaName() + "." + table.tableName()
                                + " is not among the tables of " + WHAT + " " + task.name() + "."));
                if (known.state().equals("Full load") || known.state().equals("Before load")) {
                    throw Faults.state("Table " + table.schemaName() + "." + table.tableName() + " is in state \""
                            + known.state() + "\": its first load has not ended yet.");
                }
                wishes.add(
                        table.schemaName(), table.tableName(), platform.clock().millis());
            }
            return wishes.without(view::fulfilled).in(task).at(TaskStatus.RUNNING, Step.LAUNCH);
        });
        for (TableToReload table : tables) {
            platform.event(
                    reloading.name(),
                    TaskSteps.EVENTS,
                    "configuration change",
                    "Reload of table " + table.schemaName() + "." + table.tableName() + " has been requested.");
        }
        return ReloadTablesResponse.builder()
                .replicationTaskArn(reloading.arn())
                .build();
    }

    public DescribeTableStatisticsResponse tables(DescribeTableStatisticsRequest request) {
        TaskRow task = new TaskRow(platform.row(Platform.TASK, request.replicationTaskArn(), WHAT));
        Page<TableStatistics> page =
                TABLES.page(view.tables(task), request.filters(), request.maxRecords(), request.marker());
        return DescribeTableStatisticsResponse.builder()
                .replicationTaskArn(task.arn())
                .tableStatistics(page.items())
                .marker(page.next())
                .build();
    }

    private TaskRow change(String arn, UnaryOperator<TaskRow> change) {
        TaskRow changed = platform.store()
                .resources()
                .update(Platform.TASK, arn, row -> change.apply(new TaskRow(row))
                        .row())
                .map(TaskRow::new)
                .orElseThrow(() -> Faults.notFound(WHAT + " " + arn + " was not found."));
        reconciler.wake(arn);
        return changed;
    }
}
