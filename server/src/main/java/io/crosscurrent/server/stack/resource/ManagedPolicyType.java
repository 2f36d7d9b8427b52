/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** {@code AWS::IAM::ManagedPolicy}, attached to roles and users. */
final class ManagedPolicyType extends ApiType {
    private static final List<String> OWNERS = List.of("Roles", "Users");

    ManagedPolicyType(Api api) {
        super(
                api,
                new Calls("AWS::IAM::ManagedPolicy", RoleType.SERVICE)
                        .create("CreatePolicy", "/Policy/Arn")
                        .delete("DeletePolicy", "PolicyArn")
                        .named("PolicyName", 128)
                        .attribute("PolicyArn", "/Policy/Arn")
                        .attribute("PolicyId", "/Policy/PolicyId")
                        .required("PolicyDocument")
                        .createOnly("PolicyName", "Path", "Description", "PolicyDocument"));
    }

    private static ObjectNode plain(ObjectNode properties) {
        ObjectNode plain = properties.deepCopy();
        if (plain.has("ManagedPolicyName")) {
            plain.set("PolicyName", plain.remove("ManagedPolicyName"));
        }
        return plain.remove(OWNERS);
    }

    @Override
    public void check(String logicalId, ObjectNode properties) {
        super.check(logicalId, plain(properties));
    }

    @Override
    public Made create(ObjectNode properties) {
        Made made = super.create(plain(properties));
        attach(made.physicalId(), properties.objectNode(), properties);
        return made;
    }

    @Override
    public Made update(String physicalId, ObjectNode before, ObjectNode properties) {
        attach(physicalId, before, properties);
        return new Made(physicalId, properties.objectNode(), "");
    }

    private void attach(String arn, ObjectNode before, ObjectNode properties) {
        for (String owners : OWNERS) {
            String kind = owners.substring(0, owners.length() - 1);
            Set<String> gone = names(before, owners);
            for (String name : names(properties, owners)) {
                if (!gone.remove(name)) {
                    api.call(RoleType.SERVICE, "Attach" + kind + "Policy", kind + "Name", name, "PolicyArn", arn);
                }
            }
            gone.forEach(name ->
                    api.find(RoleType.SERVICE, "Detach" + kind + "Policy", kind + "Name", name, "PolicyArn", arn));
        }
    }

    private static Set<String> names(ObjectNode properties, String member) {
        return StreamSupport.stream(properties.path(member).spliterator(), false)
                .map(each -> each.asText())
                .collect(Collectors.toSet());
    }

    @Override
    public void delete(String physicalId, ObjectNode properties) {
        attach(physicalId, properties, properties.objectNode());
        super.delete(physicalId, properties);
    }
}
