/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The signatures were made by the AWS command line with a frozen clock. */
class SignatureVerifierTest {
    private static final Instant SIGNED = Instant.parse("2024-03-01T12:00:00Z");
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final String TOKEN = "FwoGZXIvYXdzEXAMPLETOKEN/with+slash==";
    private static final String DMS_BODY =
            "{\"Filters\": [{\"Name\": \"replication-task-id\", \"Values\": [\"orders-cdc\"]}], \"WithoutSettings\": true}";
    private static final String DMS_SIGNATURE = "14e7adc56a05efb1c79b929e44e19fd37390573d946795c728f1ad972041e318";

    @Test
    void acceptsJson() {
        assertThatCode(() -> verify(dms(DMS_BODY, DMS_SIGNATURE), SIGNED)).doesNotThrowAnyException();
    }

    @Test
    void acceptsForms() {
        HttpCall call = call(
                "POST",
                "/",
                "",
                "Action=DescribeStacks&Version=2010-05-15&StackName=MultiCloudCDCVPC",
                "cloudformation",
                "content-type;host;x-amz-date",
                "c2665d07d6d150c078ec4837f3f32b91fe9d61624ed52b329ff468cbe3d673e9",
                Map.of("content-type", "application/x-www-form-urlencoded; charset=utf-8"));
        assertThatCode(() -> verify(call, SIGNED)).doesNotThrowAnyException();
    }

    @Test
    void acceptsPathsWithEncodedSlashes() {
        HttpCall call = call(
                "GET",
                "/v1/clusters/arn%3Aaws%3Akafka%3Aus-east-1%3A123456789012%3Acluster%2Fdemo%2F11111111-2222-3333-4444-555555555555-7",
                "",
                "",
                "kafka",
                "host;x-amz-date",
                "dae1c5bd5ed999fd980fb936b431a25c0e489fb3a0cb8ca3258222453751de34",
                Map.of());
        assertThatCode(() -> verify(call, SIGNED)).doesNotThrowAnyException();
    }

    @Test
    void acceptsQueryStringsWithBlanks() {
        HttpCall call = call(
                "GET",
                "/api/v2/clusters",
                "clusterNameFilter=a%20b",
                "",
                "kafka",
                "host;x-amz-date",
                "82e91d4b421ceccd35b16de6bbd66f287d7849672f063cdb560a61aa445979ac",
                Map.of());
        assertThatCode(() -> verify(call, SIGNED)).doesNotThrowAnyException();
    }

    @Test
    void acceptsTemporaryKeysWithTheirToken() {
        assertThatCode(() -> verify(temporary(TOKEN), SIGNED)).doesNotThrowAnyException();
    }

    @Test
    void refusesTemporaryKeysWithAnotherToken() {
        assertThat(failure(temporary("other"), SIGNED)).isEqualTo(SignatureFailure.Kind.UNKNOWN_KEY);
    }

    @Test
    void acceptsPresignedAddresses() {
        assertThatCode(() -> verify(presigned(), SIGNED.plusSeconds(900))).doesNotThrowAnyException();
    }

    @Test
    void acceptsPresignedAddressesWithAToken() {
        String query = PRESIGNED
                        .replace("AKIDEXAMPLE", "ASIDEXAMPLE")
                        .replace("@SIGNATURE@", "ea2f9c0ccb25c3093c12780170729139fd49826511a14efa1371113ffcdd7e67")
                + "&X-Amz-Security-Token=FwoGZXIvYXdzEXAMPLETOKEN%2Fwith%2Bslash%3D%3D";
        HttpCall call = new HttpCall("GET", "/", query, Map.of("host", List.of("127.0.0.1:18600")), new byte[0]);
        assertThatCode(() -> verify(call, SIGNED)).doesNotThrowAnyException();
    }

    @Test
    void refusesPresignedAddressesAfterTheirTime() {
        assertThatThrownBy(() -> verify(presigned(), SIGNED.plusSeconds(901)))
                .hasMessageContaining("Signature expired");
    }

    @Test
    void refusesAChangedBody() {
        assertThat(failure(dms(DMS_BODY.replace("true", "false"), DMS_SIGNATURE), SIGNED))
                .isEqualTo(SignatureFailure.Kind.MISMATCH);
    }

    @Test
    void refusesAChangedSignature() {
        assertThat(failure(dms(DMS_BODY, DMS_SIGNATURE.replace('1', '2')), SIGNED))
                .isEqualTo(SignatureFailure.Kind.MISMATCH);
    }

