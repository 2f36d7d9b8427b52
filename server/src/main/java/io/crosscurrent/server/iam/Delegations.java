/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.Actor;
import io.crosscurrent.server.aws.Delegation;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.iam.Principals.Principal;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/** Lets services act with the rights of whoever asked them, or of a role that was passed to them. */
final class Delegations implements Delegation {
    private final Entities entities;
    private final Principals principals;
    private final Policies policies;
    private final BiPredicate<String, String> trusts;

    /** @param trusts whether there is a role of that ARN and a service may assume it */
    Delegations(Entities entities, Principals principals, Policies policies, BiPredicate<String, String> trusts) {
        this.entities = entities;
        this.principals = principals;
        this.policies = policies;
        this.trusts = trusts;
    }

    @Override
    public Actor asking() {
        return Actor.current().orElseGet(() -> actor(principals.current()));
    }

    private static Actor actor(Principal principal) {
        return principal.root()
                ? Actor.ROOT
                : new Actor(principal.entity().map(Entity::arn).orElse("gone"), principal.arn());
    }

    @Override
    public Actor passed(String roleArn, String service, String session) {
        Actor asking = asking();
        if (asking.equals(Actor.ROOT) && roleArn.contains(StsService.BOOTSTRAP)) {
            return Actor.ROOT;
        }
        check(asking, "iam", "PassRole", () -> PojoCodec.object().put("RoleArn", roleArn));
        if (!trusts.test(roleArn, service)) {
            throw IamFaults.value(
                    "Role " + roleArn + " is invalid or cannot be assumed: it must be there, and its trust"
                            + " policy must allow sts:AssumeRole to the service " + service + ".");
        }
        return role(roleArn, session);
    }

    @Override
    public Actor role(String roleArn, String session) {
        if (roleArn.contains(StsService.BOOTSTRAP)) {
            return Actor.ROOT;
        }
        return new Actor(roleArn, Principals.session(entities.account(), roleArn, session));
    }

    @Override
    public void check(Actor actor, String service, String operation, Supplier<ObjectNode> request) {
        policies.check(principals.of(actor), service, operation, request);
    }
}
