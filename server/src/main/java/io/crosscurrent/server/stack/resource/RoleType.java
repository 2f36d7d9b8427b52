/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** {@code AWS::IAM::Role} with its inline policies and the managed ones attached to it. */
final class RoleType extends ApiType {
    static final String SERVICE = "iam";
    private static final String INLINE = "Policies";
    private static final String MANAGED = "ManagedPolicyArns";
    private static final String SESSION = "MaxSessionDuration";
    private static final int USUAL_SESSION_SECONDS = 3600;

    RoleType(Api api) {
        super(
                api,
                new Calls("AWS::IAM::Role", SERVICE)
                        .create("CreateRole", "/Role/RoleName")
                        .delete("DeleteRole", "RoleName")
                        .named("RoleName", 64)
                        .attribute("Arn", "/Role/Arn")
                        .attribute("RoleId", "/Role/RoleId")
                        .required("AssumeRolePolicyDocument")
                        .createOnly("RoleName", "Path"));
    }

    @Override
    public void check(String logicalId, ObjectNode properties) {
        ObjectNode plain = properties.deepCopy();
        plain.remove(java.util.List.of(INLINE, MANAGED));
        super.check(logicalId, plain);
    }

    @Override
    public Made create(ObjectNode properties) {
        Made made = super.create(properties);
        policies(made.physicalId(), properties.objectNode(), properties);
        return made;
    }

    @Override
    public Made update(String physicalId, ObjectNode before, ObjectNode properties) {
        if (!before.path("AssumeRolePolicyDocument").equals(properties.path("AssumeRolePolicyDocument"))) {
            api.call(
                    SERVICE,
                    "UpdateAssumeRolePolicy",
                    "RoleName",
                    physicalId,
                    "PolicyDocument",
                    document(properties.path("AssumeRolePolicyDocument")));
        }
        if (!before.path("Description").equals(properties.path("Description"))
                || !before.path(SESSION).equals(properties.path(SESSION))) {
            api.call(
                    SERVICE,
                    "UpdateRole",
                    "RoleName",
                    physicalId,
                    "Description",
                    properties.path("Description").asText(""),
                    SESSION,
                    properties.path(SESSION).asInt(USUAL_SESSION_SECONDS));
        }
        policies(physicalId, before, properties);
        return new Made(physicalId, properties.objectNode(), "");
    }

    private void policies(String role, ObjectNode before, ObjectNode properties) {
        Map<String, String> old = inline(before);
        inline(properties).forEach((name, document) -> {
            if (!document.equals(old.remove(name))) {
                api.call(SERVICE, "PutRolePolicy", "RoleName", role, "PolicyName", name, "PolicyDocument", document);
            }
        });
        old.keySet().forEach(name -> api.find(SERVICE, "DeleteRolePolicy", "RoleName", role, "PolicyName", name));
        Set<String> detached = managed(before);
        for (String arn : managed(properties)) {
            if (!detached.remove(arn)) {
                api.call(SERVICE, "AttachRolePolicy", "RoleName", role, "PolicyArn", arn);
            }
        }
        detached.forEach(arn -> api.find(SERVICE, "DetachRolePolicy", "RoleName", role, "PolicyArn", arn));
    }

    private static Map<String, String> inline(ObjectNode properties) {
        Map<String, String> policies = new LinkedHashMap<>();
        properties
                .path(INLINE)
                .forEach(each -> policies.put(each.path("PolicyName").asText(), document(each.path("PolicyDocument"))));
        return policies;
    }

    private static Set<String> managed(ObjectNode properties) {
        Set<String> arns = new LinkedHashSet<>();
        properties.path(MANAGED).forEach(each -> arns.add(each.asText()));
        return arns;
    }

    static String document(JsonNode policy) {
        return policy.isTextual() ? policy.textValue() : policy.toString();
    }

    @Override
    public void delete(String physicalId, ObjectNode properties) {
        if (api.find(SERVICE, "GetRole", "RoleName", physicalId).isPresent()) {
            policies(physicalId, properties, properties.objectNode());
            super.delete(physicalId, properties);
        }
    }
}
