/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.task;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.cli.failure.CliFailure;
import java.util.List;

/** DMS table mappings from what people type: {@code schema.table} or {@code schema.table=topic}, {@code %} for any. */
public final class TableRules {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TableRules() {}

    /**
     * The JSON text of the mappings.
     *
     * @throws CliFailure {@code cli.invalid_table} for a table without a schema
     */
    public static String json(List<String> tables) {
        ObjectNode document = JSON.createObjectNode();
        ArrayNode rules = document.putArray("rules");
        for (String given : tables) {
            int equals = given.indexOf('=');
            String table = equals < 0 ? given : given.substring(0, equals);
            int dot = table.indexOf('.');
            if (dot < 1 || dot == table.length() - 1) {
                throw new CliFailure(
                        "cli.invalid_table",
                        "\"%s\" names no table".formatted(given),
                        "Write schema.table or schema.table=topic, for example salesdb.% or salesdb.orders=orders");
            }
            String schema = table.substring(0, dot);
            String name = table.substring(dot + 1);
            rule(rules, "selection", "include", schema, name);
            if (equals > 0) {
                rule(rules, "object-mapping", "map-record-to-record", schema, name)
                        .put("kafka-target-topic", given.substring(equals + 1));
            }
        }
        return document.toString();
    }

    private static ObjectNode rule(ArrayNode rules, String type, String action, String schema, String table) {
        String id = String.valueOf(rules.size() + 1);
        ObjectNode rule = rules.addObject();
        rule.put("rule-type", type).put("rule-id", id).put("rule-name", id).put("rule-action", action);
        rule.putObject("object-locator").put("schema-name", schema).put("table-name", table);
        return rule;
    }
}
