/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.studio.result.LiveResult;
import io.crosscurrent.server.studio.run.CellRun;
import java.util.List;
import java.util.Locale;

/** Runs as the page is told of them. */
final class RunViews {
    private static final int MOST_CHARACTERS = 4_000;

    private RunViews() {}

    static ObjectNode state(CellRun.View view) {
        return about(PojoCodec.object().put("type", "state"), view);
    }

    private static ObjectNode about(ObjectNode out, CellRun.View view) {
        out.put("run", view.id())
                .put("cell", view.cell())
                .put("note", view.note())
                .put("state", view.state().text());
        if (!view.message().isEmpty()) {
            out.put("message", view.message()).put("remedy", view.remedy());
        }
        if (!view.incident().isEmpty()) {
            out.put("incident", view.incident());
        }
        if (view.line() > 0) {
            out.put("line", view.line()).put("column", view.column());
        }
        if (!view.job().isEmpty()) {
            out.put("job", view.job());
        }
        if (!view.notices().isEmpty()) {
            ArrayNode notices = out.putArray("notices");
            view.notices().forEach(notices::add);
        }
        if (!view.template().isEmpty()) {
            out.put("template", view.template());
        }
        out.put("startedAt", view.startedAt().toString());
        if (view.finishedAt() != null) {
            out.put("finishedAt", view.finishedAt().toString());
        }
        return out;
    }

    static ObjectNode snapshot(CellRun.View view) {
        return snapshot(view, view.result() == null ? null : view.result().frame(-1));
    }

    static ObjectNode snapshot(CellRun.View view, LiveResult.Frame frame) {
        ObjectNode out = about(PojoCodec.object().put("type", "snapshot"), view);
        ArrayNode columns = out.putArray("columns");
        ArrayNode rows = out.putArray("rows");
        if (!view.texts().isEmpty()) {
            out.put("text", String.join("\n", view.texts()));
        }
        if (frame != null) {
            view.result().columns().forEach(column -> columns.addObject()
                    .put("name", column.name())
                    .put("type", column.type())
                    .put("key", false));
            rows(rows, frame);
            rest(out, frame);
        }
        return out;
    }

    static ObjectNode diff(CellRun.View view, LiveResult.Frame frame) {
        ObjectNode out = PojoCodec.object()
                .put("type", "diff")
                .put("run", view.id())
                .put("note", view.note())
                .put("cell", view.cell());
        rows(out.putArray("set"), frame);
        ArrayNode removed = out.putArray("remove");
        frame.removed().forEach(id -> removed.add(Long.toString(id, 36)));
        rest(out, frame);
        return out;
    }

    private static void rows(ArrayNode out, LiveResult.Frame frame) {
        frame.set().forEach((id, values) -> {
            ArrayNode row = out.addArray().add(Long.toString(id, 36));
            cells(row.addArray(), values);
        });
    }

    private static void cells(ArrayNode out, List<String> values) {
        for (String value : values) {
            out.add(
                    value == null || value.length() <= MOST_CHARACTERS
                            ? value
                            : value.substring(0, MOST_CHARACTERS)
                                    + "… (%,d characters; an export has all)".formatted(value.length()));
        }
    }

    private static void rest(ObjectNode out, LiveResult.Frame frame) {
        LiveResult.Counts counts = frame.counts();
        out.putObject("counts")
                .put("rows", counts.rows())
                .put("changes", counts.changes())
                .put("inserted", counts.inserted())
                .put("updated", counts.updated())
                .put("deleted", counts.deleted())
                .put("rate", counts.rate());
        out.put("mode", frame.mode().name().toLowerCase(Locale.ROOT)).put("notice", frame.notice());
    }
}
