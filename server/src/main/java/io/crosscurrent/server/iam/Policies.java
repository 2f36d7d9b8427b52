/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.Caller;
import io.crosscurrent.server.aws.Permission;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    Policies(Entities entities, Principals principals, RequestResources resources) {
        this.entities = entities;
        this.principals = principals;
        this.resources = resources;
    }

    @Override
    public void check(Caller caller, String service, String operation, Supplier<ObjectNode> request) {
        Principals.Principal principal = principals.of(caller.key());
        String action = PREFIXES.getOrDefault(service, service) + ":" + operation;
        if (principal.root() || FREE.contains(action)) {
            return;
        }
        List<String> about = resources.of(service, request.get());
        boolean allowed = false;
        boolean denied = principal.entity().isEmpty();
        for (PolicyDocument policy : principal.entity().map(entities::policies).orElse(List.of())) {
            PolicyDocument.Decision decision = policy.decide(action, about);
            denied |= decision == PolicyDocument.Decision.DENY;
            allowed |= decision == PolicyDocument.Decision.ALLOW;
        }
        if (denied || !allowed) {
            throw refusal(
                    service,
                    "User: " + principal.arn() + " is not authorized to perform: " + action + " on resource: "
                            + String.join(", ", about) + " because "
                            + (denied
                                    ? "a policy denies it explicitly"
                                    : "no policy allows the " + action + " action"));
        }
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
        boolean allowed = false;
        for (PolicyDocument policy : principal.entity().map(entities::policies).orElse(List.of())) {
            for (String name : names) {
                PolicyDocument.Decision decision = policy.decide(action, List.of(name));
                if (decision == PolicyDocument.Decision.DENY) {
                    return false;
                }
                allowed |= decision == PolicyDocument.Decision.ALLOW;
            }
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
