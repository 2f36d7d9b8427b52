/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.engines.sql.SqlEngine.ResultColumn;
import io.crosscurrent.engines.sql.SqlEngine.Row;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.store.Resource;
import io.crosscurrent.server.store.Store;
import io.crosscurrent.server.studio.result.LiveResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What of the runs outlives the platform: how each ended, and the first rows of its result. */
final class RunRecords {
    private static final String KIND = "studio-run";
    private static final int MOST_ROWS = 1_000;
    private static final int MOST_CHARACTERS = 1 << 20;

    private final Store store;

    RunRecords(Store store) {
        this.store = store;
    }

    void keep(CellRun run) {
        CellRun.View view = run.view();
        ObjectNode document = PojoCodec.object()
                .put("run", view.id())
                .put("note", view.note())
                .put("cell", view.cell())
                .put("message", view.message())
                .put("remedy", view.remedy())
                .put("line", view.line())
                .put("column", view.column())
                .put("started", view.startedAt().toEpochMilli())
                .put(
                        "finished",
                        view.finishedAt() == null ? 0 : view.finishedAt().toEpochMilli());
        ArrayNode texts = document.putArray("texts");
        view.texts().forEach(texts::add);
        if (!view.state().moving() && view.result() != null) {
            write(view.result(), document.putObject("result"));
        }
        String id = ofNote(view.note()) + view.cell();
        Resource row = new Resource(KIND, id, id, view.state().text(), "", document);
        store.together(() -> {
            store.resources().delete(KIND, id);
            store.resources().insert(row);
            return null;
        });
    }

    private static void write(LiveResult result, ObjectNode out) {
        ArrayNode columns = out.putArray("columns");
        result.columns()
                .forEach(each -> columns.addObject().put("name", each.name()).put("type", each.type()));
        out.put("mode", result.mode().name());
        ArrayNode rows = out.putArray("rows");
        long size = 0;
        for (List<String> values : result.values()) {
            size += values.stream()
                    .mapToLong(value -> value == null ? 4 : value.length())
                    .sum();
            if (rows.size() == MOST_ROWS || size > MOST_CHARACTERS) {
                break;
            }
            ArrayNode row = rows.addArray();
            values.forEach(row::add);
        }
    }

    /** The last runs of a note; what was under way is lost. */
    List<CellRun> of(String note) {
        return store.resources().listByPrefix(KIND, ofNote(note)).stream()
                .map(RunRecords::read)
                .toList();
    }

    /** What the ids of a note's runs begin with. */
    private static String ofNote(String note) {
        return note + "|";
    }

    private static CellRun read(Resource row) {
        ObjectNode document = row.document();
        CellRun run = new CellRun(
                document.path("run").asText(),
                document.path("note").asText(),
                document.path("cell").asText(),
                () -> {});
        RunState state = RunState.of(row.state());
        List<String> texts = new ArrayList<>();
        document.path("texts").forEach(each -> texts.add(each.asText()));
        long finished = document.path("finished").asLong();
        run.restore(
                state,
                Instant.ofEpochMilli(document.path("started").asLong()),
                finished == 0 ? null : Instant.ofEpochMilli(finished),
                result(document.path("result")),
                texts);
        if (state.moving()) {
            run.end(RunState.LOST, "The platform was restarted while this cell ran.", "Run it again.");
        } else if (state == RunState.FAILED) {
            run.fail(
                    document.path("message").asText(),
                    document.path("remedy").asText(),
                    document.path("line").asInt(),
                    document.path("column").asInt());
        }
        return run;
    }

    private static LiveResult result(JsonNode node) {
        if (node.isMissingNode()) {
            return null;
        }
        List<ResultColumn> columns = new ArrayList<>();
        node.path("columns")
                .forEach(each -> columns.add(new ResultColumn(
                        each.path("name").asText(), each.path("type").asText())));
        List<Row> rows = new ArrayList<>();
        node.path("rows").forEach(each -> {
            List<String> values = new ArrayList<>();
            each.forEach(value -> values.add(value.isNull() ? null : value.asText()));
            rows.add(new Row("+I", values));
        });
        LiveResult result = new LiveResult(
                columns, LiveResult.Mode.valueOf(node.path("mode").asText("UPDATE")), MOST_ROWS, MOST_CHARACTERS);
        result.apply(rows);
        return result;
    }

    void forget(String note) {
        store.resources().deleteByPrefix(KIND, ofNote(note));
    }
}
