/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.iam;

import io.crosscurrent.server.aws.Actor;
import io.crosscurrent.server.aws.Caller;
import io.crosscurrent.server.aws.SigningKey;
import java.util.Optional;

/** Who an access key stands for. Used by many threads. */
final class Principals {
    private final Entities entities;
    private final Keys keys;
    private final SigningKey root;

    Principals(Entities entities, Keys keys, SigningKey root) {
        this.entities = entities;
        this.keys = keys;
        this.root = root;
    }

    /**
     * Someone who asks.
     *
     * @param arn of the user, of the session of a role, or of root
     * @param uniqueId as GetCallerIdentity shows it
     * @param entity whose policies hold; empty for root, and for a user or role that is gone
     */
    record Principal(String arn, String uniqueId, boolean root, Optional<Entity> entity) {}

    Principal current() {
        return of(Caller.current()
                .orElseThrow(() -> new IllegalStateException("nobody is asking on this thread"))
                .key());
    }

    /** Somebody a service acts for. */
    Principal of(Actor actor) {
        if (actor.equals(Actor.ROOT)) {
            return rootPrincipal();
        }
        String kind = actor.owner().contains(":role/") ? Entities.ROLE : Entities.USER;
        return principal(kind, actor.owner(), actor.principal(), false);
    }

    private Principal rootPrincipal() {
        return new Principal(
                "arn:aws:iam::" + entities.account() + ":root", entities.account(), true, Optional.empty());
    }

    Principal of(SigningKey key) {
        if (key.accessKeyId().equals(root.accessKeyId())) {
            return rootPrincipal();
        }
        return of(keys.row(key.accessKeyId()).orElseThrow(() -> IamFaults.denied("The access key is gone.")));
    }

    /** Whose key it is; empty when it may not be used now. */
    Optional<Principal> find(String accessKeyId) {
        if (accessKeyId.equals(root.accessKeyId())) {
            return Optional.of(of(root));
        }
        return keys.usable(accessKeyId).map(this::of);
    }

    /** ARN of a session of a role. */
    static String session(String account, String roleArn, String name) {
        return "arn:aws:sts::" + account + ":assumed-role/" + roleArn.substring(roleArn.lastIndexOf('/') + 1) + "/"
                + name;
    }

    private Principal of(Keys.Row row) {
        String kind = row.owner().contains(":role/") ? Entities.ROLE : Entities.USER;
        return principal(kind, row.owner(), row.principal(), row.root());
    }

    private Principal principal(String kind, String owner, String arn, boolean isRoot) {
        Optional<Entity> entity = entities.store().resources().find(kind, owner).map(Entity::new);
        String unique = entity.map(each -> each.text("uniqueId")).orElse("");
        String session = arn.substring(arn.lastIndexOf('/') + 1);
        return new Principal(arn, kind.equals(Entities.ROLE) ? unique + ":" + session : unique, isRoot, entity);
    }
}
