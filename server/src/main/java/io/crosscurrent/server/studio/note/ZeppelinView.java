/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.note;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.PojoCodec;
import java.util.Map;

/** How a result is shown: our {@code view} and Zeppelin's {@code config.results["0"].graph}. */
final class ZeppelinView {
    private static final Map<String, String> KINDS = Map.of(
            "multiBarChart",
            "bar",
            "pieChart",
            "pie",
            "stackedAreaChart",
            "area",
            "lineChart",
            "line",
            "scatterChart",
            "scatter");

    private ZeppelinView() {}

    static ObjectNode read(ObjectNode paragraph) {
        return view(paragraph.path("config"));
    }

    private static ObjectNode view(JsonNode config) {
        ObjectNode view = PojoCodec.object();
        JsonNode results = config.path("results");
        JsonNode first = results.isArray() ? results.path(0) : results.path("0");
        // before 0.7 there was one result and one graph
        JsonNode graph = first.has("graph") ? first.path("graph") : config.path("graph");
        String kind = KINDS.get(graph.path("mode").asText());
        if (kind == null) {
            return view;
        }
        view.put("kind", kind);
        ArrayNode keys = view.putArray("keys");
        ArrayNode groups = view.putArray("groups");
        ArrayNode values = view.putArray("values");
        if (kind.equals("scatter")) {
            JsonNode setting = graph.path("setting").path("scatterChart");
            name(setting.path("xAxis"), keys);
            name(setting.path("group"), groups);
            value(setting.path("yAxis"), values);
        } else {
            graph.path("keys").forEach(each -> name(each, keys));
            graph.path("groups").forEach(each -> name(each, groups));
            graph.path("values").forEach(each -> value(each, values));
        }
        return view;
    }

    private static void name(JsonNode column, ArrayNode names) {
        if (column.hasNonNull("name")) {
            names.add(column.path("name").asText());
        }
    }

    private static void value(JsonNode column, ArrayNode values) {
        if (column.hasNonNull("name")) {
            values.addObject()
                    .put("column", column.path("name").asText())
                    .put("aggregate", column.path("aggr").asText("sum"));
        }
    }

    /** The cell's kept {@code config}, with what our view says put in when it says something else. */
    static ObjectNode write(Cell cell) {
        ObjectNode config =
                cell.zeppelin().get("config") instanceof ObjectNode kept ? kept.deepCopy() : PojoCodec.object();
        if (cell.view().equals(view(config))) {
            return config;
        }
        String kind = cell.view().path("kind").asText("table");
        String mode = KINDS.entrySet().stream()
                .filter(each -> each.getValue().equals(kind))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("table");
        JsonNode results = config.path("results");
        if (mode.equals("table") && results.isMissingNode() || results.isArray()) {
            return config;
        }
        ObjectNode graph =
                config.withObjectProperty("results").withObjectProperty("0").withObjectProperty("graph");
        graph.put("mode", mode);
        if (mode.equals("scatterChart")) {
            ObjectNode setting = graph.withObjectProperty("setting").withObjectProperty("scatterChart");
            put(setting, "xAxis", cell.view().path("keys").path(0).asText(""));
            put(setting, "group", cell.view().path("groups").path(0).asText(""));
            put(
                    setting,
                    "yAxis",
                    cell.view().path("values").path(0).path("column").asText(""));
        } else if (!mode.equals("table")) {
            columns(graph.putArray("keys"), cell.view().path("keys"));
            columns(graph.putArray("groups"), cell.view().path("groups"));
            ArrayNode values = graph.putArray("values");
            cell.view().path("values").forEach(each -> values.addObject()
                    .put("name", each.path("column").asText())
                    .put("aggr", each.path("aggregate").asText("sum")));
        }
        return config;
    }

    private static void put(ObjectNode setting, String member, String name) {
        if (!name.isEmpty()) {
            setting.withObjectProperty(member).put("name", name);
        }
    }

    private static void columns(ArrayNode out, JsonNode names) {
        names.forEach(each -> out.addObject().put("name", each.asText()).put("aggr", "sum"));
    }
}
