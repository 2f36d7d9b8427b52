/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.aws;

/** The forms in which AWS services are spoken to, with their error codes. */
enum WireForm {
    JSON,
    REST_JSON,
    QUERY,
    CBOR;

    /** The error code for a signature that does not hold. */
    String code(SignatureFailure.Kind kind) {
        boolean query = this == QUERY;
        return switch (kind) {
            case MISSING -> query ? "MissingAuthenticationToken" : "MissingAuthenticationTokenException";
            case MALFORMED -> query ? "IncompleteSignature" : "IncompleteSignatureException";
            case UNKNOWN_KEY -> query ? "InvalidClientTokenId" : "UnrecognizedClientException";
            case MISMATCH -> query ? "SignatureDoesNotMatch" : "InvalidSignatureException";
        };
    }

    /** The error code for an operation nobody offers. Never a 5xx: clients would retry it. */
    String unknownOperation() {
        return this == QUERY ? "InvalidAction" : "UnknownOperationException";
    }
}
