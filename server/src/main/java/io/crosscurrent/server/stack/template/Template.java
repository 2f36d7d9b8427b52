/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A template as it was written, its sections checked for shape. Immutable.
 *
 * @param text what was given
 * @param parameters by name, in the order written
 * @param mappings as written
 * @param conditions expressions by name
 * @param rules as written
 * @param resources by logical id, in the order written
 * @param outputs by name
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html">AWS: template
 *     anatomy</a>
 */
public record Template(
        String text,
        String description,
        Map<String, Parameter> parameters,
        ObjectNode mappings,
        ObjectNode conditions,
        ObjectNode rules,
        Map<String, ResourceSpec> resources,
        Map<String, Output> outputs) {
    /** Most bytes of a template. */
    public static final int LONGEST = 1_000_000;

    private static final Set<String> SECTIONS = Set.of(
            "AWSTemplateFormatVersion",
            "Description",
            "Metadata",
            "Parameters",
            "Rules",
            "Mappings",
            "Conditions",
            "Resources",
            "Outputs");
    private static final int MOST_RESOURCES = 500;

    /**
     * What a stack shows when it stands.
     *
     * @param condition name, or ""
     * @param export expression of the exported name, or null
     */
    public record Output(String name, JsonNode value, String description, String condition, JsonNode export) {}

    /** @throws io.crosscurrent.server.aws.ApiException {@code ValidationError}, saying where the template is wrong */
    public static Template parse(String text) {
        if (text.length() > LONGEST) {
            throw TemplateFault.validation("The template has " + text.length() + " characters; at most " + LONGEST
                    + " are allowed. Split it into several stacks.");
        }
        ObjectNode tree = TemplateText.parse(text);
        for (Map.Entry<String, JsonNode> section : tree.properties()) {
            if (section.getKey().equals("Transform")) {
                throw TemplateFault.template("transforms are not supported, found " + section.getValue()
                        + ". Run the transform first and deploy its result.");
            }
            if (!SECTIONS.contains(section.getKey())) {
                throw TemplateFault.format("Invalid template property or properties [" + section.getKey() + "]");
            }
        }
        JsonNode version = tree.path("AWSTemplateFormatVersion");
        if (!version.isMissingNode() && !version.asText().equals("2010-09-09")) {
            throw TemplateFault.format("AWSTemplateFormatVersion must be 2010-09-09, not " + version.asText() + ".");
        }
        Map<String, ResourceSpec> resources = resources(section(tree, "Resources"));
        return new Template(
                text,
                tree.path("Description").asText(""),
                parameters(section(tree, "Parameters")),
                section(tree, "Mappings"),
                section(tree, "Conditions"),
                section(tree, "Rules"),
                resources,
                outputs(section(tree, "Outputs")));
    }

    private static ObjectNode section(ObjectNode tree, String name) {
        JsonNode section = tree.get(name);
        if (section == null || section.isNull()) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (section instanceof ObjectNode object) {
            return object;
        }
        throw TemplateFault.format("The section " + name + " must be a map.");
    }

    private static Map<String, Parameter> parameters(ObjectNode section) {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        section.properties()
                .forEach(entry -> parameters.put(entry.getKey(), Parameter.of(entry.getKey(), entry.getValue())));
        return parameters;
    }

    private static Map<String, ResourceSpec> resources(ObjectNode section) {
        if (section.isEmpty()) {
            throw TemplateFault.format("At least one Resources member must be defined.");
        }
        if (section.size() > MOST_RESOURCES) {
            throw TemplateFault.format(
                    "Number of resources, " + section.size() + ", is greater than maximum allowed, " + MOST_RESOURCES);
        }
        Map<String, ResourceSpec> resources = new LinkedHashMap<>();
        section.properties()
                .forEach(entry -> resources.put(entry.getKey(), ResourceSpec.of(entry.getKey(), entry.getValue())));
        return resources;
    }

    private static Map<String, Output> outputs(ObjectNode section) {
        Map<String, Output> outputs = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : section.properties()) {
            JsonNode body = entry.getValue();
            if (!body.isObject() || !body.has("Value")) {
                throw TemplateFault.format(
                        "Every Outputs member must contain a Value object, " + entry.getKey() + " does not.");
            }
            outputs.put(
                    entry.getKey(),
                    new Output(
                            entry.getKey(),
                            body.get("Value"),
                            body.path("Description").asText(null),
                            body.path("Condition").asText(""),
                            body.path("Export").get("Name")));
        }
        return outputs;
    }

    /** The types of its resources, each once. */
    public List<String> resourceTypes() {
        return new ArrayList<>(resources.values().stream()
                .map(ResourceSpec::type)
                .collect(java.util.stream.Collectors.toCollection(java.util.LinkedHashSet::new)));
    }
}
