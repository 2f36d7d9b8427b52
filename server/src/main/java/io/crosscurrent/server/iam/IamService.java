/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.iam;

import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.SdkService;
import io.crosscurrent.server.aws.WireService;
import java.util.Map;
import software.amazon.awssdk.services.iam.IamClient;

/** The API of IAM. Policy documents are answered percent-encoded, as clients expect them. */
public final class IamService implements RoleOperations, UserOperations, AccessKeyOperations, PolicyOperations {
    private final IamParts parts;

    IamService(Entities entities, Keys keys, Principals principals) {
        parts = new IamParts(entities, keys, principals);
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

    @Override
    public IamParts parts() {
        return parts;
    }
}
