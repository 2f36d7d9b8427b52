/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestSignatureTest {
    /** The case post-x-www-form-urlencoded of the published Signature Version 4 test suite. */
    @Test
    void signsAsThePublishedTestSuite() {
        // Given
        RequestSignature signature =
                new RequestSignature("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "us-east-1", "service");
        // When
        Map<String, String> headers = signature.headers(
                "example.amazonaws.com",
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                "Param1=value1".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                Instant.parse("2015-08-30T12:36:00Z"));
        // Then
        assertThat(headers.get("authorization"))
                .isEqualTo("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                        + " SignedHeaders=content-type;host;x-amz-date,"
                        + " Signature=ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a");
    }

    @Test
    void doesNotShowTheSecretKey() {
        assertThat(new RequestSignature("AKID", "s3cr3t", "us-east-1", "secretsmanager").toString())
                .doesNotContain("s3cr3t");
    }
}
