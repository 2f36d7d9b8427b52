/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.store.Resource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A stack as the store has it. Reading only; {@link StackTable} changes it. */
record StackRow(Resource row) {
    static final String KIND = "stack";

    /** Marks what replaced or removed resources leave behind until an update is done. */
    static final String LEFT = "left";

    String id() {
        return row.id();
    }

    /** The name a person gave, also when the stack is deleted and the name is free again. */
    String name() {
        return row.document().path("stackName").asText();
    }

    StackStatus status() {
        return StackStatus.valueOf(row.state());
    }

    String text(String member) {
        return row.document().path(member).asText("");
    }

    boolean flag(String member) {
        return row.document().path(member).asBoolean();
    }

    long number(String member) {
        return row.document().path(member).asLong();
    }

    /** Null when it has not happened. */
    Instant time(String member) {
        return row.document().has(member) ? Instant.ofEpochMilli(number(member)) : null;
    }

    List<String> texts(String member) {
        List<String> texts = new ArrayList<>();
        row.document().path(member).forEach(each -> texts.add(each.asText()));
        return List.copyOf(texts);
    }

    Map<String, String> tags() {
        Map<String, String> tags = new LinkedHashMap<>();
        row.document()
                .path("tags")
                .properties()
                .forEach(each -> tags.put(each.getKey(), each.getValue().asText()));
        return tags;
    }

    /** The resources by logical id, in the order in which they were first made. */
    Map<String, ResourceState> resources() {
        return states(row.document().path("resources"));
    }

    Optional<ResourceState> resource(String logicalId) {
        return Optional.ofNullable(row.document().path("resources").get(logicalId))
                .map(document -> ResourceState.of(logicalId, (ObjectNode) document));
    }

    /** Resources that are no longer of the stack and still to be deleted, by a key of their own. */
    Map<String, ResourceState> left() {
        Map<String, ResourceState> left = new LinkedHashMap<>();
        row.document()
                .path(LEFT)
                .properties()
                .forEach(each -> left.put(
                        each.getKey(),
                        ResourceState.of(each.getValue().path("logicalId").asText(), (ObjectNode) each.getValue())));
        return left;
    }

    private static Map<String, ResourceState> states(JsonNode documents) {
        Map<String, ResourceState> states = new LinkedHashMap<>();
        documents
                .properties()
                .forEach(each ->
                        states.put(each.getKey(), ResourceState.of(each.getKey(), (ObjectNode) each.getValue())));
        return states;
    }

    /** What the stack shows. @param export "" for none */
    record Output(String key, String value, String description, String export) {
        ObjectNode document() {
            return PojoCodec.object()
                    .put("key", key)
                    .put("value", value)
                    .put("description", description)
                    .put("export", export);
        }
    }

    List<Output> outputs() {
        List<Output> outputs = new ArrayList<>();
        row.document()
                .path("outputs")
                .forEach(each -> outputs.add(new Output(
                        each.path("key").asText(),
                        each.path("value").asText(),
                        each.path("description").asText(),
                        each.path("export").asText())));
        return outputs;
    }
}
