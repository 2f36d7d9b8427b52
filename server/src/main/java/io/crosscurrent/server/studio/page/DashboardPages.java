/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.studio.dashboard.Dashboards;
import io.crosscurrent.server.studio.note.Cell;
import io.crosscurrent.server.studio.note.Notes;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Dashboards, and what a link shows of one. A link shows the results of its tiles as its owner sees them, nothing else. */
final class DashboardPages {
    private final Guard guard;
    private final Dashboards dashboards;
    private final Notes notes;
    private final EventPages events;

    DashboardPages(Guard guard, Dashboards dashboards, Notes notes, EventPages events) {
        this.guard = guard;
        this.dashboards = dashboards;
        this.notes = notes;
        this.events = events;
    }

    void add(JavalinConfig config) {
        String one = "/studio/api/dashboards/{id}";
        config.routes.get("/studio/api/dashboards", guard.known((context, visitor) -> {
            ArrayNode out = PojoCodec.object().putArray("dashboards");
            dashboards.list(visitor.name()).forEach(board -> out.add(board.document()));
            Guard.json(context, out);
        }));
        config.routes.post("/studio/api/dashboards", guard.known((context, visitor) -> {
            String title = PojoCodec.parse(context.bodyAsBytes()).path("title").asText("");
            Guard.json(context, dashboards.create(title, visitor.name()).document());
        }));
        config.routes.get(
                one,
                guard.known((context, visitor) -> Guard.json(
                        context,
                        dashboards.find(context.pathParam("id"), visitor.name()).document())));
        config.routes.put(
                one,
                guard.known((context, visitor) -> Guard.json(
                        context,
                        dashboards
                                .save(context.pathParam("id"), PojoCodec.parse(context.bodyAsBytes()), visitor.name())
                                .document())));
        config.routes.delete(one, guard.known((context, visitor) -> {
            dashboards.delete(context.pathParam("id"), visitor.name());
            Guard.json(context, PojoCodec.object());
        }));
        config.routes.post(one + "/share", guard.known((context, visitor) -> {
            String token = dashboards.share(context.pathParam("id"), visitor.name());
            Guard.json(context, PojoCodec.object().put("url", "/studio/shared/" + token));
        }));
        config.routes.delete(one + "/share", guard.known((context, visitor) -> {
            dashboards.unshare(context.pathParam("id"), visitor.name());
            Guard.json(context, PojoCodec.object());
        }));
        config.routes.get(
                "/studio/shared/{token}/dashboard",
                context -> Guard.told(context, () -> Guard.json(context, shown(board(context)))));
        config.routes.before("/studio/shared/{token}/events", Guard.first(this::board));
        config.routes.sse("/studio/shared/{token}/events", client -> {
            String token = client.ctx().pathParam("token");
            events.follow(client, () -> dashboards.shared(token).map(board -> followed(board, token)));
        });
    }

    /** The dashboard itself first: its owner may have changed it since the page was opened, and may change it again. */
    private EventPages.Shown followed(Dashboards.Board board, String token) {
        Map<String, Set<String>> cells = new HashMap<>();
        for (JsonNode tile : board.document().path("tiles")) {
            cells.computeIfAbsent(tile.path("note").asText(), note -> new HashSet<>())
                    .add(tile.path("cell").asText());
        }
        ObjectNode opening = PojoCodec.object().put("type", "dashboard");
        opening.set("dashboard", shown(board));
        return new EventPages.Shown(opening, cells, board.owner(), () -> dashboards
                .shared(token)
                .filter(now -> now.revision() == board.revision())
                .isPresent());
    }

    private Dashboards.Board board(Context context) {
        return dashboards
                .shared(context.pathParam("token"))
                .orElseThrow(() -> new CrosscurrentException(
                        "studio.link_unknown", "This link shows nothing any more.", "Ask who sent it for a new one."));
    }

    private ObjectNode shown(Dashboards.Board board) {
        ObjectNode out = board.document().deepCopy();
        for (JsonNode tile : out.path("tiles")) {
            try {
                notes.find(tile.path("note").asText(), board.owner())
                        .note()
                        .cell(tile.path("cell").asText())
                        .map(Cell::title)
                        .ifPresent(title -> ((ObjectNode) tile).put("cellTitle", title));
            } catch (CrosscurrentException gone) {
                ((ObjectNode) tile).put("cellTitle", "(the note is gone)");
            }
        }
        return out;
    }
}
