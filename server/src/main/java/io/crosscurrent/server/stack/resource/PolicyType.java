/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.PojoCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** {@code AWS::IAM::Policy}: one inline policy on several roles and users. */
final class PolicyType implements ResourceType {
    private static final List<String> PROPERTIES = List.of("PolicyName", "PolicyDocument", "Roles", "Users", "Groups");

    /** An owner of inline policies. */
    private record Owner(String kind, String name) {}

    private final Api api;

    PolicyType(Api api) {
        this.api = api;
    }

    @Override
    public String name() {
        return "AWS::IAM::Policy";
    }

    @Override
    public Set<String> createOnly() {
        return Set.of("PolicyName");
    }

    @Override
    public Set<String> attributes() {
        return Set.of("Id");
    }

    @Override
    public void check(String logicalId, ObjectNode properties) {
        String path = "/Resources/" + logicalId + "/Properties";
        ApiType.required(path, properties, List.of("PolicyName", "PolicyDocument"));
        properties.fieldNames().forEachRemaining(property -> {
            if (!PROPERTIES.contains(property)) {
                throw PropertyShape.unsupported(path, property);
            }
        });
    }

    @Override
    public Made create(ObjectNode properties) {
        String id = "policy-" + UUID.randomUUID().toString().substring(0, 13);
        put(properties);
        return new Made(id, PojoCodec.object().put("Id", id), "");
    }

    @Override
    public Made update(String physicalId, ObjectNode before, ObjectNode properties) {
        List<Owner> left = owners(before);
        left.removeAll(owners(properties));
        left.forEach(owner -> remove(owner, before));
        put(properties);
        return new Made(physicalId, PojoCodec.object(), "");
    }

    private void put(ObjectNode properties) {
        for (Owner owner : owners(properties)) {
            api.call(
                    RoleType.SERVICE,
                    "Put" + owner.kind() + "Policy",
                    owner.kind() + "Name",
                    owner.name(),
                    "PolicyName",
                    properties.path("PolicyName").asText(),
                    "PolicyDocument",
                    RoleType.document(properties.path("PolicyDocument")));
        }
    }

    private static List<Owner> owners(ObjectNode properties) {
        List<Owner> owners = new ArrayList<>();
        properties.path("Roles").forEach(each -> owners.add(new Owner("Role", each.asText())));
        properties.path("Users").forEach(each -> owners.add(new Owner("User", each.asText())));
        if (!properties.path("Groups").isEmpty()) {
            throw new ApiException(
                    "ValidationError", "There are no groups of users here; name the Users or Roles of the policy.");
        }
        return owners;
    }

    private void remove(Owner owner, ObjectNode properties) {
        api.find(
                RoleType.SERVICE,
                "Delete" + owner.kind() + "Policy",
                owner.kind() + "Name",
                owner.name(),
                "PolicyName",
                properties.path("PolicyName").asText());
    }

    @Override
    public void delete(String physicalId, ObjectNode properties) {
        owners(properties).forEach(owner -> remove(owner, properties));
    }
}
