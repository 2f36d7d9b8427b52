/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.iam;

import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.SigningKey;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyResponse;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyResponse;
import software.amazon.awssdk.services.iam.model.ListAccessKeysRequest;
import software.amazon.awssdk.services.iam.model.ListAccessKeysResponse;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.UpdateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAccessKeyResponse;

/** Access keys of users. Called by many threads. */
public interface AccessKeyOperations extends IamClient {
    /** Of one user. */
    int MOST_KEYS = 2;

    /** What the operations work on. */
    IamParts parts();

    @Override
    default CreateAccessKeyResponse createAccessKey(CreateAccessKeyRequest request) {
        Entity user = parts().entities().require(Entities.USER, request.userName());
        if (parts().keys().of(user.arn()).size() >= MOST_KEYS) {
            throw new ApiException(
                    "LimitExceeded",
                    409,
                    "A user has at most " + MOST_KEYS + " access keys. Delete one first.",
                    Map.of());
        }
        SigningKey key = parts().keys().create(user.arn());
        return CreateAccessKeyResponse.builder()
                .accessKey(k -> k.userName(user.name())
                        .accessKeyId(key.accessKeyId())
                        .status(StatusType.ACTIVE)
                        .secretAccessKey(key.secret()))
                .build();
    }

    @Override
    default ListAccessKeysResponse listAccessKeys(ListAccessKeysRequest request) {
        Entity user = parts().entities().require(Entities.USER, request.userName());
        return ListAccessKeysResponse.builder()
                .accessKeyMetadata(parts().keys().of(user.arn()).stream()
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
        Entity user = parts().entities().require(Entities.USER, userName);
        return parts().keys()
                .row(id)
                .filter(row -> row.owner().equals(user.arn()))
                .orElseThrow(() -> IamFaults.missing("Access Key", id));
    }

    @Override
    default UpdateAccessKeyResponse updateAccessKey(UpdateAccessKeyRequest request) {
        if (!List.of("Active", "Inactive").contains(request.statusAsString())) {
            throw IamFaults.value("Status must be Active or Inactive, not \"" + request.statusAsString() + "\".");
        }
        parts().keys().state(key(request.userName(), request.accessKeyId()).id(), request.statusAsString());
        return UpdateAccessKeyResponse.builder().build();
    }

    @Override
    default DeleteAccessKeyResponse deleteAccessKey(DeleteAccessKeyRequest request) {
        parts().keys().delete(key(request.userName(), request.accessKeyId()).id());
        return DeleteAccessKeyResponse.builder().build();
    }
}
