/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.PojoCodec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A resource type whose properties are the members of a service's requests. Described by what is called; subclasses do what
 * a description cannot say.
 */
class ApiType implements ResourceType {
    /** What a type needs to be described. */
    static final class Calls {
        private final String type;
        private final String service;
        private String create;
        private String update = "";
        private String delete = "";
        private String id;
        private String name;
        private int longest = 255;
        private String physical;
        private final Map<String, String> attributes = new LinkedHashMap<>();
        private List<String> required = List.of();
        private Set<String> createOnly = Set.of();
        private final ObjectNode defaults = PojoCodec.object();
        private final ObjectNode always = PojoCodec.object();

        Calls(String type, String service) {
            this.type = type;
            this.service = service;
        }

        /** @param pointer where the answer has the physical id */
        Calls create(String operation, String pointer) {
            create = operation;
            physical = pointer;
            return this;
        }

        Calls update(String operation) {
            update = operation;
            return this;
        }

        /** @param member of update and delete that takes the physical id */
        Calls delete(String operation, String member) {
            delete = operation;
            id = member;
            return this;
        }

        Calls named(String property, int most) {
            name = property;
            longest = most;
            return this;
        }

        /** @param pointer where the answer to create has it */
        Calls attribute(String attribute, String pointer) {
            attributes.put(attribute, pointer);
            return this;
        }

        /** @param value what the resource has without the property; one that was given and no longer is, is set to it */
        Calls otherwise(String property, Object value) {
            defaults.set(property, PojoCodec.node(value));
            return this;
        }

        /** A member of every update. */
        Calls updatedWith(String member, Object value) {
            always.set(member, PojoCodec.node(value));
            return this;
        }

        Calls required(String... properties) {
            required = List.of(properties);
            return this;
        }

        Calls createOnly(String... properties) {
            createOnly = Set.of(properties);
            return this;
        }
    }

    protected final Api api;
    private final Calls calls;

    ApiType(Api api, Calls calls) {
        this.api = api;
        this.calls = calls;
    }

    @Override
    public String name() {
        return calls.type;
    }

    @Override
    public Set<String> createOnly() {
        return calls.createOnly;
    }

    @Override
    public Optional<String> nameProperty() {
        return Optional.ofNullable(calls.name);
    }

    @Override
    public int longestName() {
        return calls.longest;
    }

    @Override
    public Set<String> attributes() {
        return calls.attributes.keySet();
    }

    @Override
    public void check(String logicalId, ObjectNode properties) {
        String path = "/Resources/" + logicalId + "/Properties";
        required(path, properties, calls.required);
        PropertyShape.check(path, properties, api.typed(calls.service).builder(calls.create));
    }

    static void required(String path, ObjectNode properties, List<String> required) {
        for (String property : required) {
            if (!properties.has(property)) {
                throw new ApiException(
                        "ValidationError", "The required property " + property + " is missing at " + path + ".");
            }
        }
    }

    @Override
    public Made create(ObjectNode properties) {
        ObjectNode answer = api.call(
                calls.service,
                calls.create,
                PropertyShape.fit(properties, api.typed(calls.service).builder(calls.create)));
        return made(answer.at(calls.physical).asText(), answer);
    }

    /** @param answer of create */
    protected Made made(String physicalId, ObjectNode answer) {
        ObjectNode attributes = PojoCodec.object();
        calls.attributes.forEach((attribute, pointer) -> {
            JsonNode value = pointer.isEmpty() ? attributes.textNode(physicalId) : answer.at(pointer);
            attributes.put(attribute, text(value));
        });
        return new Made(physicalId, attributes, "");
    }

    private static String text(JsonNode value) {
        if (!value.isArray()) {
            return value.asText();
        }
        StringBuilder out = new StringBuilder();
        value.forEach(each -> out.append(out.isEmpty() ? "" : ",").append(each.asText()));
        return out.toString();
    }

    /** Keeps the attributes it had: none of them changes by an update in place. */
    @Override
    public Made update(String physicalId, ObjectNode before, ObjectNode properties) {
        if (calls.update.isEmpty()) {
            return new Made(physicalId, PojoCodec.object(), "The change is recorded and has no effect here.");
        }
        ObjectNode wanted = properties.deepCopy();
        Set<String> kept = new TreeSet<>();
        before.properties().forEach(property -> {
            if (!properties.has(property.getKey()) && !removed(property.getKey(), property.getValue(), wanted)) {
                kept.add(property.getKey());
            }
        });
        ObjectNode request = PropertyShape.fit(
                wanted.setAll(calls.always), api.typed(calls.service).builder(calls.update));
        request.put(calls.id, physicalId);
        api.call(calls.service, calls.update, request);
        return new Made(
                physicalId,
                PojoCodec.object(),
                kept.isEmpty() ? "" : "No longer given, and left as it was: " + String.join(", ", kept) + ".");
    }

    /** A block that is gone is emptied, where updates replace blocks. @return whether the property gets its default */
    private boolean removed(String property, JsonNode before, ObjectNode wanted) {
        if (calls.defaults.has(property)) {
            wanted.set(property, calls.defaults.get(property));
            return true;
        }
        if (before.isObject() && !calls.always.isEmpty()) {
            wanted.putObject(property);
            return true;
        }
        return property.equals(calls.name);
    }

    @Override
    public void delete(String physicalId, ObjectNode properties) {
        api.find(calls.service, calls.delete, calls.id, physicalId);
    }
}
