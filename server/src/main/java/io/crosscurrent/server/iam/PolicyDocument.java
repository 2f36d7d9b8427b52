/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A policy. Conditions are compared with what the request has; a key that no service here knows is one the request does not
 * have. Immutable.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">AWS: policy grammar</a>
 */
final class PolicyDocument {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> MEMBERS = Set.of(
            "Sid",
            "Effect",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition",
            "Principal",
            "NotPrincipal");

    /** What a policy says of a request. */
    enum Decision {
        ALLOW,
        DENY,
        SILENT
    }

    private record Statement(
            boolean allow,
            List<String> actions,
            boolean allActionsBut,
            List<String> resources,
            boolean allResourcesBut,
            JsonNode principal,
            List<Condition> conditions) {
        boolean acts(String action) {
            return allActionsBut
                    != actions.stream()
                            .anyMatch(pattern ->
                                    Wildcards.match(pattern.toLowerCase(Locale.ROOT), action.toLowerCase(Locale.ROOT)));
        }

        boolean covers(String resource, RequestContext context) {
            return allResourcesBut
                    != resources.stream()
                            .flatMap(pattern -> PolicyVariables.replace(pattern, context).stream())
                            .anyMatch(pattern -> Wildcards.match(pattern, resource));
        }

        boolean holds(RequestContext context) {
            return conditions.stream().allMatch(condition -> condition.holds(context));
        }
    }

    private final List<Statement> statements;

    private PolicyDocument(List<Statement> statements) {
        this.statements = statements;
    }

    /** @throws io.crosscurrent.server.aws.ApiException {@code MalformedPolicyDocument}, saying where */
    static PolicyDocument parse(String text) {
        JsonNode tree;
        try {
            tree = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw IamFaults.malformed("The policy is not valid JSON.");
        }
        if (!tree.isObject()) {
            throw IamFaults.malformed("The policy must be a JSON object.");
        }
        JsonNode body = tree.path("Statement");
        List<Statement> statements = new ArrayList<>();
        if (body.isObject()) {
            statements.add(statement(body));
        } else {
            body.forEach(each -> statements.add(statement(each)));
        }
        return new PolicyDocument(List.copyOf(statements));
    }

    private static Statement statement(JsonNode node) {
        node.fieldNames().forEachRemaining(name -> {
            if (!MEMBERS.contains(name)) {
                throw IamFaults.malformed("A statement of a policy has no member " + name + ".");
            }
        });
        String effect = node.path("Effect").asText();
        if (!effect.equals("Allow") && !effect.equals("Deny")) {
            throw IamFaults.malformed("The Effect of a statement must be Allow or Deny, not \"" + effect + "\".");
        }
        if (node.has("Action") == node.has("NotAction")) {
            throw IamFaults.malformed("A statement must have either Action or NotAction.");
        }
        return new Statement(
                effect.equals("Allow"),
                texts(node.path(node.has("Action") ? "Action" : "NotAction")),
                node.has("NotAction"),
                texts(node.path(node.has("NotResource") ? "NotResource" : "Resource")),
                node.has("NotResource"),
                node.path("Principal"),
                Condition.parse(node.path("Condition")));
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isTextual()) {
            texts.add(node.textValue());
        }
        node.elements().forEachRemaining(each -> texts.add(each.asText()));
        return List.copyOf(texts);
    }

    /**
     * @param action for example {@code dms:CreateEndpoint}
     * @param resource what it is done to; a request about several is decided for each
     */
    Decision decide(String action, String resource, RequestContext context) {
        Decision decision = Decision.SILENT;
        for (Statement statement : statements) {
            if (statement.acts(action) && statement.covers(resource, context) && statement.holds(context)) {
                if (!statement.allow()) {
                    return Decision.DENY;
                }
                decision = Decision.ALLOW;
            }
        }
        return decision;
    }

    /** Whether a role with this trust policy may be assumed by a service, {@code kinesisanalytics.amazonaws.com}. */
    boolean trustsService(String service) {
        boolean trusted = false;
        for (Statement statement : statements) {
            boolean meant = statement.acts("sts:AssumeRole")
                    && texts(statement.principal().path("Service")).contains(service);
            if (meant && !statement.allow()) {
                return false;
            }
            trusted |= meant && statement.conditions().isEmpty();
        }
        return trusted;
    }

    /** Whether a role with this trust policy may be assumed by the principal. @param account of the principal */
    boolean trusts(String principal, String account, RequestContext context) {
        boolean trusted = false;
        for (Statement statement : statements) {
            List<String> named = statement.principal().isTextual()
                    ? List.of(statement.principal().textValue())
                    : texts(statement.principal().path("AWS"));
            boolean meant = named.contains("*")
                    || named.contains(principal)
                    || named.contains(account)
                    || named.contains("arn:aws:iam::" + account + ":root");
            if (meant && statement.acts("sts:AssumeRole") && statement.holds(context)) {
                if (!statement.allow()) {
                    return false;
                }
                trusted = true;
            }
        }
        return trusted;
    }
}
