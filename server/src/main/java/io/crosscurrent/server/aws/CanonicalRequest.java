/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.aws;

import io.crosscurrent.server.aws.SignatureFailure.Kind;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** The text a signature is made over: every signed part of a request in one canonical form. */
final class CanonicalRequest {
    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";

    private CanonicalRequest() {}

    static String of(HttpCall call, SignatureClaim claim) throws SignatureFailure {
        StringBuilder headers = new StringBuilder();
        for (String name : claim.signedHeaders()) {
            List<String> values = call.headers().get(name);
            if (values == null) {
                throw new SignatureFailure(
                        Kind.MISMATCH, "'" + name + "' is named in SignedHeaders but is not in the request.");
            }
            headers.append(name)
                    .append(':')
                    .append(values.stream()
                            .map(value -> value.trim().replaceAll(" +", " "))
                            .collect(Collectors.joining(",")))
                    .append('\n');
        }
        // S3 alone signs the path as it is; every other service encodes the already encoded path once more
        String path = claim.service().equals("s3") ? call.rawPath() : PercentCoding.encode(call.rawPath(), true);
        String query = QueryString.parse(call.rawQuery()).canonical(claim.presigned() ? "X-Amz-Signature" : null);
        return call.method() + "\n" + path + "\n" + query + "\n" + headers + "\n"
                + String.join(";", claim.signedHeaders()) + "\n"
                + (unsignedBody(call, claim) ? UNSIGNED : sha256(call.body()));
    }

    /** S3 alone lets clients leave the body out of what they sign. */
    static boolean unsignedBody(HttpCall call, SignatureClaim claim) {
        boolean said = claim.presigned() || call.header("x-amz-content-sha256").equals(UNSIGNED);
        return claim.service().equals("s3") && said;
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
