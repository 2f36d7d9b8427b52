/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.Page;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.aws.SdkService;
import io.crosscurrent.server.aws.SigningKey;
import io.crosscurrent.server.aws.WireService;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyResponse;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyResponse;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;
import software.amazon.awssdk.services.iam.model.CreateUserRequest;
import software.amazon.awssdk.services.iam.model.CreateUserResponse;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleResponse;
import software.amazon.awssdk.services.iam.model.DeleteUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.DeleteUserRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserResponse;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.DetachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.GetUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetUserRequest;
import software.amazon.awssdk.services.iam.model.GetUserResponse;
import software.amazon.awssdk.services.iam.model.ListAccessKeysRequest;
import software.amazon.awssdk.services.iam.model.ListAccessKeysResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleResponse;
import software.amazon.awssdk.services.iam.model.ListPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsResponse;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRoleTagsRequest;
import software.amazon.awssdk.services.iam.model.ListRoleTagsResponse;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListUsersRequest;
import software.amazon.awssdk.services.iam.model.ListUsersResponse;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.PutUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.PutUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagRoleRequest;
import software.amazon.awssdk.services.iam.model.TagRoleResponse;
import software.amazon.awssdk.services.iam.model.UntagRoleRequest;
import software.amazon.awssdk.services.iam.model.UntagRoleResponse;
import software.amazon.awssdk.services.iam.model.UpdateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAccessKeyResponse;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.UpdateRoleRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleResponse;
import software.amazon.awssdk.services.iam.model.User;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/** The API of IAM. Policy documents are answered percent-encoded, as clients expect them. */
public final class IamService implements IamClient {
    private static final String VERSION = "v1";
    private static final int PAGE = 100;
    private static final int MOST_KEYS = 2;

    private final Entities entities;
    private final Keys keys;
    private final Principals principals;

    IamService(Entities entities, Keys keys, Principals principals) {
        this.entities = entities;
        this.keys = keys;
        this.principals = principals;
    }

    WireService wire() {
        return new SdkService(
                new SdkService.Form(
                        "iam",
                        "AWSIdentityManagementV20100508",
                        IamClient.class,
                        "iam-operations.txt",
                        "ValidationError",
                        failure -> new ApiException("ServiceFailure", 500, failure.oneLine(), Map.of()),
                        "https://iam.amazonaws.com/doc/2010-05-08/"),
                this);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}

    private static String coded(String document) {
        return SdkHttpUtils.urlEncode(document);
    }

    private static Map<String, String> tags(List<Tag> tags) {
        return tags.stream().collect(Collectors.toMap(Tag::key, Tag::value, (first, second) -> second));
    }

