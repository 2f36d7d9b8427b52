/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.Page;
import io.crosscurrent.server.aws.PojoCodec;
import java.util.List;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleResponse;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleResponse;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRoleTagsRequest;
import software.amazon.awssdk.services.iam.model.ListRoleTagsResponse;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.TagRoleRequest;
import software.amazon.awssdk.services.iam.model.TagRoleResponse;
import software.amazon.awssdk.services.iam.model.UntagRoleRequest;
import software.amazon.awssdk.services.iam.model.UntagRoleResponse;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.UpdateRoleRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleResponse;

/** Roles, their policies and tags. Called by many threads. */
public interface RoleOperations extends IamClient {
    /** What the operations work on. */
    IamParts parts();

    @Override
    default CreateRoleResponse createRole(CreateRoleRequest request) {
        PolicyDocument.parse(request.assumeRolePolicyDocument());
        ObjectNode more = PojoCodec.object()
                .put("trust", request.assumeRolePolicyDocument())
                .put("maxSession", request.maxSessionDuration() == null ? 3600 : request.maxSessionDuration());
        if (request.description() != null) {
            more.put("description", request.description());
        }
        Entity role = parts().entities()
                .create(Entities.ROLE, request.path(), request.roleName(), "AROA", IamParts.tags(request.tags()), more);
        return CreateRoleResponse.builder().role(role(role)).build();
    }

    private Role role(Entity role) {
        return Role.builder()
                .path(role.text("path"))
                .roleName(role.name())
                .roleId(role.text("uniqueId"))
                .arn(role.arn())
                .createDate(role.created())
                .assumeRolePolicyDocument(IamParts.coded(role.text("trust")))
                .description(role.text("description"))
                .maxSessionDuration(role.row().document().path("maxSession").asInt())
                .tags(parts().tags(role))
                .build();
    }

    @Override
    default GetRoleResponse getRole(GetRoleRequest request) {
        return GetRoleResponse.builder()
                .role(role(parts().entities().require(Entities.ROLE, request.roleName())))
                .build();
    }

    @Override
    default ListRolesResponse listRoles(ListRolesRequest request) {
        Page<Entity> page = IamParts.page(
                parts().entities().list(Entities.ROLE, request.pathPrefix()), request.maxItems(), request.marker());
        return ListRolesResponse.builder()
                .roles(page.items().stream().map(this::role).toList())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }

    @Override
    default UpdateRoleResponse updateRole(UpdateRoleRequest request) {
        parts().entities().change(parts().entities().require(Entities.ROLE, request.roleName()), document -> {
            if (request.description() != null) {
                document.put("description", request.description());
            }
            if (request.maxSessionDuration() != null) {
                document.put("maxSession", request.maxSessionDuration());
            }
            return document;
        });
        return UpdateRoleResponse.builder().build();
    }

    @Override
    default UpdateAssumeRolePolicyResponse updateAssumeRolePolicy(UpdateAssumeRolePolicyRequest request) {
        PolicyDocument.parse(request.policyDocument());
        parts().entities()
                .change(
                        parts().entities().require(Entities.ROLE, request.roleName()),
                        document -> document.put("trust", request.policyDocument()));
        return UpdateAssumeRolePolicyResponse.builder().build();
    }

    @Override
    default DeleteRoleResponse deleteRole(DeleteRoleRequest request) {
        Entity role = parts().entities().require(Entities.ROLE, request.roleName());
        parts().entities().requireBare(role);
        parts().keys().of(role.arn()).forEach(key -> parts().keys().delete(key.id()));
        parts().entities().delete(role);
        return DeleteRoleResponse.builder().build();
    }

    @Override
    default PutRolePolicyResponse putRolePolicy(PutRolePolicyRequest request) {
        parts().entities().putInline(Entities.ROLE, request.roleName(), request.policyName(), request.policyDocument());
        return PutRolePolicyResponse.builder().build();
    }

    @Override
    default GetRolePolicyResponse getRolePolicy(GetRolePolicyRequest request) {
        return GetRolePolicyResponse.builder()
                .roleName(request.roleName())
                .policyName(request.policyName())
                .policyDocument(IamParts.coded(
                        parts().entities().inline(Entities.ROLE, request.roleName(), request.policyName())))
                .build();
    }

    @Override
    default ListRolePoliciesResponse listRolePolicies(ListRolePoliciesRequest request) {
        return ListRolePoliciesResponse.builder()
                .policyNames(parts().entities()
                        .require(Entities.ROLE, request.roleName())
                        .inline()
                        .keySet())
                .isTruncated(false)
                .build();
    }

    @Override
    default DeleteRolePolicyResponse deleteRolePolicy(DeleteRolePolicyRequest request) {
        parts().entities().deleteInline(Entities.ROLE, request.roleName(), request.policyName());
        return DeleteRolePolicyResponse.builder().build();
    }

    @Override
    default AttachRolePolicyResponse attachRolePolicy(AttachRolePolicyRequest request) {
        parts().entities().attach(Entities.ROLE, request.roleName(), request.policyArn());
        return AttachRolePolicyResponse.builder().build();
    }

    @Override
    default DetachRolePolicyResponse detachRolePolicy(DetachRolePolicyRequest request) {
        parts().entities().detach(Entities.ROLE, request.roleName(), request.policyArn());
        return DetachRolePolicyResponse.builder().build();
    }

    @Override
    default ListAttachedRolePoliciesResponse listAttachedRolePolicies(ListAttachedRolePoliciesRequest request) {
        return ListAttachedRolePoliciesResponse.builder()
                .attachedPolicies(IamParts.attached(parts().entities().require(Entities.ROLE, request.roleName())))
                .isTruncated(false)
                .build();
    }

    @Override
    default ListInstanceProfilesForRoleResponse listInstanceProfilesForRole(
            ListInstanceProfilesForRoleRequest request) {
        parts().entities().require(Entities.ROLE, request.roleName());
        return ListInstanceProfilesForRoleResponse.builder()
                .instanceProfiles(List.of())
                .isTruncated(false)
                .build();
    }

    @Override
    default TagRoleResponse tagRole(TagRoleRequest request) {
        parts().entities()
                .store()
                .tags()
                .put(
                        parts().entities()
                                .require(Entities.ROLE, request.roleName())
                                .arn(),
                        IamParts.tags(request.tags()));
        return TagRoleResponse.builder().build();
    }

    @Override
    default UntagRoleResponse untagRole(UntagRoleRequest request) {
        parts().entities()
                .store()
                .tags()
                .remove(
                        parts().entities()
                                .require(Entities.ROLE, request.roleName())
                                .arn(),
                        request.tagKeys());
        return UntagRoleResponse.builder().build();
    }

    @Override
    default ListRoleTagsResponse listRoleTags(ListRoleTagsRequest request) {
        return ListRoleTagsResponse.builder()
                .tags(parts().tags(parts().entities().require(Entities.ROLE, request.roleName())))
                .isTruncated(false)
                .build();
    }
}
