/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.Page;
import io.crosscurrent.server.aws.PojoCodec;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.ListPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsResponse;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyVersion;

/** Managed policies. Called by many threads. */
public interface PolicyOperations extends IamClient {
    /** Policies have one version here. */
    String VERSION = "v1";

    /** What the operations work on. */
    IamParts parts();

    @Override
    default CreatePolicyResponse createPolicy(CreatePolicyRequest request) {
        PolicyDocument.parse(request.policyDocument());
        ObjectNode more = PojoCodec.object().put("policy", request.policyDocument());
        if (request.description() != null) {
            more.put("description", request.description());
        }
        Entity policy = parts().entities()
                .create(
                        Entities.POLICY,
                        request.path(),
                        request.policyName(),
                        "ANPA",
                        IamParts.tags(request.tags()),
                        more);
        return CreatePolicyResponse.builder().policy(policy(policy)).build();
    }

    private Policy policy(Entity policy) {
        return Policy.builder()
                .policyName(policy.name())
                .policyId(policy.text("uniqueId"))
                .arn(policy.arn())
                .path(policy.text("path"))
                .defaultVersionId(VERSION)
                .attachmentCount(parts().entities().attachments(policy.arn()))
                .isAttachable(true)
                .description(policy.text("description"))
                .createDate(policy.created())
                .updateDate(policy.created())
                .tags(parts().tags(policy))
                .build();
    }

    @Override
    default GetPolicyResponse getPolicy(GetPolicyRequest request) {
        return GetPolicyResponse.builder()
                .policy(policy(parts().entities().byArn(Entities.POLICY, request.policyArn())))
                .build();
    }

    @Override
    default GetPolicyVersionResponse getPolicyVersion(GetPolicyVersionRequest request) {
        Entity policy = parts().entities().byArn(Entities.POLICY, request.policyArn());
        if (!request.versionId().equals(VERSION)) {
            throw IamFaults.missing("policy version", request.versionId());
        }
        return GetPolicyVersionResponse.builder()
                .policyVersion(version(policy).toBuilder()
                        .document(IamParts.coded(policy.text("policy")))
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
    default ListPolicyVersionsResponse listPolicyVersions(ListPolicyVersionsRequest request) {
        return ListPolicyVersionsResponse.builder()
                .versions(version(parts().entities().byArn(Entities.POLICY, request.policyArn())))
                .isTruncated(false)
                .build();
    }

    @Override
    default ListPoliciesResponse listPolicies(ListPoliciesRequest request) {
        Page<Entity> page = IamParts.page(
                parts().entities().list(Entities.POLICY, request.pathPrefix()), request.maxItems(), request.marker());
        return ListPoliciesResponse.builder()
                .policies(page.items().stream().map(this::policy).toList())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }

    @Override
    default DeletePolicyResponse deletePolicy(DeletePolicyRequest request) {
        Entity policy = parts().entities().byArn(Entities.POLICY, request.policyArn());
        if (parts().entities().attachments(policy.arn()) > 0) {
            throw IamFaults.conflict(
                    "Cannot delete a policy attached to parts().entities(). Detach " + policy.arn() + " first.");
        }
        parts().entities().delete(policy);
        return DeletePolicyResponse.builder().build();
    }
}
