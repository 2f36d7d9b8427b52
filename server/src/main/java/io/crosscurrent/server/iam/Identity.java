/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.Delegation;
import io.crosscurrent.server.aws.Permission;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.aws.SigningKey;
import io.crosscurrent.server.aws.WireService;
import io.crosscurrent.server.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Everything about who may do what: the two services, the keys there are and the permission of each request. */
public final class Identity {
    private final IamService iam;
    private final StsService sts;
    private final Keys keys;
    private final Entities entities;
    private final SigningKey root;
    private final Policies policies;
    private final Principals principals;
    private final Delegation delegation;

    /**
     * @param root the key that may do everything
     * @param region for the ARNs of resources a request names by their names only
     * @param tags of a resource, by its ARN
     */
    public Identity(
            Store store,
            Clock clock,
            String region,
            String account,
            SigningKey root,
            Function<String, Map<String, String>> tags) {
        this.root = root;
        entities = new Entities(store, clock, account);
        keys = new Keys(store, clock);
        principals = new Principals(entities, keys, root);
        iam = new IamService(entities, keys, principals);
        RequestFacts facts = new RequestFacts(store, clock, account);
        sts = new StsService(entities, keys, principals, clock, facts);
        policies = new Policies(entities, principals, new RequestResources(region, account), facts, tags);
        delegation = new Delegations(entities, principals, policies, this::trusts);
    }

    /** Who owns a key: {@code root}, {@code user/anna}. */
    public String nameOf(SigningKey key) {
        String arn = principals.of(key).arn();
        return arn.substring(arn.lastIndexOf(':') + 1);
    }

    /** ARN of whoever owns a key, for messages. */
    public String arnOf(String accessKeyId) {
        return principals.find(accessKeyId).map(Principals.Principal::arn).orElse("nobody");
    }

    /** When a temporary key ends; empty for lasting ones. */
    public Optional<Instant> endOf(String accessKeyId) {
        return keys.row(accessKeyId).flatMap(Keys.Row::expires);
    }

    /**
     * Whether the owner of a key may do something beside the API; no for a key that may not be used any more.
     *
     * @param action for example {@code kafka-cluster:ReadData}
     * @param names ARNs of what it is done to: one must be allowed, none may be denied
     */
    public boolean allows(String accessKeyId, String action, List<String> names) {
        return principals
                .find(accessKeyId)
                .filter(principal -> policies.allow(principal, action, names))
                .isPresent();
    }

    /** Whether there is this role and the service may assume it. */
    public boolean trusts(String roleArn, String service) {
        return entities.store()
                .resources()
                .find(Entities.ROLE, roleArn)
                .map(Entity::new)
                .filter(role -> PolicyDocument.parse(role.text("trust")).trustsService(service))
                .isPresent();
    }

    /** A temporary key of a role that is there. */
    public SigningKey session(String roleArn, String sessionName, Instant expires) {
        return keys.temporary(roleArn, Principals.session(entities.account(), roleArn, sessionName), expires, false);
    }

    /**
     * A role of the platform's own: made when it is not there, otherwise left as somebody has changed it.
     *
     * @param trust policy that says who may assume it
     * @param policy what it may do, under the role's name
     * @return its ARN
     */
    public String role(String name, String description, String trust, String policy) {
        return entities.store()
                .resources()
                .findByName(Entities.ROLE, name)
                .map(Entity::new)
                .orElseGet(() -> {
                    PolicyDocument.parse(policy);
                    ObjectNode document = PojoCodec.object()
                            .put("trust", trust)
                            .put("description", description)
                            .put("maxSession", 3600);
                    Entity.withInline(document, Map.of(name, policy));
                    return entities.create(Entities.ROLE, "/", name, "AROA", Map.of(), document);
                })
                .arn();
    }

    /** The services as the listener knows them. */
    public List<WireService> wires() {
        return List.of(iam.wire(), sts.wire());
    }

    /** Finds the keys of root, of users and of assumed roles. */
    public SigningKey.Lookup keys() {
        return id -> id.equals(root.accessKeyId()) ? Optional.of(root) : keys.find(id);
    }

    /** Lets services act for whoever asked them. */
    public Delegation delegation() {
        return delegation;
    }

    /** Root may do everything; users and roles what their policies say. */
    public Permission permission() {
        return policies;
    }
}