    private List<Tag> tags(Entity entity) {
        return entities.store().tags().of(entity.arn()).entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    private static <T> Page<T> page(List<T> all, Integer size, String marker) {
        return Page.of(all, size, PAGE, marker, "InvalidInput");
    }

    // roles

    @Override
    public CreateRoleResponse createRole(CreateRoleRequest request) {
        PolicyDocument.parse(request.assumeRolePolicyDocument());
        ObjectNode more = PojoCodec.object()
                .put("trust", request.assumeRolePolicyDocument())
                .put("maxSession", request.maxSessionDuration() == null ? 3600 : request.maxSessionDuration());
        if (request.description() != null) {
            more.put("description", request.description());
        }
        Entity role =
                entities.create(Entities.ROLE, request.path(), request.roleName(), "AROA", tags(request.tags()), more);
        return CreateRoleResponse.builder().role(role(role)).build();
    }

    private Role role(Entity role) {
        return Role.builder()
                .path(role.text("path"))
                .roleName(role.name())
                .roleId(role.text("uniqueId"))
                .arn(role.arn())
                .createDate(role.created())
                .assumeRolePolicyDocument(coded(role.text("trust")))
                .description(role.text("description"))
                .maxSessionDuration(role.row().document().path("maxSession").asInt())
                .tags(tags(role))
                .build();
    }

    @Override
    public GetRoleResponse getRole(GetRoleRequest request) {
        return GetRoleResponse.builder()
                .role(role(entities.require(Entities.ROLE, request.roleName())))
                .build();
    }

    @Override
    public ListRolesResponse listRoles(ListRolesRequest request) {
        Page<Entity> page =
                page(entities.list(Entities.ROLE, request.pathPrefix()), request.maxItems(), request.marker());
        return ListRolesResponse.builder()
                .roles(page.items().stream().map(this::role).toList())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }

    @Override
    public UpdateRoleResponse updateRole(UpdateRoleRequest request) {
        entities.change(entities.require(Entities.ROLE, request.roleName()), document -> {
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
    public UpdateAssumeRolePolicyResponse updateAssumeRolePolicy(UpdateAssumeRolePolicyRequest request) {
        PolicyDocument.parse(request.policyDocument());
        entities.change(
                entities.require(Entities.ROLE, request.roleName()),
                document -> document.put("trust", request.policyDocument()));
        return UpdateAssumeRolePolicyResponse.builder().build();
    }

    @Override
    public DeleteRoleResponse deleteRole(DeleteRoleRequest request) {
        Entity role = entities.require(Entities.ROLE, request.roleName());
        entities.requireBare(role);
        keys.of(role.arn()).forEach(key -> keys.delete(key.id()));
        entities.delete(role);
        return DeleteRoleResponse.builder().build();
    }

    @Override
    public PutRolePolicyResponse putRolePolicy(PutRolePolicyRequest request) {
        entities.putInline(Entities.ROLE, request.roleName(), request.policyName(), request.policyDocument());
        return PutRolePolicyResponse.builder().build();
    }

    @Override
    public GetRolePolicyResponse getRolePolicy(GetRolePolicyRequest request) {
        return GetRolePolicyResponse.builder()
                .roleName(request.roleName())
                .policyName(request.policyName())
                .policyDocument(coded(entities.inline(Entities.ROLE, request.roleName(), request.policyName())))
                .build();
    }

    @Override
    public ListRolePoliciesResponse listRolePolicies(ListRolePoliciesRequest request) {
        return ListRolePoliciesResponse.builder()
                .policyNames(entities.require(Entities.ROLE, request.roleName())
                        .inline()
                        .keySet())
                .isTruncated(false)
                .build();
    }

    @Override
    public DeleteRolePolicyResponse deleteRolePolicy(DeleteRolePolicyRequest request) {
        entities.deleteInline(Entities.ROLE, request.roleName(), request.policyName());
        return DeleteRolePolicyResponse.builder().build();
    }

    @Override
    public AttachRolePolicyResponse attachRolePolicy(AttachRolePolicyRequest request) {
        entities.attach(Entities.ROLE, request.roleName(), request.policyArn());
        return AttachRolePolicyResponse.builder().build();
    }

    @Override
    public DetachRolePolicyResponse detachRolePolicy(DetachRolePolicyRequest request) {
        entities.detach(Entities.ROLE, request.roleName(), request.policyArn());
        return DetachRolePolicyResponse.builder().build();
    }

    @Override
    public ListAttachedRolePoliciesResponse listAttachedRolePolicies(ListAttachedRolePoliciesRequest request) {
        return ListAttachedRolePoliciesResponse.builder()
                .attachedPolicies(attached(entities.require(Entities.ROLE, request.roleName())))
                .isTruncated(false)
                .build();
    }

    private static List<AttachedPolicy> attached(Entity entity) {
        return entity.attached().stream()
                .map(arn -> AttachedPolicy.builder()
                        .policyArn(arn)
                        .policyName(arn.substring(arn.lastIndexOf('/') + 1))
                        .build())
                .toList();
    }

    @Override
    public ListInstanceProfilesForRoleResponse listInstanceProfilesForRole(ListInstanceProfilesForRoleRequest request) {
        entities.require(Entities.ROLE, request.roleName());
        return ListInstanceProfilesForRoleResponse.builder()
                .instanceProfiles(List.of())
                .isTruncated(false)
                .build();
    }

    @Override
    public TagRoleResponse tagRole(TagRoleRequest request) {
        entities.store()
                .tags()
                .put(entities.require(Entities.ROLE, request.roleName()).arn(), tags(request.tags()));
        return TagRoleResponse.builder().build();
    }

    @Override
    public UntagRoleResponse untagRole(UntagRoleRequest request) {
        entities.store()
                .tags()
                .remove(entities.require(Entities.ROLE, request.roleName()).arn(), request.tagKeys());
        return UntagRoleResponse.builder().build();
    }

    @Override
    public ListRoleTagsResponse listRoleTags(ListRoleTagsRequest request) {
        return ListRoleTagsResponse.builder()
                .tags(tags(entities.require(Entities.ROLE, request.roleName())))
                .isTruncated(false)
                .build();
    }

    // users

    @Override
    public CreateUserResponse createUser(CreateUserRequest request) {
        Entity user = entities.create(
                Entities.USER, request.path(), request.userName(), "AIDA", tags(request.tags()), PojoCodec.object());
        return CreateUserResponse.builder().user(user(user)).build();
    }

    private User user(Entity user) {
        return User.builder()
                .path(user.text("path"))
                .userName(user.name())
                .userId(user.text("uniqueId"))
                .arn(user.arn())
                .createDate(user.created())
                .tags(tags(user))
                .build();
    }

    @Override
    public GetUserResponse getUser(GetUserRequest request) {
        if (request.userName() != null) {
            return GetUserResponse.builder()
                    .user(user(entities.require(Entities.USER, request.userName())))
                    .build();
        }
        Principals.Principal caller = principals.current();
        return GetUserResponse.builder()
                .user(caller.entity().map(this::user).orElseGet(() -> User.builder()
                        .path("/")
                        .userId(caller.uniqueId())
                        .arn(caller.arn())
                        .build()))
                .build();
    }

    @Override
    public ListUsersResponse listUsers(ListUsersRequest request) {
        Page<Entity> page =
                page(entities.list(Entities.USER, request.pathPrefix()), request.maxItems(), request.marker());
        return ListUsersResponse.builder()
                .users(page.items().stream().map(this::user).toList())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }

    @Override
    public DeleteUserResponse deleteUser(DeleteUserRequest request) {
        Entity user = entities.require(Entities.USER, request.userName());
        entities.requireBare(user);
        if (!keys.of(user.arn()).isEmpty()) {
            throw IamFaults.conflict("Cannot delete entity, must delete access keys first: " + user.name() + ".");
        }
        entities.delete(user);
        return DeleteUserResponse.builder().build();
    }

    @Override
    public PutUserPolicyResponse putUserPolicy(PutUserPolicyRequest request) {
        entities.putInline(Entities.USER, request.userName(), request.policyName(), request.policyDocument());
        return PutUserPolicyResponse.builder().build();
    }

    @Override
    public GetUserPolicyResponse getUserPolicy(GetUserPolicyRequest request) {
        return GetUserPolicyResponse.builder()
                .userName(request.userName())
                .policyName(request.policyName())
                .policyDocument(coded(entities.inline(Entities.USER, request.userName(), request.policyName())))
                .build();
    }

    @Override
    public ListUserPoliciesResponse listUserPolicies(ListUserPoliciesRequest request) {
        return ListUserPoliciesResponse.builder()
                .policyNames(entities.require(Entities.USER, request.userName())
                        .inline()
                        .keySet())
                .isTruncated(false)
                .build();
    }

    @Override
    public DeleteUserPolicyResponse deleteUserPolicy(DeleteUserPolicyRequest request) {
        entities.deleteInline(Entities.USER, request.userName(), request.policyName());
        return DeleteUserPolicyResponse.builder().build();
    }

    @Override
    public AttachUserPolicyResponse attachUserPolicy(AttachUserPolicyRequest request) {
        entities.attach(Entities.USER, request.userName(), request.policyArn());
        return AttachUserPolicyResponse.builder().build();
    }

    @Override
    public DetachUserPolicyResponse detachUserPolicy(DetachUserPolicyRequest request) {
        entities.detach(Entities.USER, request.userName(), request.policyArn());
        return DetachUserPolicyResponse.builder().build();
    }

    @Override
    public ListAttachedUserPoliciesResponse listAttachedUserPolicies(ListAttachedUserPoliciesRequest request) {
        return ListAttachedUserPoliciesResponse.builder()
                .attachedPolicies(attached(entities.require(Entities.USER, request.userName())))
                .isTruncated(false)
                .build();
    }

    // access keys

    @Override
    public CreateAccessKeyResponse createAccessKey(CreateAccessKeyRequest request) {
        Entity user = entities.require(Entities.USER, request.userName());
        if (keys.of(user.arn()).size() >= MOST_KEYS) {
            throw new ApiException(
                    "LimitExceeded",
                    409,
                    "A user has at most " + MOST_KEYS + " access keys. Delete one first.",
                    Map.of());
        }
        SigningKey key = keys.create(user.arn());
        return CreateAccessKeyResponse.builder()
                .accessKey(k -> k.userName(user.name())
                        .accessKeyId(key.accessKeyId())
                        .status(StatusType.ACTIVE)
                        .secretAccessKey(key.secret()))
                .build();
    }

    @Override
    public ListAccessKeysResponse listAccessKeys(ListAccessKeysRequest request) {
        Entity user = entities.require(Entities.USER, request.userName());
        return ListAccessKeysResponse.builder()
                .accessKeyMetadata(keys.of(user.arn()).stream()
                        .map(key -> AccessKeyMetadata.builder()
                                .userName(user.name())
                                .accessKeyId(key.id())
                                .status(key.row().state())
                                .createDate(key.created())
                                .build())
                        .toList())
                .isTruncated(false)
                .build();
    }

    private Keys.Row key(String userName, String id) {
        Entity user = entities.require(Entities.USER, userName);
        return keys.row(id)
                .filter(row -> row.owner().equals(user.arn()))
                .orElseThrow(() -> IamFaults.missing("Access Key", id));
    }

    @Override
    public UpdateAccessKeyResponse updateAccessKey(UpdateAccessKeyRequest request) {
        if (!List.of("Active", "Inactive").contains(request.statusAsString())) {
            throw IamFaults.value("Status must be Active or Inactive, not \"" + request.statusAsString() + "\".");
        }
        keys.state(key(request.userName(), request.accessKeyId()).id(), request.statusAsString());
        return UpdateAccessKeyResponse.builder().build();
    }

    @Override
    public DeleteAccessKeyResponse deleteAccessKey(DeleteAccessKeyRequest request) {
        keys.delete(key(request.userName(), request.accessKeyId()).id());
        return DeleteAccessKeyResponse.builder().build();
    }

    // managed policies

    @Override
    public CreatePolicyResponse createPolicy(CreatePolicyRequest request) {
        PolicyDocument.parse(request.policyDocument());
        ObjectNode more = PojoCodec.object().put("policy", request.policyDocument());
        if (request.description() != null) {
            more.put("description", request.description());
        }
        Entity policy = entities.create(
                Entities.POLICY, request.path(), request.policyName(), "ANPA", tags(request.tags()), more);
        return CreatePolicyResponse.builder().policy(policy(policy)).build();
    }

    private Policy policy(Entity policy) {
        return Policy.builder()
                .policyName(policy.name())
                .policyId(policy.text("uniqueId"))
                .arn(policy.arn())
                .path(policy.text("path"))
                .defaultVersionId(VERSION)
                .attachmentCount(entities.attachments(policy.arn()))
                .isAttachable(true)
                .description(policy.text("description"))
                .createDate(policy.created())
                .updateDate(policy.created())
                .tags(tags(policy))
                .build();
    }

    @Override
    public GetPolicyResponse getPolicy(GetPolicyRequest request) {
        return GetPolicyResponse.builder()
                .policy(policy(entities.byArn(Entities.POLICY, request.policyArn())))
                .build();
    }

    @Override
    public GetPolicyVersionResponse getPolicyVersion(GetPolicyVersionRequest request) {
        Entity policy = entities.byArn(Entities.POLICY, request.policyArn());
        if (!request.versionId().equals(VERSION)) {
            throw IamFaults.missing("policy version", request.versionId());
        }
        return GetPolicyVersionResponse.builder()
                .policyVersion(version(policy).toBuilder()
                        .document(coded(policy.text("policy")))
                        .build())
                .build();
    }

    private static PolicyVersion version(Entity policy) {
        return PolicyVersion.builder()
                .versionId(VERSION)
                .isDefaultVersion(true)
                .createDate(policy.created())
                .build();
    }

    @Override
    public ListPolicyVersionsResponse listPolicyVersions(ListPolicyVersionsRequest request) {
        return ListPolicyVersionsResponse.builder()
                .versions(version(entities.byArn(Entities.POLICY, request.policyArn())))
                .isTruncated(false)
                .build();
    }

    @Override
    public ListPoliciesResponse listPolicies(ListPoliciesRequest request) {
        Page<Entity> page =
                page(entities.list(Entities.POLICY, request.pathPrefix()), request.maxItems(), request.marker());
        return ListPoliciesResponse.builder()
                .policies(page.items().stream().map(this::policy).toList())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }

    @Override
    public DeletePolicyResponse deletePolicy(DeletePolicyRequest request) {
        Entity policy = entities.byArn(Entities.POLICY, request.policyArn());
        if (entities.attachments(policy.arn()) > 0) {
            throw IamFaults.conflict("Cannot delete a policy attached to entities. Detach " + policy.arn() + " first.");
        }
        entities.delete(policy);
        return DeletePolicyResponse.builder().build();
    }
}
