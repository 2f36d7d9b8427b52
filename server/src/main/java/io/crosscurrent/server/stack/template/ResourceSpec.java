/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A resource as the template describes it; nothing is evaluated yet.
 *
 * @param properties with intrinsic functions
 * @param condition name, or ""
 * @param deletionPolicy whether it stays when it leaves the stack: {@code Delete}, {@code Retain}…
 * @param updateReplacePolicy whether the old one stays when it is replaced
 */
public record ResourceSpec(
        String logicalId,
        String type,
        ObjectNode properties,
        List<String> dependsOn,
        String condition,
        String deletionPolicy,
        String updateReplacePolicy) {
    private static final Set<String> ATTRIBUTES = Set.of(
            "Type",
            "Properties",
            "DependsOn",
            "Condition",
            "DeletionPolicy",
            "UpdateReplacePolicy",
            "Metadata",
            "CreationPolicy",
            "UpdatePolicy");
    private static final Set<String> POLICIES = Set.of("Delete", "Retain", "RetainExceptOnCreate", "Snapshot");

    static ResourceSpec of(String logicalId, JsonNode body) {
        if (!logicalId.matches("[A-Za-z0-9]{1,255}")) {
            throw TemplateFault.format("Resource name " + logicalId + " is non alphanumeric.");
        }
        if (!body.isObject()) {
            throw TemplateFault.format("Any Resources member must be an object, " + logicalId + " is not.");
        }
        for (Map.Entry<String, JsonNode> attribute : body.properties()) {
            if (!ATTRIBUTES.contains(attribute.getKey())) {
                throw TemplateFault.format(
                        "Invalid template resource property '" + attribute.getKey() + "' of resource " + logicalId);
            }
        }
        if (!body.path("Type").isTextual()) {
            throw TemplateFault.format(
                    "[/Resources/" + logicalId + "] Every Resources object must contain a Type member.");
        }
        JsonNode properties = body.path("Properties");
        if (!properties.isMissingNode() && !properties.isNull() && !properties.isObject()) {
            throw TemplateFault.format("[/Resources/" + logicalId + "/Properties] must be a map.");
        }
        return new ResourceSpec(
                logicalId,
                body.path("Type").textValue(),
                properties.isObject() ? (ObjectNode) properties : JsonNodeFactory.instance.objectNode(),
                names(body.path("DependsOn")),
                body.path("Condition").asText(""),
                policy(logicalId, "DeletionPolicy", body),
                policy(logicalId, "UpdateReplacePolicy", body));
    }

    private static String policy(String logicalId, String attribute, JsonNode body) {
        String policy = body.path(attribute).asText("Delete");
        if (!POLICIES.contains(policy)) {
            throw TemplateFault.format("Unrecognized " + attribute + " " + policy + " for resource " + logicalId);
        }
        return policy;
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        if (node.isTextual()) {
            names.add(node.textValue());
        }
        node.elements().forEachRemaining(each -> names.add(each.asText()));
        return List.copyOf(names);
    }
}