    @Test
    void allowsFiveMinutesOfClockDifferenceAndNoMore() {
        HttpCall call = dms(DMS_BODY, DMS_SIGNATURE);
        assertThatCode(() -> verify(call, SIGNED.plusSeconds(300))).doesNotThrowAnyException();
        assertThatCode(() -> verify(call, SIGNED.minusSeconds(300))).doesNotThrowAnyException();
        assertThatThrownBy(() -> verify(call, SIGNED.plusSeconds(301)))
                .hasMessage("Signature expired: 20240301T120000Z is now earlier than 20240301T120001Z (20240301T120501Z"
                        + " - 5 min.)");
        assertThatThrownBy(() -> verify(call, SIGNED.minusSeconds(301)))
                .hasMessage("Signature not yet current: 20240301T120000Z is still later than 20240301T115959Z"
                        + " (20240301T115459Z + 5 min.)");
    }

    @Test
    void refusesRequestsWithoutOrWithHalfASignature() {
        HttpCall bare = new HttpCall("POST", "/", "", Map.of(), new byte[0]);
        assertThat(failure(bare, SIGNED)).isEqualTo(SignatureFailure.Kind.MISSING);
        HttpCall half = new HttpCall(
                "POST", "/", "", Map.of("authorization", List.of("AWS4-HMAC-SHA256 Credential=a/b")), new byte[0]);
        assertThat(failure(half, SIGNED)).isEqualTo(SignatureFailure.Kind.MALFORMED);
    }

    @Test
    void acceptsALoginOfKafkaThatIsHandedOverInPieces() throws Exception {
        assertThat(login(Map.of(), SIGNED)).isEqualTo("AKIDEXAMPLE");
        assertThat(login(Map.of(), SIGNED.plusSeconds(900))).isEqualTo("AKIDEXAMPLE");
        assertThat(login(Map.of(), SIGNED.minusSeconds(290))).isEqualTo("AKIDEXAMPLE");
    }

    @Test
    void refusesALoginOfKafkaAtAnotherTimeOrWithAnythingChanged() {
        assertThatThrownBy(() -> login(Map.of(), SIGNED.plusSeconds(901))).hasMessageContaining("Signature expired");
        assertThatThrownBy(() -> login(Map.of(), SIGNED.minusSeconds(310))).hasMessageContaining("not yet current");
        assertThatThrownBy(() -> login(Map.of("Action", "kafka-cluster:AlterCluster"), SIGNED))
                .hasMessageContaining("does not match");
        assertThatThrownBy(() -> login(Map.of("X-Amz-Expires", "899"), SIGNED)).hasMessageContaining("does not match");
        assertThatThrownBy(() -> login(Map.of("X-Amz-Expires", "901"), SIGNED)).hasMessageContaining("at most 900");
        assertThatThrownBy(() -> login(Map.of("X-Amz-SignedHeaders", "user-agent"), SIGNED))
                .hasMessageContaining("'host' must be a 'SignedHeader'");
        assertThatThrownBy(() -> login(Map.of("X-Amz-Security-Token", "any"), SIGNED))
                .hasMessageContaining("security token included in the request is invalid");
        assertThatThrownBy(() ->
                        login(Map.of("X-Amz-Credential", "AKIDEXAMPLE/20240301/us-east-1/sts/aws4_request"), SIGNED))
                .hasMessageContaining("correct service: 'kafka-cluster'");
        assertThatThrownBy(() -> login(Map.of("X-Amz-Algorithm", "none"), SIGNED))
                .isInstanceOf(SignatureFailure.class);
        assertThatThrownBy(() -> verifier(SIGNED).presigned("elsewhere", KAFKA_LOGIN, "kafka-cluster", FIFTEEN_MINUTES))
                .hasMessageContaining("does not match");
        assertThatThrownBy(() -> verifier(SIGNED).presigned(KAFKA_HOST, Map.of(), "kafka-cluster", FIFTEEN_MINUTES))
                .isInstanceOf(SignatureFailure.class);
    }

