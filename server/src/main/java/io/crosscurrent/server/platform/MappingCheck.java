/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.platform;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.encoding.MessageSettings;
import io.crosscurrent.core.mapping.MappingException;
import io.crosscurrent.core.mapping.PartitionKey;
import io.crosscurrent.core.mapping.TableMappings;
import io.crosscurrent.core.mapping.TablePlan;
import io.crosscurrent.core.source.SourceProvider;
import io.crosscurrent.core.source.SourceSettings;
import io.crosscurrent.core.table.Table;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.dms.endpoint.Endpoints;
import java.util.List;

/** Shows what table mappings make of the tables of a real database, before any task runs. Used by many threads. */
public final class MappingCheck {
    private final Endpoints endpoints;

    public MappingCheck(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    /** See CheckMapping in docs/reference/platform-api.md. Connects to the source. */
    ObjectNode run(ObjectNode request) {
        TableMappings mappings = TableMappings.parse(PlatformService.text(request, "tableMappings"));
        SourceSettings source =
                endpoints.source(PlatformService.text(request, "endpointArn")).settings();
        String target = request.path("targetEndpointArn").asText("");
        MessageSettings settings = MessageSettings.fromJson("{\"KafkaSettings\":"
                + (target.isEmpty() ? "{}" : endpoints.target(target).messageSettings()) + "}");
        List<Table> tables = SourceProvider.of(source.engine()).tables(source, mappings::selects);
        ObjectNode out = PojoCodec.object();
        ArrayNode list = out.putArray("tables");
        tables.forEach(table -> describe(mappings, settings, table, list.addObject()));
        return out;
    }

    private static void describe(TableMappings mappings, MessageSettings settings, Table table, ObjectNode out) {
        out.put("schema", table.id().schema()).put("table", table.id().name());
        try {
            TablePlan plan = mappings.plan(table, settings);
            out.put("targetSchema", plan.target().schema())
                    .put("targetTable", plan.target().name())
                    .put("topic", plan.topic())
                    .put("keyType", plan.key().type())
                    .put("filtered", !plan.filter().clauses().isEmpty());
            ArrayNode key = out.putArray("key");
            if (plan.key() instanceof PartitionKey.PrimaryKey) {
                plan.keyNames().forEach(key::add);
            }
            ArrayNode columns = out.putArray("columns");
            plan.capturedColumns().forEach(column -> columns.addObject()
                    .put("name", column.name())
                    .put("type", column.type().name()));
        } catch (MappingException e) {
            out.put("error", e.getMessage()).put("remedy", e.remedy());
        }
    }
}
