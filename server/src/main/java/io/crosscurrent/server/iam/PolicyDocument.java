/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A policy. What it cannot know it does not allow: a statement with a Condition allows nothing, and denies as if the
 * condition held. Immutable.
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
            boolean conditional) {}

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
                node.path("Condition").size() > 0);
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
     * @param resources what it is done to; an allowing statement must cover all of them, a denying one any
     */
    Decision decide(String action, List<String> resources) {
        Decision decision = Decision.SILENT;
        for (Statement statement : statements) {
            boolean acts = statement.allActionsBut() != matches(statement.actions(), action, true);
            if (!acts) {
                continue;
            }
            if (!statement.allow() && resources.stream().anyMatch(resource -> covers(statement, resource))) {
                return Decision.DENY;
            }
            if (statement.allow()
                    && !statement.conditional()
                    && resources.stream().allMatch(resource -> covers(statement, resource))) {
                decision = Decision.ALLOW;
            }
        }
        return decision;
    }

    private static boolean covers(Statement statement, String resource) {
        return statement.allResourcesBut() != matches(statement.resources(), resource, false);
    }

    /** Whether a role with this trust policy may be assumed by a service, {@code kinesisanalytics.amazonaws.com}. */
    boolean trustsService(String service) {
        boolean trusted = false;
        for (Statement statement : statements) {
            boolean meant = matches(statement.actions(), "sts:AssumeRole", true)
                    && texts(statement.principal().path("Service")).contains(service);
            if (meant && !statement.allow()) {
                return false;
            }
            trusted |= meant && !statement.conditional();
        }
        return trusted;
    }

    /** Whether a role with this trust policy may be assumed by the principal. @param account of the principal */
    boolean trusts(String principal, String account) {
        boolean trusted = false;
        for (Statement statement : statements) {
            boolean acts = matches(statement.actions(), "sts:AssumeRole", true);
            List<String> named = statement.principal().isTextual()
                    ? List.of(statement.principal().textValue())
                    : texts(statement.principal().path("AWS"));
            boolean meant = named.contains("*")
                    || named.contains(principal)
                    || named.contains(account)
                    || named.contains("arn:aws:iam::" + account + ":root");
            if (acts && meant && !statement.allow()) {
                return false;
            }
            trusted |= acts && meant && statement.allow() && !statement.conditional();
        }
        return trusted;
    }

    private static boolean matches(List<String> patterns, String text, boolean anyCase) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, text, anyCase));
    }

    private static boolean matches(String pattern, String text, boolean anyCase) {
        StringBuilder regex = new StringBuilder();
        for (char c : pattern.toCharArray()) {
            regex.append(
                    switch (c) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        default -> Pattern.quote(Character.toString(c));
                    });
        }
        return Pattern.compile(regex.toString(), anyCase ? Pattern.CASE_INSENSITIVE : 0)
                .matcher(text)
                .matches();
    }
}