    private static final Duration FIFTEEN_MINUTES = Duration.ofMinutes(15);
    private static final String KAFKA_HOST = "b-1.demo.kafka.us-east-1.amazonaws.com";
    /** What the client library for MSK signs, with a frozen clock. */
    private static final Map<String, String> KAFKA_LOGIN = Map.of(
            "Action", "kafka-cluster:Connect",
            "X-Amz-Algorithm", "AWS4-HMAC-SHA256",
            "X-Amz-Credential", "AKIDEXAMPLE/20240301/us-east-1/kafka-cluster/aws4_request",
            "X-Amz-Date", "20240301T120000Z",
            "X-Amz-SignedHeaders", "host",
            "X-Amz-Expires", "900",
            "X-Amz-Signature", "f7b57bf55a117411a14ec408c28ac35e24c0efb6e59baf15b5428b2641a4222c");

    private static String login(Map<String, String> changes, Instant now) throws SignatureFailure {
        Map<String, String> parameters = new HashMap<>(KAFKA_LOGIN);
        parameters.putAll(changes);
        return verifier(now)
                .presigned(KAFKA_HOST, parameters, "kafka-cluster", FIFTEEN_MINUTES)
                .accessKeyId();
    }

    private static final String PRESIGNED =
            "Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Algorithm=AWS4-HMAC-SHA256"
                    + "&X-Amz-Credential=AKIDEXAMPLE%2F20240301%2Fus-east-1%2Fsts%2Faws4_request&X-Amz-Date=20240301T120000Z"
                    + "&X-Amz-SignedHeaders=host&X-Amz-Expires=900&X-Amz-Signature=@SIGNATURE@";

    private static HttpCall presigned() {
        String query =
                PRESIGNED.replace("@SIGNATURE@", "0c00eb9f73bb826ea977b7665a939971fe57118a8ac546a5b242e9f67ee62dda");
        return new HttpCall("GET", "/", query, Map.of("host", List.of("127.0.0.1:18600")), new byte[0]);
    }

    private static HttpCall dms(String body, String signature) {
        return call(
                "POST",
                "/",
                "",
                body,
                "dms",
                "content-type;host;x-amz-date;x-amz-target",
                signature,
                Map.of(
                        "content-type",
                        "application/x-amz-json-1.1",
                        "x-amz-target",
                        "AmazonDMSv20160101.DescribeReplicationTasks"));
    }

    private static HttpCall temporary(String token) {
        HttpCall call = call(
                "POST",
                "/",
                "",
                "Action=GetCallerIdentity&Version=2011-06-15",
                "sts",
                "content-type;host;x-amz-date;x-amz-security-token",
                "43c7b538c535191733ff4ff0d5d6bc73dcb6ff943f50845d5b4aae5bc48060e5",
                Map.of(
                        "content-type",
                        "application/x-www-form-urlencoded; charset=utf-8",
                        "x-amz-security-token",
                        token));
        Map<String, List<String>> headers = new HashMap<>(call.headers());
        headers.put("authorization", List.of(call.header("authorization").replace("AKIDEXAMPLE", "ASIDEXAMPLE")));
        return new HttpCall(call.method(), call.rawPath(), call.rawQuery(), headers, call.body());
    }

    private static HttpCall call(
            String method,
            String path,
            String query,
            String body,
            String service,
            String signedHeaders,
            String signature,
            Map<String, String> more) {
        Map<String, List<String>> headers = new HashMap<>();
        headers.put("host", List.of("127.0.0.1:18600"));
        headers.put("x-amz-date", List.of("20240301T120000Z"));
        headers.put(
                "authorization",
                List.of("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20240301/us-east-1/" + service
                        + "/aws4_request, SignedHeaders=" + signedHeaders + ", Signature=" + signature));
        more.forEach((name, value) -> headers.put(name, List.of(value)));
        return new HttpCall(method, path, query, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void verify(HttpCall call, Instant now) throws SignatureFailure {
        verifier(now).verify(call, SignatureClaim.of(call));
    }

    private static SignatureVerifier verifier(Instant now) {
        SigningKey.Lookup keys = id -> switch (id) {
            case "AKIDEXAMPLE" -> Optional.of(new SigningKey(id, SECRET, ""));
            case "ASIDEXAMPLE" -> Optional.of(new SigningKey(id, SECRET, TOKEN));
            default -> Optional.empty();
        };
        return new SignatureVerifier(keys, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static SignatureFailure.Kind failure(HttpCall call, Instant now) {
        try {
            verify(call, now);
        } catch (SignatureFailure e) {
            return e.kind();
        }
        throw new AssertionError("the signature was accepted");
    }
}
