/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.kafka.iam;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * The presigned address that a token of {@code OAUTHBEARER} is: base64url of
 * {@code https://kafka.<region>.amazonaws.com/?Action=kafka-cluster%3AConnect&X-Amz-Algorithm=…&X-Amz-Signature=…}.
 *
 * @see <a href="https://github.com/aws/aws-msk-iam-sasl-signer-python">aws-msk-iam-sasl-signer-python</a>
 */
final class SignedAddress {
    private static final int LARGEST = 16_384;
    /** Added after the address was signed. */
    private static final String NOT_SIGNED = "User-Agent";

    private SignedAddress() {}

    /** @throws IamRefusal when the token is something else */
    static IamAccess.SignedLogin read(String token) throws IamRefusal {
        if (token.length() > LARGEST) {
            throw refused("has more than " + LARGEST + " characters");
        }
        try {
            URI address = URI.create(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8));
            if (!"https".equals(address.getScheme()) || address.getHost() == null || address.getRawQuery() == null) {
                throw refused("is no address with a query");
            }
            return new IamAccess.SignedLogin(address.getHost(), parameters(address.getRawQuery()));
        } catch (IllegalArgumentException e) {
            throw refused("is not base64url of an address");
        }
    }

    private static Map<String, String> parameters(String query) throws IamRefusal {
        Map<String, String> parameters = new HashMap<>();
        for (String each : query.split("&")) {
            int equals = each.indexOf('=');
            String name = decoded(equals < 0 ? each : each.substring(0, equals));
            String value = equals < 0 ? "" : decoded(each.substring(equals + 1));
            if (!name.equals(NOT_SIGNED) && parameters.put(name, value) != null) {
                throw refused("says " + name + " twice");
            }
        }
        return parameters;
    }

    /** Percent-coding alone: a plus in an address that was signed is a plus. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static IamRefusal refused(String why) {
        return new IamRefusal("The token of a login by IAM must be a presigned address in base64url; this one " + why
                + ". Take it from AWS's signer for Kafka.");
    }
}
