/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack;

import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.stack.resource.ResourceTypes;
import io.crosscurrent.server.stack.template.Evaluation;
import io.crosscurrent.server.stack.template.ResourceSpec;
import io.crosscurrent.server.stack.template.Template;
import io.crosscurrent.server.stack.template.TemplateFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From what a request says to what a stack shall be, with everything checked that can be before anything is made. */
public final class StackInput {
    private static final String ANY = "CAPABILITY_IAM";
    private static final String NAMED = "CAPABILITY_NAMED_IAM";

    /** Where templates and parameters that are stored elsewhere come from. */
    public interface Stored {
        /** The text at an address. @throws ApiException when it may not or cannot be read */
        String template(String url);

        Optional<String> parameter(String name);
    }

    /** The template of a request: one of body, address and "the previous one". */
    record Source(String body, String url, boolean previous) {}

    private final ResourceTypes types;
    private final Stored stored;

    StackInput(ResourceTypes types, Stored stored) {
        this.types = types;
        this.stored = stored;
    }

    Template template(Source source, Optional<Definition> current) {
        if (source.previous()) {
            return current.map(Definition::template)
                    .orElseThrow(() -> TemplateFault.validation("There is no previous template to use."));
        }
        if (source.body() == null && source.url() == null || source.body() != null && source.url() != null) {
            throw TemplateFault.validation("Either Template URL or Template Body must be specified.");
        }
        return Template.parse(source.body() != null ? source.body() : stored.template(source.url()));
    }

    Definition definition(
            Template template, List<Inputs.Given> parameters, Optional<Definition> current, List<String> capabilities) {
        check(template);
        capabilities(template, capabilities);
        return new Definition(
                template, Inputs.of(template, parameters, current.map(Definition::inputs), stored::parameter));
    }

    /** Types and the names of properties. */
    void check(Template template) {
        types.require(template.resourceTypes());
        for (ResourceSpec spec : template.resources().values()) {
            types.get(spec.type()).check(spec.logicalId(), spec.properties());
        }
    }

    /** Circles, names that are nowhere, conditions and rules. */
    static void check(Evaluation evaluation) {
        evaluation.order();
    }

    private static void capabilities(Template template, List<String> given) {
        Optional<String> needed = needed(template);
        boolean enough =
                needed.isEmpty() || given.contains(NAMED) || needed.get().equals(ANY) && given.contains(ANY);
        if (!enough) {
            throw new ApiException(
                    "InsufficientCapabilitiesException", "Requires capabilities : [" + needed.get() + "]");
        }
    }

    /** What the person who deploys must agree to. */
    static Optional<String> needed(Template template) {
        List<ResourceSpec> identities = identities(template);
        if (identities.isEmpty()) {
            return Optional.empty();
        }
        boolean named = identities.stream()
                .anyMatch(spec -> spec.properties().has("RoleName")
                        || spec.properties().has("UserName")
                        || spec.properties().has("ManagedPolicyName"));
        return Optional.of(named ? NAMED : ANY);
    }

    static Optional<String> why(Template template) {
        List<String> types = new ArrayList<>(
                identities(template).stream().map(ResourceSpec::type).distinct().toList());
        return types.isEmpty()
                ? Optional.empty()
                : Optional.of("The following resource(s) require capabilities: " + types);
    }

    private static List<ResourceSpec> identities(Template template) {
        return template.resources().values().stream()
                .filter(spec -> spec.type().startsWith("AWS::IAM::"))
                .toList();
    }
}
