/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.kafka.iam;

import io.crosscurrent.engines.kafka.iam.IamAccess.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.apache.kafka.server.authorizer.AuthorizationResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the policies about those who logged in by IAM, and Kafka's access rules about all others. What is closed to ordinary users
 * of the node is closed to everybody who comes by IAM, whatever the policies say. Made by Kafka, used by many threads.
 */
public final class IamAuthorizer extends StandardAuthorizer {
    /** Setting of the broker: the id of the node, see {@link IamNodes}. */
    public static final String NODE = "crosscurrent.iam.node";

    /** Setting of the broker: how names of topics, groups and transactional ids start that are closed. */
    public static final String RESERVED = "crosscurrent.iam.reserved";

    /** Setting of the broker: how further transactional ids start that are closed. */
    public static final String RESERVED_TRANSACTIONS = "crosscurrent.iam.reserved.transactions";

    private static final Logger LOG = LoggerFactory.getLogger(IamAuthorizer.class);

    private String node = "";
    private String reserved = "";
    private String reservedTransactions = "";

    @Override
    public void configure(Map<String, ?> configs) {
        super.configure(configs);
        node = String.valueOf(configs.get(NODE));
        reserved = String.valueOf(configs.get(RESERVED));
        reservedTransactions = String.valueOf(configs.get(RESERVED_TRANSACTIONS));
    }

    @Override
    public List<AuthorizationResult> authorize(AuthorizableRequestContext context, List<Action> actions) {
        if (!byIam(context)) {
            return super.authorize(context, actions);
        }
        return actions.stream().map(action -> decide(context, action)).toList();
    }

    /** A right to any topic is no right to the cluster: policies name {@code WriteDataIdempotently} for that. */
    @Override
    public AuthorizationResult authorizeByResourceType(
            AuthorizableRequestContext context, AclOperation operation, ResourceType type) {
        return byIam(context) ? AuthorizationResult.DENIED : super.authorizeByResourceType(context, operation, type);
    }

    private static boolean byIam(AuthorizableRequestContext context) {
        return context.principal().getPrincipalType().equals(IamPrincipalBuilder.TYPE);
    }

    private AuthorizationResult decide(AuthorizableRequestContext context, Action action) {
        ResourcePattern resource = action.resourcePattern();
        Optional<String> name = KafkaActions.of(resource.resourceType(), action.operation());
        boolean allowed = name.isPresent() && !closed(resource) && allowed(context, name.get(), resource);
        if (!allowed && action.logIfDenied()) {
            LOG.info(
                    "Access key {} may not {} {} {} ({})",
                    context.principal().getName(),
                    action.operation(),
                    resource.resourceType(),
                    resource.name(),
                    name.orElse("nobody may by IAM"));
        }
        return allowed ? AuthorizationResult.ALLOWED : AuthorizationResult.DENIED;
    }

    private boolean closed(ResourcePattern resource) {
        String name = resource.name();
        return switch (resource.resourceType()) {
            case CLUSTER -> false;
            case TRANSACTIONAL_ID -> name.startsWith(reserved) || name.startsWith(reservedTransactions);
            default -> name.startsWith(reserved);
        };
    }

    private boolean allowed(AuthorizableRequestContext context, String action, ResourcePattern resource) {
        Kind kind = KafkaActions.kind(resource.resourceType());
        try {
            return IamNodes.require(node)
                    .allowed(context.principal().getName(), action, kind, kind == Kind.CLUSTER ? "" : resource.name());
        } catch (IamRefusal e) {
            LOG.info(
                    "{} for access key {} is refused: {}",
                    action,
                    context.principal().getName(),
                    e.getMessage());
            return false;
        }
    }
}
