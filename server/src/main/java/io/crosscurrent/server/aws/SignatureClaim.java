/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.aws;

import io.crosscurrent.server.aws.SignatureFailure.Kind;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a request says about its signature, not yet believed.
 *
 * @param stamp X-Amz-Date, {@code 20240301T120000Z}
 * @param day first part of the scope, {@code 20240301}
 * @param signedHeaders lower-case names in the order given
 * @param lifetime of a presigned URL; zero otherwise
 */
record SignatureClaim(
        String accessKeyId,
        String stamp,
        String day,
        String region,
        String service,
        List<String> signedHeaders,
        String signature,
        String sessionToken,
        boolean presigned,
        Duration lifetime) {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";

    String scope() {
        return day + "/" + region + "/" + service + "/aws4_request";
    }

    /** Whether the request tries to be signed at all. Pages have other ways to log in. */
    static boolean present(HttpCall call) {
        String authorization = call.header("authorization");
        boolean page = authorization.regionMatches(true, 0, "Basic ", 0, 6);
        return !authorization.isEmpty() && !page || call.rawQuery().contains("X-Amz-Algorithm=");
    }

    static SignatureClaim of(HttpCall call) throws SignatureFailure {
        String authorization = call.header("authorization");
        if (!authorization.isEmpty()) {
            return ofHeader(call, authorization);
        }
        if (call.rawQuery().contains("X-Amz-Algorithm=")) {
            return ofQuery(call);
        }
        throw new SignatureFailure(Kind.MISSING, "Missing Authentication Token");
    }

    private static SignatureClaim ofHeader(HttpCall call, String authorization) throws SignatureFailure {
        if (!authorization.startsWith(ALGORITHM + " ")) {
            throw new SignatureFailure(Kind.MALFORMED, "Authorization must begin with " + ALGORITHM + ".");
        }
        Map<String, String> parts = new HashMap<>();
        for (String part : authorization.substring(ALGORITHM.length()).split(",")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.put(
                        part.substring(0, equals).trim(),
                        part.substring(equals + 1).trim());
            }
        }
        String[] scope = scope(need(parts.get("Credential"), "Credential"));
        return new SignatureClaim(
                scope[0],
                need(call.header("x-amz-date"), "X-Amz-Date"),
                scope[1],
                scope[2],
                scope[3],
                List.of(need(parts.get("SignedHeaders"), "SignedHeaders").split(";")),
                need(parts.get("Signature"), "Signature"),
                call.header("x-amz-security-token"),
                false,
                Duration.ZERO);
    }

    private static SignatureClaim ofQuery(HttpCall call) throws SignatureFailure {
        QueryString query = QueryString.parse(call.rawQuery());
        if (!query.value("X-Amz-Algorithm").equals(ALGORITHM)) {
            throw new SignatureFailure(Kind.MALFORMED, "X-Amz-Algorithm must be " + ALGORITHM + ".");
        }
        String[] scope = scope(need(query.value("X-Amz-Credential"), "X-Amz-Credential"));
        Duration lifetime;
        try {
            lifetime = Duration.ofSeconds(Long.parseLong(need(query.value("X-Amz-Expires"), "X-Amz-Expires")));
        } catch (NumberFormatException e) {
            throw new SignatureFailure(Kind.MALFORMED, "X-Amz-Expires must be a number of seconds.");
        }
        return new SignatureClaim(
                scope[0],
                need(query.value("X-Amz-Date"), "X-Amz-Date"),
                scope[1],
                scope[2],
                scope[3],
                List.of(need(query.value("X-Amz-SignedHeaders"), "X-Amz-SignedHeaders")
                        .split(";")),
                need(query.value("X-Amz-Signature"), "X-Amz-Signature"),
                query.value("X-Amz-Security-Token"),
                true,
                lifetime);
    }

    private static String[] scope(String credential) throws SignatureFailure {
        String[] parts = credential.split("/");
        if (parts.length != 5 || !parts[4].equals("aws4_request")) {
            throw new SignatureFailure(
                    Kind.MALFORMED,
                    "Credential must be of the form <access key id>/<yyyymmdd>/<region>/<service>/aws4_request.");
        }
        return parts;
    }

    private static String need(String value, String name) throws SignatureFailure {
        if (value == null || value.isEmpty()) {
            throw new SignatureFailure(Kind.MALFORMED, "Authorization requires '" + name + "'.");
        }
        return value;
    }
}
