/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.studio.command.Commands;
import io.crosscurrent.server.studio.pipeline.Pipelines;
import io.javalin.config.JavalinConfig;

/** The picture of the pipelines, and calls of AWS operations with the visitor's rights. */
final class PipelinePages {
    private final Guard guard;
    private final Pipelines pipelines;
    private final Commands commands;

    PipelinePages(Guard guard, Pipelines pipelines, Commands commands) {
        this.guard = guard;
        this.pipelines = pipelines;
        this.commands = commands;
    }

    void add(JavalinConfig config) {
        config.routes.get(
                "/studio/api/pipelines", guard.known((context, visitor) -> Guard.json(context, pipelines.describe())));
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
}
