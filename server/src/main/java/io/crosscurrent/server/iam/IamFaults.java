/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.iam;

import io.crosscurrent.server.aws.ApiException;
import java.util.Map;

/** The errors of IAM and STS, by their wire codes. */
final class IamFaults {
    private IamFaults() {}

    static ApiException missing(String what, String name) {
        return new ApiException(
                "NoSuchEntity", 404, "The " + what + " with name " + name + " cannot be found.", Map.of());
    }

    static ApiException exists(String what, String name) {
        return new ApiException("EntityAlreadyExists", 409, what + " with name " + name + " already exists.", Map.of());
    }

    static ApiException conflict(String message) {
        return new ApiException("DeleteConflict", 409, message, Map.of());
    }

    static ApiException malformed(String message) {
        return new ApiException("MalformedPolicyDocument", message);
    }

    static ApiException value(String message) {
        return new ApiException("ValidationError", message);
    }

    static ApiException denied(String message) {
        return new ApiException("AccessDenied", 403, message, Map.of());
    }
}
