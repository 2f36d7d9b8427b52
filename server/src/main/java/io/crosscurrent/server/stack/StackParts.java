/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack;

import io.crosscurrent.server.aws.Page;
import io.crosscurrent.server.stack.template.Template;
import io.crosscurrent.server.stack.template.TemplateFault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/** What the operations of CloudFormation work on, and the forms they share. */
record StackParts(
        StackTable table,
        StackEvents events,
        StackInput input,
        Stacks stacks,
        ChangeSets changeSets,
        StackViews views,
        StackRights rights) {
    private static final String VALIDATION = "ValidationError";
    private static final int PAGE = 100;

    Definition next(
            StackRow stack,
            String body,
            String url,
            Boolean previous,
            List<software.amazon.awssdk.services.cloudformation.model.Parameter> parameters,
            List<String> capabilities) {
        Optional<Definition> current = table.find(stack.id(), false);
        Template template = input.template(source(body, url, Boolean.TRUE.equals(previous)), current);
        return input.definition(template, given(parameters), current, capabilities);
    }

    static StackInput.Source source(String body, String url, boolean previous) {
        return new StackInput.Source(body, url, previous);
    }

    static List<Inputs.Given> given(List<software.amazon.awssdk.services.cloudformation.model.Parameter> parameters) {
        return parameters.stream()
                .map(each -> new Inputs.Given(
                        each.parameterKey(),
                        Boolean.TRUE.equals(each.usePreviousValue()) ? null : text(each.parameterValue())))
                .toList();
    }

    /** An empty list leaves the tags as they are: the CLI sends one when it was given none. */
    static Map<String, String> changedTags(List<Tag> tags) {
        return tags.isEmpty() ? null : tags(tags);
    }

    static Map<String, String> tags(List<Tag> tags) {
        return tags.stream()
                .collect(Collectors.toMap(
                        Tag::key, Tag::value, (first, second) -> second, java.util.LinkedHashMap::new));
    }

    static String text(String value) {
        return value == null ? "" : value;
    }

    static <T> Page<T> page(List<T> all, String token) {
        return Page.of(all, null, PAGE, token, VALIDATION);
    }

    StackRow known(String nameOrId) {
        return table.find(nameOrId)
                .orElseThrow(() -> TemplateFault.validation("Stack [" + nameOrId + "] does not exist"));
    }
}
