/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.kafka.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.security.sasl.SaslException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.security.authenticator.SaslInternalConfigs;
import org.junit.jupiter.api.Test;

class IamSaslServerTest {
    private static final Instant END = Instant.parse("2026-01-01T00:00:00Z");
    private static final String LOGIN =
            """
            {"version":"2020_10_22","host":"b-1.demo","user-agent":"aws-msk-iam-auth/2.3.9","action":"kafka-cluster:Connect",
             "x-amz-algorithm":"AWS4-HMAC-SHA256","x-amz-credential":"AKIDEXAMPLE/20240301/us-east-1/kafka-cluster/aws4_request",
             "x-amz-date":"20240301T120000Z","x-amz-signedheaders":"host","x-amz-expires":"900","x-amz-security-token":"to+k/en=",
             "x-amz-signature":"f7b5"}
            """;

    private final List<IamAccess.SignedLogin> asked = new ArrayList<>();

    private IamSaslServer accepting() {
        return new IamSaslServer(callbacks -> {
            IamLoginCallback callback = (IamLoginCallback) callbacks[0];
            asked.add(callback.question());
            callback.accept(new IamAccess.Login("AKIDEXAMPLE", Optional.of(END)));
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void takesThePiecesOfThePresignedRequestAndAnswersAsTheClientWantsIt() throws SaslException {
        // Given
        IamSaslServer server = accepting();
        // When
        assertThat(server.evaluateResponse(new byte[0])).isEmpty();
        assertThat(server.isComplete()).isFalse();
        String answer = new String(server.evaluateResponse(bytes(LOGIN)), StandardCharsets.UTF_8);
        // Then
        assertThat(answer).matches("\\{\"version\":\"2020_10_22\",\"request-id\":\"[0-9a-f-]{36}\"}");
        assertThat(server.isComplete()).isTrue();
        assertThat(server.getAuthorizationID()).isEqualTo("AKIDEXAMPLE");
        assertThat(server.getNegotiatedProperty(
                        SaslInternalConfigs.CREDENTIAL_LIFETIME_MS_SASL_NEGOTIATED_PROPERTY_KEY))
                .isEqualTo(END.toEpochMilli());
        assertThat(asked).singleElement().satisfies(login -> {
            assertThat(login.host()).isEqualTo("b-1.demo");
            assertThat(login.parameters())
                    .hasSize(8)
                    .containsEntry("Action", "kafka-cluster:Connect")
                    .containsEntry("X-Amz-Security-Token", "to+k/en=")
                    .containsEntry("X-Amz-Signature", "f7b5");
        });
        assertThatThrownBy(() -> server.evaluateResponse(bytes(LOGIN))).isInstanceOf(SaslException.class);
    }

    @Test
    void tellsWhyALoginIsRefused() {
        IamSaslServer server =
                new IamSaslServer(callbacks -> ((IamLoginCallback) callbacks[0]).refuse("The key is not known."));
        assertThatThrownBy(() -> server.evaluateResponse(bytes(LOGIN)))
                .isInstanceOf(SaslAuthenticationException.class)
                .hasMessageEndingWith("The key is not known.");
        assertThat(server.isComplete()).isFalse();
        assertThatThrownBy(server::getAuthorizationID).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesWhatIsNoLoginWithoutAskingAnybody() {
        for (String message : List.of(
                "user\0password",
                "[]",
                "{",
                LOGIN.replace("2020_10_22", "2021_01_01"),
                LOGIN.replace("\"version\"", "\"versions\""),
                LOGIN.replace("\"host\":", "\"version\":\"2020_10_22\",\"host\":"),
                LOGIN.replace("to+k/en=", "x".repeat(20_000)))) {
            assertThatThrownBy(() -> accepting().evaluateResponse(bytes(message)))
                    .as(message)
                    .isInstanceOf(SaslAuthenticationException.class);
        }
        assertThat(asked).isEmpty();
    }
}
