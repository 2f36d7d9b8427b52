/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.engines.sql.SqlEngine.SqlRun;
import io.crosscurrent.engines.sql.SqlEngine.SqlSession;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.engine.Engines;
import io.crosscurrent.server.studio.command.Commands;
import io.crosscurrent.server.studio.pipeline.Pipelines;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;

/** The picture of the pipelines, the jobs, and calls of AWS operations with the visitor's rights. */
final class PipelinePages {
    private final Guard guard;
    private final Engines engines;
    private final Pipelines pipelines;
    private final Commands commands;

    PipelinePages(Guard guard, Engines engines, Pipelines pipelines, Commands commands) {
        this.guard = guard;
        this.engines = engines;
        this.pipelines = pipelines;
        this.commands = commands;
    }

    void add(JavalinConfig config) {
        config.routes.get(
                "/studio/api/pipelines", guard.known((context, visitor) -> Guard.json(context, pipelines.describe())));
        config.routes.get("/studio/api/jobs", guard.known((context, visitor) -> {
            ArrayNode out = PojoCodec.object().putArray("jobs");
            pipelines.jobs(out);
            Guard.json(context, out);
        }));
        config.routes.post("/studio/api/jobs/{job}/stop", guard.known(this::stop));
        config.routes.post("/studio/api/mapping/check", guard.known((context, visitor) -> {
            ObjectNode request = PojoCodec.parse(context.bodyAsBytes());
            ObjectNode checked = visitor.caller().during(() -> commands.call("crosscurrent", "CheckMapping", request));
            Guard.json(context, preview(checked));
        }));
        config.routes.post("/studio/api/aws", guard.known((context, visitor) -> {
            ObjectNode request = PojoCodec.parse(context.bodyAsBytes());
            ObjectNode input = request.get("input") instanceof ObjectNode given ? given : PojoCodec.object();
            Guard.json(
                    context,
                    visitor.caller()
                            .during(() -> commands.call(
                                    request.path("service").asText(),
                                    request.path("operation").asText(),
                                    input)));
        }));
    }

    /** What table mappings make of the tables of a source, in the page's words. */
    private static ArrayNode preview(ObjectNode checked) {
        ArrayNode out = PojoCodec.object().putArray("tables");
        checked.path("tables").forEach(table -> {
            ObjectNode each = out.addObject()
                    .put("schema", table.path("schema").asText())
                    .put("table", table.path("table").asText())
                    .put(
                            "target",
                            table.path("targetSchema").asText() + "."
                                    + table.path("targetTable").asText())
                    .put("topic", table.path("topic").asText());
            each.set("columns", table.path("columns"));
            if (table.hasNonNull("error")) {
                each.set("error", table.path("error"));
            }
        });
        return out;
    }

    private void stop(Context context, Visitor visitor) {
        guard.mayRun(visitor);
        String job = context.pathParam("job");
        if (!job.matches("[0-9a-f]{32}")) {
            throw new CrosscurrentException(
                    "studio.job_unknown", "There is no job " + job + ".", "Choose one of the list.");
        }
        boolean savepoint =
                PojoCodec.parse(context.bodyAsBytes()).path("savepoint").asBoolean();
        String statement = "STOP JOB '" + job + "'" + (savepoint ? " WITH SAVEPOINT" : "");
        ObjectNode out = PojoCodec.object();
        try (SqlSession session = engines.startedSql().open(Map.of(), List.of());
                SqlRun run = session.execute(statement, Map.of())) {
            while (true) {
                io.crosscurrent.engines.sql.SqlEngine.Page page = run.fetch(1_000);
                page.rows()
                        .forEach(row -> out.put(
                                savepoint ? "savepoint" : "answer", row.values().get(0)));
                if (page.ended()) {
                    break;
                }
            }
        }
        Guard.json(context, out);
    }
}
