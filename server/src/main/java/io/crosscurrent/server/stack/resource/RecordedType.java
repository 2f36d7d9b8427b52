/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.PojoCodec;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A resource that has no effect here and is recorded, so that templates which describe a network too work as written.
 * Identifiers and attributes are drawn from patterns: {@code {hex}} is 17 digits, {@code {id}} the physical id,
 * {@code {CidrBlock}} the property of that name.
 */
final class RecordedType implements ResourceType {
    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z.]+)}");
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * @param nameProperty null when it has no name
     * @param id pattern of the physical id
     * @param attributes pattern by attribute
     * @param note said in the events
     */
    record Description(
            String name,
            List<String> properties,
            List<String> required,
            Set<String> createOnly,
            String nameProperty,
            String id,
            Map<String, String> attributes,
            String note) {}

    private final Description description;
    private final Map<String, String> place;

    /** @param place values of {@code {region}} and {@code {account}} */
    RecordedType(Description description, Map<String, String> place) {
        this.description = description;
        this.place = place;
    }

    @Override
    public String name() {
        return description.name();
    }

    @Override
    public Set<String> createOnly() {
        return description.createOnly();
    }

    @Override
    public Optional<String> nameProperty() {
        return Optional.ofNullable(description.nameProperty());
    }

    @Override
    public Set<String> attributes() {
        return description.attributes().keySet();
    }

    @Override
    public void check(String logicalId, ObjectNode properties) {
        String path = "/Resources/" + logicalId + "/Properties";
        ApiType.required(path, properties, description.required());
        properties.fieldNames().forEachRemaining(property -> {
            if (!description.properties().contains(property)) {
                throw PropertyShape.unsupported(path, property);
            }
        });
    }

    @Override
    public Made create(ObjectNode properties) {
        String id = fill(description.id(), name -> property(properties, name));
        return new Made(id, attributes(id, properties), description.note());
    }

    private ObjectNode attributes(String id, ObjectNode properties) {
        ObjectNode attributes = PojoCodec.object();
        description
                .attributes()
                .forEach((name, pattern) -> attributes.put(
                        name, fill(pattern, each -> each.equals("id") ? id : property(properties, each))));
        return attributes;
    }

    private static String property(ObjectNode properties, String path) {
        JsonNode node = properties.at("/" + path.replace('.', '/'));
        return node.isContainerNode() ? node.toString() : node.asText("");
    }

    private String fill(String pattern, Function<String, String> other) {
        Matcher matcher = PLACE.matcher(pattern);
        StringBuilder out = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(1);
            String value =
                    switch (name) {
                        case "hex" -> hex();
                        case "uuid" -> UUID.randomUUID().toString();
                        case "octet" -> Integer.toString(1 + RANDOM.nextInt(254));
                        default -> place.containsKey(name) ? place.get(name) : other.apply(name);
                    };
            matcher.appendReplacement(out, Matcher.quoteReplacement(value));
        }
        matcher.appendTail(out);
        return out.toString();
    }

    private static String hex() {
        byte[] bytes = new byte[9];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes).substring(0, 17);
    }

    @Override
    public Made update(String physicalId, ObjectNode before, ObjectNode properties) {
        return new Made(physicalId, PojoCodec.object(), description.note());
    }

    @Override
    public void delete(String physicalId, ObjectNode properties) {
        // nothing was made
    }
}
