/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.aws;

import io.crosscurrent.server.aws.SignatureFailure.Kind;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks Signature Version 4, in the Authorization header or in the query string of a presigned URL. Stateless, used by
 * many threads.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">AWS: create a
 *     signed request</a>
 */
public final class SignatureVerifier {
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final Duration LONGEST_PRESIGNED = Duration.ofDays(7);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final SigningKey.Lookup keys;
    private final Clock clock;

    public SignatureVerifier(SigningKey.Lookup keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    boolean knows(SignatureClaim claim) {
        return keys.find(claim.accessKeyId()).isPresent();
    }

    /**
     * @return the key it is signed with
     * @throws SignatureFailure when the request is not signed by a key we know, for now, with this content
     */
    SigningKey verify(HttpCall call, SignatureClaim claim) throws SignatureFailure {
        SigningKey key = keys.find(claim.accessKeyId())
                .orElseThrow(() -> new SignatureFailure(
                        Kind.UNKNOWN_KEY, "The security token included in the request is invalid."));
        if (!equal(key.sessionToken(), claim.sessionToken())) {
            throw new SignatureFailure(Kind.UNKNOWN_KEY, "The security token included in the request is invalid.");
        }
        checkClock(claim);
        checkSigned(call, claim);
        checkBody(call, claim);
        String canonical = CanonicalRequest.of(call, claim);
        String toSign = "AWS4-HMAC-SHA256\n" + claim.stamp() + "\n" + claim.scope() + "\n"
                + CanonicalRequest.sha256(canonical.getBytes(StandardCharsets.UTF_8));
        if (!equal(signature(key.secret(), claim, toSign), claim.signature())) {
            throw new SignatureFailure(
                    Kind.MISMATCH,
                    "The request signature we calculated does not match the signature you provided. Check your AWS"
                            + " Secret Access Key and signing method.");
        }
        return key;
    }

    /**
     * Checks a presigned GET of {@code /} that is handed over in pieces: a login of a service that has no HTTP of its own.
     *
     * @param parameters of the query, not encoded
     * @param service that the key's scope must name
     * @param longest how long it may say that it holds
     * @return the key it is signed with
     * @throws SignatureFailure when it is not signed by a key we know, for now
     */
    public SigningKey presigned(String host, Map<String, String> parameters, String service, Duration longest)
            throws SignatureFailure {
        String query = parameters.entrySet().stream()
                .map(each ->
                        PercentCoding.encode(each.getKey(), false) + "=" + PercentCoding.encode(each.getValue(), false))
                .collect(Collectors.joining("&"));
        HttpCall call = new HttpCall("GET", "/", query, Map.of("host", List.of(host)), new byte[0]);
        SignatureClaim claim = SignatureClaim.of(call);
        if (!claim.service().equals(service)) {
            throw new SignatureFailure(
                    Kind.MISMATCH,
                    "Credential should be scoped to correct service: '" + service + "', not '" + claim.service()
                            + "'.");
        }
        if (claim.lifetime().compareTo(longest) > 0) {
            throw new SignatureFailure(
                    Kind.MALFORMED, "X-Amz-Expires must be at most " + longest.toSeconds() + " seconds");
        }
        return verify(call, claim);
    }

    /** What decides where a request goes and what it does must be under the signature. */
    private static void checkSigned(HttpCall call, SignatureClaim claim) throws SignatureFailure {
        for (String name : List.of("host", "x-amz-target")) {
            boolean needed = name.equals("host") || !call.header(name).isEmpty();
            if (needed && !claim.signedHeaders().contains(name)) {
                throw new SignatureFailure(
                        Kind.MISMATCH, "'" + name + "' must be a 'SignedHeader' in the AWS Authorization.");
            }
        }
    }

    private void checkClock(SignatureClaim claim) throws SignatureFailure {
        Instant signed;
        try {
            signed = STAMP.parse(claim.stamp(), Instant::from);
        } catch (DateTimeParseException e) {
            throw new SignatureFailure(
                    Kind.MALFORMED, "Date must be in ISO-8601 'basic format'. Got '" + claim.stamp() + "'.");
        }
        if (!claim.stamp().startsWith(claim.day())) {
            throw new SignatureFailure(
                    Kind.MISMATCH,
                    "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '"
                            + claim.day() + "' != '" + claim.stamp().substring(0, 8) + "'.");
        }
        Instant now = clock.instant();
        if (claim.presigned()) {
            if (claim.lifetime().compareTo(LONGEST_PRESIGNED) > 0
                    || claim.lifetime().isNegative()) {
                throw new SignatureFailure(Kind.MALFORMED, "X-Amz-Expires must be between 0 and 604800 seconds");
            }
            if (now.isAfter(signed.plus(claim.lifetime()))) {
                throw expired(claim.stamp(), now, claim.lifetime());
            }
            if (signed.isAfter(now.plus(SKEW))) {
                throw early(claim.stamp(), now);
            }
        } else if (signed.isBefore(now.minus(SKEW))) {
            throw expired(claim.stamp(), now, SKEW);
        } else if (signed.isAfter(now.plus(SKEW))) {
            throw early(claim.stamp(), now);
        }
    }

    private static SignatureFailure expired(String stamp, Instant now, Duration allowed) {
        return new SignatureFailure(
                Kind.MISMATCH,
                "Signature expired: %s is now earlier than %s (%s - %d min.)"
                        .formatted(stamp, STAMP.format(now.minus(allowed)), STAMP.format(now), allowed.toMinutes()));
    }

    private static SignatureFailure early(String stamp, Instant now) {
        return new SignatureFailure(
                Kind.MISMATCH,
                "Signature not yet current: %s is still later than %s (%s + %d min.)"
                        .formatted(stamp, STAMP.format(now.plus(SKEW)), STAMP.format(now), SKEW.toMinutes()));
    }

    /** A hash in the header is what was signed, so it must also be the hash of what came. */
    private static void checkBody(HttpCall call, SignatureClaim claim) throws SignatureFailure {
        String declared = call.header("x-amz-content-sha256");
        if (CanonicalRequest.unsignedBody(call, claim)) {
            return;
        }
        if (!declared.isEmpty() && !claim.presigned() && !equal(declared, CanonicalRequest.sha256(call.body()))) {
            throw new SignatureFailure(
                    Kind.MISMATCH, "The value of x-amz-content-sha256 does not match the hash of the body.");
        }
    }

    private static String signature(String secret, SignatureClaim claim, String toSign) {
        byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (String part : List.of(claim.day(), claim.region(), claim.service(), "aws4_request")) {
            key = hmac(key, part);
        }
        return HexFormat.of().formatHex(hmac(key, toSign));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HmacSHA256", e);
        }
    }

    private static boolean equal(String expected, String actual) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), actual.getBytes(StandardCharsets.UTF_8));
    }
}
