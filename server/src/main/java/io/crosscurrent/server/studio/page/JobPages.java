/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.studio.pipeline.Pipelines;
import io.crosscurrent.server.studio.run.NoteJob;
import io.crosscurrent.server.studio.run.NoteJobs;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The jobs of Flink: those that it knows, and those of notes that can go on where they stood. */
final class JobPages {
    private final Guard guard;
    private final Pipelines pipelines;
    private final NoteJobs jobs;

    JobPages(Guard guard, Pipelines pipelines, NoteJobs jobs) {
        this.guard = guard;
        this.pipelines = pipelines;
        this.jobs = jobs;
    }

    void add(JavalinConfig config) {
        config.routes.get("/studio/api/jobs", guard.known((context, visitor) -> Guard.json(context, describe())));
        config.routes.post("/studio/api/jobs/{job}/stop", guard.known((context, visitor) -> {
            guard.mayRun(visitor);
            boolean savepoint =
                    PojoCodec.parse(context.bodyAsBytes()).path("savepoint").asBoolean();
            String path = jobs.stop(id(context), savepoint);
            Guard.json(
                    context,
                    path.isEmpty() ? PojoCodec.object() : PojoCodec.object().put("savepoint", path));
        }));
        config.routes.post("/studio/api/jobs/{job}/again", guard.known((context, visitor) -> {
            guard.mayRun(visitor);
            Guard.json(
                    context,
                    PojoCodec.object().put("id", jobs.again(id(context)).id()));
        }));
        config.routes.delete("/studio/api/jobs/{job}", guard.known((context, visitor) -> {
            guard.mayRun(visitor);
            jobs.forget(id(context));
            Guard.json(context, PojoCodec.object());
        }));
    }

    private static String id(Context context) {
        String job = context.pathParam("job");
        if (!job.matches("[0-9a-f]{32}")) {
            throw new CrosscurrentException(
                    "studio.job_unknown", "There is no job " + job + ".", "Choose one of the list.");
        }
        return job;
    }

    private ArrayNode describe() {
        ArrayNode out = PojoCodec.object().putArray("jobs");
        pipelines.jobs(out);
        Map<String, ObjectNode> known = new HashMap<>();
        for (JsonNode each : out) {
            known.put(each.path("id").asText(), (ObjectNode) each);
        }
        Map<String, String> states = new HashMap<>();
        known.forEach((id, job) -> states.put(id, job.path("state").asText()));
        jobs.failures(states).forEach((id, why) -> known.get(id).put("message", why));
        for (NoteJob job : jobs.all()) {
            ObjectNode each = known.get(job.id());
            if (each == null) {
                each = out.addObject()
                        .put("id", job.id())
                        .put("name", job.name())
                        .put("startedAt", job.startedAt().toString());
            }
            each.put("note", job.note()).put("cell", job.cell());
            if (job.state() != NoteJob.State.RUNNING) {
                each.put("state", job.state().name().toUpperCase(Locale.ROOT));
                if (!job.message().isEmpty()) {
                    each.put("message", job.message());
                }
                each.put("again", jobs.origin(job));
            }
        }
        return out;
    }
}
