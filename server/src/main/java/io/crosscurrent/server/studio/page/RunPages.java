/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.studio.note.Cell;
import io.crosscurrent.server.studio.note.Definitions;
import io.crosscurrent.server.studio.note.Note;
import io.crosscurrent.server.studio.note.Notes;
import io.crosscurrent.server.studio.result.LiveResult;
import io.crosscurrent.server.studio.result.ResultExport;
import io.crosscurrent.server.studio.run.CellRun;
import io.crosscurrent.server.studio.run.Runs;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Running cells, stopping them, taking their rows away. */
final class RunPages {
    private final Guard guard;
    private final Notes notes;
    private final Runs runs;
    private final Function<Visitor, Runs.Commands> commands;

    /** @param commands who runs cells of commands for a visitor, with their rights */
    RunPages(Guard guard, Notes notes, Runs runs, Function<Visitor, Runs.Commands> commands) {
        this.guard = guard;
        this.notes = notes;
        this.runs = runs;
        this.commands = commands;
    }

    void add(JavalinConfig config) {
        config.routes.post("/studio/api/notes/{id}/cells/{cell}/run", guard.known(this::run));
        config.routes.post("/studio/api/notes/{id}/run-all", guard.known((context, visitor) -> {
            guard.mayRun(visitor);
            Note note = notes.find(context.pathParam("id"), visitor.name()).note();
            Map<String, Map<String, String>> values = new LinkedHashMap<>();
            PojoCodec.parse(context.bodyAsBytes())
                    .path("parameters")
                    .properties()
                    .forEach(each -> values.put(each.getKey(), texts(each.getValue())));
            runs.startAll(note, values, commands.apply(visitor));
            Guard.json(context, PojoCodec.object());
        }));
        config.routes.get("/studio/api/notes/{id}/runs", guard.known((context, visitor) -> {
            Note note = notes.find(context.pathParam("id"), visitor.name()).note();
            ArrayNode out = PojoCodec.object().putArray("runs");
            runs.of(note.id()).forEach(run -> out.add(RunViews.snapshot(run.view())));
            Guard.json(context, out);
        }));
        config.routes.post("/studio/api/runs/{run}/stop", guard.known((context, visitor) -> {
            guard.mayRun(visitor);
            runs.stop(find(context, visitor));
            Guard.json(context, PojoCodec.object());
        }));
        config.routes.get("/studio/api/runs/{run}/result", guard.known(this::export));
        config.routes.post("/studio/api/complete", guard.known(this::complete));
        config.routes.post("/studio/api/check", guard.known(this::check));
    }

    private void complete(Context context, Visitor visitor) {
        String id = PojoCodec.parse(context.bodyAsBytes()).path("note").asText();
        Note note = notes.find(id, visitor.name()).note();
        boolean asks = guard.runs(visitor);
        ObjectNode out = PojoCodec.object();
        ArrayNode tables = out.putArray("tables");
        for (Definitions.Table table : runs.tables(note, asks)) {
            ObjectNode each = tables.addObject().put("name", table.name());
            ArrayNode columns = each.putArray("columns");
            table.columns().forEach(column -> columns.addObject()
                    .put("name", column.name())
                    .put("type", column.type())
                    .put("key", column.key()));
        }
        ArrayNode functions = out.putArray("functions");
        if (asks) {
            runs.functions(note.id()).forEach(functions::add);
        }
        Guard.json(context, out);
    }

    private void run(Context context, Visitor visitor) {
        guard.mayRun(visitor);
        ObjectNode request = PojoCodec.parse(context.bodyAsBytes());
        Note note = notes.find(context.pathParam("id"), visitor.name()).note();
        String id = context.pathParam("cell");
        Cell cell = note.cell(id)
                .orElseThrow(() -> new CrosscurrentException(
                        "studio.cell_unknown", "The note has no cell " + id + ".", "Save the note first."));
        Map<String, String> values = texts(request.path("parameters"));
        Cell asSent = new Cell(
                cell.id(),
                cell.kind(),
                request.path("magic").asText(cell.magic()),
                request.path("text").asText(cell.text()),
                cell.title(),
                cell.view(),
                values,
                cell.zeppelin());
        CellRun run = runs.start(note, asSent, values, commands.apply(visitor));
        Guard.json(context, PojoCodec.object().put("run", run.id()));
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> out = new LinkedHashMap<>();
        object.properties()
                .forEach(each -> out.put(each.getKey(), each.getValue().asText()));
        return out;
    }

    private CellRun find(Context context, Visitor visitor) {
        String id = context.pathParam("run");
        CellRun run = runs.find(id)
                .orElseThrow(() -> new CrosscurrentException(
                        "studio.run_unknown", "There is no run " + id + ".", "Run the cell again."));
        notes.find(run.note(), visitor.name());
        return run;
    }

    private void export(Context context, Visitor visitor) throws IOException {
        CellRun run = find(context, visitor);
        LiveResult result = run.result();
        if (result == null) {
            throw new CrosscurrentException("studio.no_rows", "The cell has no rows.", "Run a query in it.");
        }
        boolean json = "json".equals(context.queryParam("format"));
        context.header("X-Content-Type-Options", "nosniff")
                .header("Content-Disposition", "attachment; filename=\"" + run.note() + (json ? ".json\"" : ".csv\""))
                .contentType(json ? "application/json; charset=utf-8" : "text/csv; charset=utf-8");
        if (json) {
            ResultExport.json(result.columns(), result.values(), context.res().getOutputStream());
        } else {
            ResultExport.csv(result.columns(), result.values(), context.res().getOutputStream());
        }
    }

    private void check(Context context, Visitor visitor) {
        ObjectNode request = PojoCodec.parse(context.bodyAsBytes());
        Note note = notes.find(request.path("note").asText(), visitor.name()).note();
        ObjectNode out = PojoCodec.object();
        ArrayNode problems = out.putArray("problems");
        runs.check(
                        note.id(),
                        request.path("magic").asText(""),
                        request.path("text").asText(""),
                        texts(request.path("parameters")),
                        guard.runs(visitor))
                .forEach(each -> problems.addObject()
                        .put("line", each.line())
                        .put("column", each.column())
                        .put("message", each.message()));
        Guard.json(context, out);
    }
}
