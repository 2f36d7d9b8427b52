/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.application;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.PojoCodec;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The API has three names for one thing: {@code X} where it is given, {@code XDescription} where it is shown and
 * {@code XUpdate} where it is changed. What is kept is what was given.
 */
final class Names {
    /** Those whose description is not their name with an ending. */
    private static final Map<String, String> SHOWN = Map.ofEntries(
            Map.entry("S3ContentLocation", "S3ContentLocationDescription"),
            Map.entry("MavenReference", "MavenReferenceDescription"),
            Map.entry("CodeContent", "CodeContentDescription"),
            Map.entry("EnvironmentProperties", "EnvironmentPropertyDescriptions"),
            Map.entry("PropertyGroups", "PropertyGroupDescriptions"),
            Map.entry("VpcConfigurations", "VpcConfigurationDescriptions"));

    private Names() {}

    /** From what was given to what is shown. */
    static ObjectNode shown(ObjectNode given) {
        return (ObjectNode) renamed(given, name -> {
            String other = SHOWN.get(name);
            if (other != null) {
                return other;
            }
            return name.endsWith("Configuration") ? name + "Description" : name;
        });
    }

    /** From a change to what it gives. */
    static ObjectNode given(ObjectNode update) {
        return (ObjectNode) renamed(update, name -> {
            if (name.equals("EnvironmentPropertyUpdates")) {
                return "EnvironmentProperties";
            }
            String plain = name.endsWith("Update") ? name.substring(0, name.length() - "Update".length()) : name;
            return plain.endsWith("Updates") ? plain.replaceAll("Updates$", "s") : plain;
        });
    }

    private static JsonNode renamed(JsonNode node, UnaryOperator<String> name) {
        if (node instanceof ObjectNode object) {
            ObjectNode out = PojoCodec.object();
            object.properties().forEach(each -> {
                // The names in a map of properties are those of a program.
                boolean properties = each.getKey().equals("PropertyMap");
                out.set(name.apply(each.getKey()), properties ? each.getValue() : renamed(each.getValue(), name));
            });
            return out;
        }
        if (node.isArray()) {
            ArrayNode out = PojoCodec.object().arrayNode();
            node.forEach(each -> out.add(renamed(each, name)));
            return out;
        }
        return node;
    }

    /** What is said last holds; objects are taken together, lists are not. */
    static void merge(ObjectNode into, ObjectNode said) {
        said.properties().forEach(each -> {
            if (each.getValue() instanceof ObjectNode more && into.get(each.getKey()) instanceof ObjectNode there) {
                merge(there, more);
            } else {
                into.set(each.getKey(), each.getValue());
            }
        });
    }
}
