/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack.template;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads a template's text, JSON or YAML, into one tree. In YAML every plain scalar but {@code true}, {@code false} and null
 * stays text: account numbers with leading zeros and dates must not become numbers. Short forms such as {@code !Ref x}
 * become their long forms.
 */
final class TemplateText {
    private static final int NESTING = 60;
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(NESTING).build())
            .build());
    private static final int ALIASES = 50;

    private TemplateText() {}

    static ObjectNode parse(String text) {
        JsonNode tree;
        try {
            tree = text.stripLeading().startsWith("{") ? json(text) : JSON.valueToTree(yaml(text));
        } catch (MarkedYAMLException e) {
            throw TemplateFault.format("YAML not well-formed. (line "
                    + (e.getProblemMark() == null ? "?" : e.getProblemMark().getLine() + 1) + ", column "
                    + (e.getProblemMark() == null ? "?" : e.getProblemMark().getColumn() + 1) + "): "
                    + e.getProblem());
        } catch (YAMLException e) {
            throw TemplateFault.format("YAML not well-formed: " + e.getMessage());
        }
        if (tree instanceof ObjectNode object) {
            return object;
        }
        throw TemplateFault.format("the template must be a map with a Resources section.");
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (StreamConstraintsException e) {
            throw TemplateFault.format("JSON is nested more than " + NESTING + " levels deep.");
        } catch (JsonProcessingException e) {
            // a YAML flow mapping begins with a brace too
            try {
                return JSON.valueToTree(yaml(text));
            } catch (YAMLException notYaml) {
                throw TemplateFault.format(
                        "JSON not well-formed. (line " + e.getLocation().getLineNr() + ", column "
                                + e.getLocation().getColumnNr() + ")");
            }
        }
    }

    private static Object yaml(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setNestingDepthLimit(NESTING);
        options.setMaxAliasesForCollections(ALIASES);
        options.setCodePointLimit(Template.LONGEST);
        DumperOptions unused = new DumperOptions();
        return new Yaml(new ShortForms(options), new Representer(unused), unused, options, new FewScalars()).load(text);
    }

    private static final class FewScalars extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.NULL, NULL, "~nN\0");
            addImplicitResolver(Tag.NULL, EMPTY, null);
            addImplicitResolver(Tag.MERGE, MERGE, "<");
            addImplicitResolver(Tag.BOOL, Pattern.compile("^(?:true|True|TRUE|false|False|FALSE)$"), "tTfF");
        }
    }

    private static final class ShortForms extends SafeConstructor {
        ShortForms(LoaderOptions options) {
            super(options);
            yamlMultiConstructors.put("!", new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    return longForm(node.getTag().getValue().substring(1), value(node));
                }
            });
        }

        private Object value(Node node) {
            if (node instanceof ScalarNode scalar) {
                return scalar.getValue();
            }
            return node instanceof SequenceNode sequence
                    ? constructSequence(sequence)
                    : constructMapping((MappingNode) node);
        }

        private static Map<String, Object> longForm(String tag, Object value) {
            Map<String, Object> form = new LinkedHashMap<>();
            if (tag.equals("GetAtt") && value instanceof String text && text.contains(".")) {
                int dot = text.indexOf('.');
                form.put("Fn::GetAtt", List.of(text.substring(0, dot), text.substring(dot + 1)));
            } else {
                form.put(tag.equals("Ref") || tag.equals("Condition") ? tag : "Fn::" + tag, value);
            }
            return form;
        }
    }
}
