/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.kafka.iam;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.security.authenticator.SaslInternalConfigs;

/**
 * The server's side of {@code AWS_MSK_IAM}: one message of JSON from the client, which is a presigned request in pieces, and one
 * answer. The authorization id is the access key id. Used by one thread.
 *
 * @see <a href="https://github.com/aws/aws-msk-iam-auth#details">aws-msk-iam-auth: details</a>
 */
final class IamSaslServer implements SaslServer {
    static final String MECHANISM = "AWS_MSK_IAM";

    private static final String VERSION = "2020_10_22";
    private static final int LARGEST = 16_384;
    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    /** Members of the message that were signed, with their names in the signed query. */
    private static final Map<String, String> PARAMETERS = Map.of(
            "action", "Action",
            "x-amz-algorithm", "X-Amz-Algorithm",
            "x-amz-credential", "X-Amz-Credential",
            "x-amz-date", "X-Amz-Date",
            "x-amz-expires", "X-Amz-Expires",
            "x-amz-security-token", "X-Amz-Security-Token",
            "x-amz-signedheaders", "X-Amz-SignedHeaders",
            "x-amz-signature", "X-Amz-Signature");

    private final CallbackHandler handler;
    private IamAccess.Login login;

    IamSaslServer(CallbackHandler handler) {
        this.handler = handler;
    }

    @Override
    public String getMechanismName() {
        return MECHANISM;
    }

    @Override
    public byte[] evaluateResponse(byte[] response) throws SaslException {
        if (login != null) {
            throw new SaslException("a login has one message");
        }
        if (response.length == 0) {
            return new byte[0];
        }
        IamLoginCallback asked = new IamLoginCallback(signed(response));
        try {
            handler.handle(new Callback[] {asked});
        } catch (IOException | UnsupportedCallbackException e) {
            throw new SaslException("the login could not be checked", e);
        }
        String request = UUID.randomUUID().toString();
        login = asked.login()
                .orElseThrow(() -> new SaslAuthenticationException("[" + request + "]: " + asked.refusal()));
        return "{\"version\":\"%s\",\"request-id\":\"%s\"}"
                .formatted(VERSION, request)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static IamAccess.SignedLogin signed(byte[] response) {
        JsonNode message = response.length > LARGEST ? JSON.nullNode() : read(response);
        if (!VERSION.equals(message.path("version").textValue())) {
            throw new SaslAuthenticationException(
                    "The login must be a JSON object with version " + VERSION + " of AWS_MSK_IAM.");
        }
        Map<String, String> parameters = new HashMap<>();
        PARAMETERS.forEach((member, parameter) -> {
            if (message.path(member).isTextual()) {
                parameters.put(parameter, message.path(member).textValue());
            }
        });
        return new IamAccess.SignedLogin(message.path("host").asText(""), parameters);
    }

    private static JsonNode read(byte[] response) {
        try {
            JsonNode read = JSON.readTree(response);
            return read == null ? JSON.nullNode() : read;
        } catch (IOException notJson) {
            return JSON.nullNode();
        }
    }

    @Override
    public boolean isComplete() {
        return login != null;
    }

    @Override
    public String getAuthorizationID() {
        return complete().accessKeyId();
    }

    @Override
    public Object getNegotiatedProperty(String name) {
        IamAccess.Login accepted = complete();
        return name.equals(SaslInternalConfigs.CREDENTIAL_LIFETIME_MS_SASL_NEGOTIATED_PROPERTY_KEY)
                ? accepted.expires().map(java.time.Instant::toEpochMilli).orElse(null)
                : null;
    }

    private IamAccess.Login complete() {
        if (login == null) {
            throw new IllegalStateException("nobody has logged in yet");
        }
        return login;
    }

    @Override
    public byte[] unwrap(byte[] incoming, int offset, int length) {
        throw new IllegalStateException("the mechanism has no security layer of its own");
    }

    @Override
    public byte[] wrap(byte[] outgoing, int offset, int length) {
        throw new IllegalStateException("the mechanism has no security layer of its own");
    }

    @Override
    public void dispose() {}
}
