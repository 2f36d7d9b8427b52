/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What names mean while a template is evaluated.
 *
 * @param parameters value of each parameter as text, in the clear
 * @param resources what the resources of the stack are by now
 * @param imports value of an export of another stack
 */
public record Scope(
        Template template,
        Map<String, String> parameters,
        Identity identity,
        Resources resources,
        Function<String, Optional<String>> imports) {
    private static final List<String> ZONES = List.of("a", "b", "c");

    /** Which stack this is, and where. */
    public record Identity(String stackName, String stackId, String region, String account) {}

    /** Looks at resources. Both throw a ValidationError for what there is not. */
    public interface Resources {
        JsonNode reference(String logicalId);

        JsonNode attribute(String logicalId, String attribute);
    }

    /** Value of a parameter or pseudo parameter; empty when the name is neither. */
    Optional<JsonNode> parameter(String name) {
        Parameter parameter = template.parameters().get(name);
        if (parameter != null) {
            return Optional.of(parameter.value(parameters.get(name)));
        }
        return switch (name) {
            case "AWS::AccountId" -> text(identity.account());
            case "AWS::Region" -> text(identity.region());
            case "AWS::StackName" -> text(identity.stackName());
            case "AWS::StackId" -> text(identity.stackId());
            case "AWS::Partition" -> text("aws");
            case "AWS::URLSuffix" -> text("amazonaws.com");
            case "AWS::NotificationARNs" -> Optional.of(JsonNodeFactory.instance.arrayNode());
            default -> Optional.empty();
        };
    }

    private static Optional<JsonNode> text(String value) {
        return Optional.of(JsonNodeFactory.instance.textNode(value));
    }

    ArrayNode zones(String region) {
        String of = region.isEmpty() ? identity.region() : region;
        ArrayNode zones = JsonNodeFactory.instance.arrayNode();
        ZONES.forEach(letter -> zones.add(of + letter));
        return zones;
    }

    static boolean pseudo(String name) {
        return name.startsWith("AWS::");
    }
}
