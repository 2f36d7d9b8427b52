/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.iam;

import io.crosscurrent.server.aws.Page;
import io.crosscurrent.server.aws.PojoCodec;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.CreateUserRequest;
import software.amazon.awssdk.services.iam.model.CreateUserResponse;
import software.amazon.awssdk.services.iam.model.DeleteUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.DeleteUserRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserResponse;
import software.amazon.awssdk.services.iam.model.DetachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetUserRequest;
import software.amazon.awssdk.services.iam.model.GetUserResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListUsersRequest;
import software.amazon.awssdk.services.iam.model.ListUsersResponse;
import software.amazon.awssdk.services.iam.model.PutUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.PutUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.User;

/** Users and their policies. Called by many threads. */
public interface UserOperations extends IamClient {
    /** What the operations work on. */
    IamParts parts();

    @Override
    default CreateUserResponse createUser(CreateUserRequest request) {
        Entity user = parts().entities()
                .create(
                        Entities.USER,
                        request.path(),
                        request.userName(),
                        "AIDA",
                        IamParts.tags(request.tags()),
                        PojoCodec.object());
        return CreateUserResponse.builder().user(user(user)).build();
    }

    private User user(Entity user) {
        return User.builder()
                .path(user.text("path"))
                .userName(user.name())
                .userId(user.text("uniqueId"))
                .arn(user.arn())
                .createDate(user.created())
                .tags(parts().tags(user))
                .build();
    }

    @Override
    default GetUserResponse getUser(GetUserRequest request) {
        if (request.userName() != null) {
            return GetUserResponse.builder()
                    .user(user(parts().entities().require(Entities.USER, request.userName())))
                    .build();
        }
        Principals.Principal caller = parts().principals().current();
        return GetUserResponse.builder()
                .user(caller.entity().map(this::user).orElseGet(() -> User.builder()
                        .path("/")
                        .userId(caller.uniqueId())
                        .arn(caller.arn())
                        .build()))
                .build();
    }

    @Override
    default ListUsersResponse listUsers(ListUsersRequest request) {
        Page<Entity> page = IamParts.page(
                parts().entities().list(Entities.USER, request.pathPrefix()), request.maxItems(), request.marker());
        return ListUsersResponse.builder()
                .users(page.items().stream().map(this::user).toList())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }

    @Override
    default DeleteUserResponse deleteUser(DeleteUserRequest request) {
        Entity user = parts().entities().require(Entities.USER, request.userName());
        parts().entities().requireBare(user);
        if (!parts().keys().of(user.arn()).isEmpty()) {
            throw IamFaults.conflict("Cannot delete entity, must delete access keys first: " + user.name() + ".");
        }
        parts().entities().delete(user);
        return DeleteUserResponse.builder().build();
    }

    @Override
    default PutUserPolicyResponse putUserPolicy(PutUserPolicyRequest request) {
        parts().entities().putInline(Entities.USER, request.userName(), request.policyName(), request.policyDocument());
        return PutUserPolicyResponse.builder().build();
    }

    @Override
    default GetUserPolicyResponse getUserPolicy(GetUserPolicyRequest request) {
        return GetUserPolicyResponse.builder()
                .userName(request.userName())
                .policyName(request.policyName())
                .policyDocument(IamParts.coded(
                        parts().entities().inline(Entities.USER, request.userName(), request.policyName())))
                .build();
    }

    @Override
    default ListUserPoliciesResponse listUserPolicies(ListUserPoliciesRequest request) {
        return ListUserPoliciesResponse.builder()
                .policyNames(parts().entities()
                        .require(Entities.USER, request.userName())
                        .inline()
                        .keySet())
                .isTruncated(false)
                .build();
    }

    @Override
    default DeleteUserPolicyResponse deleteUserPolicy(DeleteUserPolicyRequest request) {
        parts().entities().deleteInline(Entities.USER, request.userName(), request.policyName());
        return DeleteUserPolicyResponse.builder().build();
    }

    @Override
    default AttachUserPolicyResponse attachUserPolicy(AttachUserPolicyRequest request) {
        parts().entities().attach(Entities.USER, request.userName(), request.policyArn());
        return AttachUserPolicyResponse.builder().build();
    }

    @Override
    default DetachUserPolicyResponse detachUserPolicy(DetachUserPolicyRequest request) {
        parts().entities().detach(Entities.USER, request.userName(), request.policyArn());
        return DetachUserPolicyResponse.builder().build();
    }

    @Override
    default ListAttachedUserPoliciesResponse listAttachedUserPolicies(ListAttachedUserPoliciesRequest request) {
        return ListAttachedUserPoliciesResponse.builder()
                .attachedPolicies(IamParts.attached(parts().entities().require(Entities.USER, request.userName())))
                .isTruncated(false)
                .build();
    }
}
