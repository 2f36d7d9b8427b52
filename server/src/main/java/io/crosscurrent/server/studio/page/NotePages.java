/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.studio.note.Cell;
import io.crosscurrent.server.studio.note.Note;
import io.crosscurrent.server.studio.note.NoteFile;
import io.crosscurrent.server.studio.note.NoteUpload;
import io.crosscurrent.server.studio.note.Notes;
import io.crosscurrent.server.studio.note.ZeppelinNote;
import io.crosscurrent.server.studio.run.Runs;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;

/** The notes, as the page reads and writes them. */
final class NotePages {
    private final Guard guard;
    private final Notes notes;
    private final Runs runs;

    NotePages(Guard guard, Notes notes, Runs runs) {
        this.guard = guard;
        this.notes = notes;
        this.runs = runs;
    }

    void add(JavalinConfig config) {
        config.routes.get("/studio/api/notes", guard.known((context, visitor) -> list(context, visitor)));
        config.routes.post("/studio/api/notes", guard.known((context, visitor) -> {
            String title = PojoCodec.parse(context.bodyAsBytes()).path("title").asText("");
            Guard.json(context, note(notes.create(title, visitor.name()), visitor));
        }));
        config.routes.post(
                "/studio/api/notes/import",
                guard.known((context, visitor) -> Guard.json(
                        context,
                        note(notes.bring(NoteUpload.read(context.req().getInputStream()), visitor.name()), visitor))));
        config.routes.get(
                "/studio/api/notes/{id}",
                guard.known((context, visitor) ->
                        Guard.json(context, note(notes.find(context.pathParam("id"), visitor.name()), visitor))));
        config.routes.put("/studio/api/notes/{id}", guard.known(this::save));
        config.routes.delete("/studio/api/notes/{id}", guard.known((context, visitor) -> {
            String id = context.pathParam("id");
            notes.delete(id, visitor.name());
            runs.forget(id);
            Guard.json(context, PojoCodec.object());
        }));
        config.routes.get("/studio/api/notes/{id}/export", guard.known(this::export));
    }

    private void list(Context context, Visitor visitor) {
        ArrayNode out = PojoCodec.object().putArray("notes");
        for (Notes.Stored stored : notes.list(visitor.name())) {
            String title = stored.note().title();
            int slash = title.lastIndexOf('/');
            out.addObject()
                    .put("id", stored.note().id())
                    .put("title", title)
                    .put("folder", slash > 0 ? title.substring(0, slash) : "")
                    .put("shipped", stored.shipped())
                    .put("owner", stored.note().owner())
                    .put("shared", stored.note().shared())
                    .put("changed", stored.changed().toString());
        }
        Guard.json(context, out);
    }

    private void save(Context context, Visitor visitor) {
        ObjectNode request = PojoCodec.parse(context.bodyAsBytes());
        String id = context.pathParam("id");
        Notes.Stored before = notes.find(id, visitor.name());
        if (!request.has("shared")) {
            request.put("shared", before.note().shared());
        }
        // the page knows nothing of what is kept for Zeppelin
        for (com.fasterxml.jackson.databind.JsonNode each : request.path("cells")) {
            if (each instanceof ObjectNode cell && !cell.has("zeppelin")) {
                before.note()
                        .cell(cell.path("id").asText())
                        .map(Cell::zeppelin)
                        .ifPresent(kept -> cell.set("zeppelin", kept));
            }
        }
        Guard.json(
                context,
                note(
                        notes.save(
                                NoteFile.read(id, request),
                                request.path("revision").asText(""),
                                visitor.name()),
                        visitor));
    }

    private void export(Context context, Visitor visitor) {
        Note note = notes.find(context.pathParam("id"), visitor.name()).note();
        boolean zeppelin = "zpln".equals(context.queryParam("format"));
        context.contentType("application/json; charset=utf-8")
                .header("X-Content-Type-Options", "nosniff")
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"" + note.id() + (zeppelin ? ".zpln" : ".note.json") + "\"")
                .result(zeppelin ? ZeppelinNote.write(note) : NoteFile.write(note));
    }

    private static ObjectNode note(Notes.Stored stored, Visitor visitor) {
        Note note = stored.note();
        ObjectNode out = PojoCodec.object()
                .put("id", note.id())
                .put("title", note.title())
                .put("owner", note.owner())
                .put("shared", note.shared())
                .put("mine", Notes.owns(note, visitor.name()))
                .put("shipped", stored.shipped())
                .put("revision", stored.revision());
        ArrayNode cells = out.putArray("cells");
        for (Cell cell : note.cells()) {
            ObjectNode each = cells.addObject()
                    .put("id", cell.id())
                    .put("kind", cell.kind())
                    .put("magic", cell.magic())
                    .put("title", cell.title())
                    .put("text", cell.text());
            if (!cell.view().isEmpty()) {
                each.set("view", cell.view());
            }
            if (cell.runs() && !cell.enabled()) {
                each.put("enabled", false);
            }
            ObjectNode parameters = each.putObject("parameters");
            cell.parameters().forEach(parameters::put);
        }
        return out;
    }
}
