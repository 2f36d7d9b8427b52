/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.application;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.sql.SqlScript;
import io.crosscurrent.engines.job.JobCluster;
import io.crosscurrent.engines.job.JobCluster.JobState;
import io.crosscurrent.engines.job.Program;
import io.crosscurrent.engines.job.Program.Restore;
import io.crosscurrent.engines.sql.SqlEngine;
import io.crosscurrent.server.application.Applications.Row;
import io.crosscurrent.server.engine.Engines;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;

/** The jobs an application runs as, whether it is SQL or a JAR. Used by many threads; waits for Flink. */
final class Jobs {
    private static final Set<String> ADDED =
            Set.of("fullRestarts", "numberOfFailedCheckpoints", "numRecordsIn", "numRecordsOut", "lastCheckpointSize");
    /** So many that one which was noted is there when it is needed: a look every few seconds may miss some. */
    private static final String CHECKPOINTS_KEPT = "3";

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Engines engines;
    private final SqlJobs sql;
    private final Programs programs;

    Jobs(Engines engines, SqlJobs sql, Programs programs) {
        this.engines = engines;
        this.sql = sql;
        this.programs = programs;
    }

    JobCluster cluster() {
        return engines.startedSql().cluster();
    }

    /** Empty where only a SQL gateway is known: then SQL runs and is stopped, and there are no snapshots. */
    private Optional<JobCluster> known() {
        try {
            return Optional.of(cluster());
        } catch (CrosscurrentException e) {
            if (e.code().equals("flink.no_job_manager")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Of the job of that number in the start that is going on. */
    private static String id(Row application, int number) {
        String name = application.launch() + "/" + number;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
    }

    /** Jobs that a start which is going on, or was cut off, may have begun. */
    private static List<String> begun(Row application) {
        if (application.launch().isEmpty()) {
            return List.of();
        }
        int most = application.code().isEmpty()
                ? SqlScript.statements(application.sql()).size()
                : 1;
        return IntStream.range(0, most)
                .mapToObj(number -> id(application, number))
                .toList();
    }

    /**
     * Starts the jobs of an application, but for those that a start which was cut off has begun: they go on.
     *
     * @param restores what each job begins with
     * @param strict whether to wait until all their tasks run, and to fail when one does; else Flink repeats what fails
     * @return their ids; when it throws, none of them runs
     */
    List<String> start(Row application, List<Restore> restores, boolean strict) {
        List<String> jobs = new ArrayList<>();
        try {
            Map<String, String> options =
                    new HashMap<>(application.configuration().options(application.name()));
            if (engines.startedSql().jobsOutliveIt()) {
                options.put("execution.checkpointing.num-retained", CHECKPOINTS_KEPT);
            }
            if (application.code().isEmpty()) {
                sql.start(
                        application.sql(),
                        application.role(),
                        options,
                        restores,
                        number -> id(application, number),
                        jobs::add);
            } else {
                jobs.addAll(run(application, options, restores));
            }
            if (strict) {
                known().ifPresent(cluster -> jobs.forEach(job -> cluster.awaitRunning(job, PATIENCE)));
            }
            return jobs;
        } catch (RuntimeException e) {
            try {
                cancel(jobs);
            } catch (RuntimeException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }

    private List<String> run(Row application, Map<String, String> options, List<Restore> restores) {
        FlinkConfiguration configuration = application.configuration();
        String id = id(application, 0);
        if (engines.startedSql().jobsOutliveIt()) {
            if (cluster().state(id).filter(state -> !state.ended()).isPresent()) {
                return List.of(id);
            }
            options.put(SqlEngine.JOB_ID, id);
        }
        List<String> jobs = cluster()
                .run(new Program(
                        application.name(),
                        programs.jar(application.code()),
                        List.of(),
                        options,
                        configuration.groups(),
                        restores.isEmpty() ? Restore.NOTHING : restores.get(0)));
        if (jobs.size() > 1) {
            cancel(jobs);
            throw new CrosscurrentException(
                    "application.several_jobs",
                    "The program starts %d jobs, and an application is one.".formatted(jobs.size()),
                    "Put its INSERT statements into one statement set, or call execute() once.");
        }
        return jobs;
    }

    /** What each job is known as by Flink; empty for one that Flink does not know. */
    List<Optional<JobState>> states(Row application) {
        Optional<JobCluster> cluster = known();
        if (cluster.isPresent()) {
            return application.jobs().stream().map(cluster.get()::state).toList();
        }
        Map<String, String> states = new java.util.HashMap<>();
        engines.startedSql().jobs().forEach(job -> states.put(job.id(), job.state()));
        return application.jobs().stream()
                .map(job -> Optional.ofNullable(states.get(job)).map(state -> new JobState(state, "")))
                .toList();
    }

    /** Takes a snapshot of each job while it goes on. @return their paths */
    List<String> snapshot(Row application) {
        JobCluster cluster = cluster();
        return application.jobs().stream().map(cluster::snapshot).toList();
    }

    /** Stops each job, with a snapshot. @return their paths; empty when one of them had ended by itself */
    List<String> stop(Row application) {
        Optional<JobCluster> cluster = known();
        if (cluster.isEmpty()) {
            sql.stop(application.jobs());
            return List.of();
        }
        List<Optional<String>> paths =
                application.jobs().stream().map(cluster.get()::stop).toList();
        forget(application);
        return paths.stream().allMatch(Optional::isPresent)
                ? paths.stream().map(Optional::orElseThrow).toList()
                : List.of();
    }

    /** Stops each job at once, and forgets what it had kept to go on from. */
    void end(Row application) {
        cancel(application.jobs());
        cancel(begun(application));
        forget(application);
    }

    /** Stops jobs at once; what they have kept stays. */
    void cancel(List<String> jobs) {
        if (jobs.isEmpty()) {
            return;
        }
        Optional<JobCluster> cluster = known();
        if (cluster.isPresent()) {
            jobs.forEach(cluster.get()::cancel);
        } else {
            sql.stop(jobs);
        }
    }

    private void forget(Row application) {
        if (application.jobs().isEmpty() && application.texts("former").isEmpty()) {
            return;
        }
        known().ifPresent(cluster -> {
            application.jobs().forEach(cluster::forget);
            application.texts("former").forEach(cluster::forget);
        });
    }

    /** The last complete checkpoint of each job, or what it had begun with; "" for nothing. */
    List<String> checkpoints(Row application) {
        List<String> before = application.texts("restored");
        List<String> reached = application.texts(LifeCycle.REACHED);
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < application.jobs().size(); i++) {
            String job = application.jobs().get(i);
            String begun = i < before.size() ? before.get(i) : "";
            String seen = i < reached.size() ? reached.get(i) : "";
            paths.add(known().flatMap(cluster -> cluster.checkpoint(job, seen)).orElse(begun));
        }
        return paths;
    }

    /** The last complete checkpoint of each job, "" for none, where Flink does not tell after its end; else empty. */
    List<String> reached(Row application) {
        Optional<JobCluster> cluster = known();
        if (cluster.isEmpty() || !engines.startedSql().jobsOutliveIt()) {
            return List.of();
        }
        return application.jobs().stream()
                .map(job -> cluster.get().checkpoint(job, "").orElse(""))
                .toList();
    }

    /** Flink's measures summed over the jobs; the longest of durations. Empty where no JobManager is known. */
    Map<String, Double> measures(Row application) {
        Map<String, Double> sum = new TreeMap<>();
        known().ifPresent(cluster -> application.jobs().forEach(job -> cluster.measures(job)
                .forEach((name, value) ->
                        sum.merge(name, value, ADDED.contains(name) ? (one, other) -> one + other : Math::max))));
        return sum;
    }
}
