/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.connector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The operations of the platform's API about connectors, see docs/reference/platform-api.md. */
public final class ConnectorOperations {
    private final Connectors connectors;

    public ConnectorOperations(Connectors connectors) {
        this.connectors = connectors;
    }

    /** By name. */
    public Map<String, Function<ObjectNode, ObjectNode>> all() {
        return Map.of(
                "CreateConnector",
                request -> connectors.create(name(request), config(request)),
                "ListConnectors",
                request -> connectors.list(),
                "DescribeConnector",
                request -> connectors.describe(name(request)),
                "DeleteConnector",
                request -> connectors.delete(
                        name(request), request.path("deleteTopics").asBoolean(false)));
    }

    private static String name(ObjectNode request) {
        String name = request.path("name").asText("");
        if (name.isEmpty()) {
            throw new CrosscurrentException(
                    "request.missing_member", "The request has no text under \"name\".", "Give the connector's name.");
        }
        return name;
    }

    private static Map<String, String> config(ObjectNode request) {
        Map<String, String> config = new LinkedHashMap<>();
        request.path("config")
                .properties()
                .forEach(each -> config.put(each.getKey(), each.getValue().asText()));
        return config;
    }
}
