/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.Caller;
import io.crosscurrent.server.aws.Origin;
import io.crosscurrent.server.aws.Permission;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.iam.PolicyDocument.Decision;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Asks the policies of whoever is asking. A denial anywhere decides; what nobody allows is not allowed. */
final class Policies implements Permission {
    /** Prefixes of actions that are not the signing name. */
    private static final Map<String, String> PREFIXES = Map.of("monitoring", "cloudwatch");

    /** Whoever has a key may ask who it is. */
    private static final Set<String> FREE = Set.of("sts:GetCallerIdentity");

    private static final Set<String> QUERY = Set.of("iam", "sts", "cloudformation", "monitoring");

    private final Entities entities;
    private final Principals principals;
    private final RequestResources resources;
    private final RequestFacts facts;
    private final Function<String, Map<String, String>> tags;

    /** @param tags of a resource, by its ARN */
    Policies(
            Entities entities,
            Principals principals,
            RequestResources resources,
            RequestFacts facts,
            Function<String, Map<String, String>> tags) {
        this.entities = entities;
        this.principals = principals;
        this.resources = resources;
        this.facts = facts;
        this.tags = tags;
    }

    @Override
    public void check(Caller caller, String service, String operation, Supplier<ObjectNode> request) {
        check(principals.of(caller.key()), caller.region(), caller.origin(), service, operation, request);
    }

    /** For somebody a service acts for. */
    void check(Principals.Principal principal, String service, String operation, Supplier<ObjectNode> request) {
        check(principal, resources.region(), Origin.SERVICE, service, operation, request);
    }

    private void check(
            Principals.Principal principal,
            String region,
            Origin origin,
            String service,
            String operation,
            Supplier<ObjectNode> request) {
        String action = PREFIXES.getOrDefault(service, service) + ":" + operation;
        if (principal.root() || FREE.contains(action)) {
            return;
        }
        ObjectNode asked = request.get();
        RequestContext context = facts.of(region, origin, principal, action.substring(0, action.indexOf(':')), asked);
        List<PolicyDocument> policies =
                principal.entity().map(entities::policies).orElse(List.of());
        for (String resource : resources.of(service, asked)) {
            Decision decision = decide(policies, action, resource, context.about(resource, tags));
            boolean denied = decision == Decision.DENY || principal.entity().isEmpty();
            if (denied || decision == Decision.SILENT) {
                throw refusal(
                        service,
                        "User: " + principal.arn() + " is not authorized to perform: " + action + " on resource: "
                                + resource + " because "
                                + (denied
                                        ? "a policy denies it explicitly"
                                        : "no policy allows the " + action + " action"));
            }
        }
    }

    private static Decision decide(
            List<PolicyDocument> policies, String action, String resource, RequestContext context) {
        Decision all = Decision.SILENT;
        for (PolicyDocument policy : policies) {
            Decision decision = policy.decide(action, resource, context);
            if (decision == Decision.DENY) {
                return decision;
            }
            all = decision == Decision.ALLOW ? decision : all;
        }
        return all;
    }

    /**
     * Whether a principal may do something to a thing that has several names.
     *
     * @param names ARNs of the thing: one must be allowed, none may be denied
     */
    boolean allow(Principals.Principal principal, String action, List<String> names) {
        if (principal.root()) {
            return true;
        }
        RequestContext context = facts.of(
                resources.region(),
                Origin.SERVICE,
                principal,
                action.substring(0, action.indexOf(':')),
                PojoCodec.object());
        List<PolicyDocument> policies =
                principal.entity().map(entities::policies).orElse(List.of());
        boolean allowed = false;
        for (String name : names) {
            Decision decision = decide(policies, action, name, context.about(name, tags));
            if (decision == Decision.DENY) {
                return false;
            }
            allowed |= decision == Decision.ALLOW;
        }
        return allowed;
    }

    private static ApiException refusal(String service, String message) {
        if (QUERY.contains(service)) {
            return IamFaults.denied(message);
        }
        return switch (service) {
            case "dms" -> new ApiException("AccessDeniedFault", message);
            case "kafka" -> new ApiException("ForbiddenException", 403, message, Map.of());
            default -> new ApiException("AccessDeniedException", message);
        };
    }
}
