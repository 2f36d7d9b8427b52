/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.kafka.iam;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerExtensionsValidatorCallback;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerToken;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerValidatorCallback;

/**
 * Checks logins by IAM that come as {@code OAUTHBEARER}, as clients in other languages send them: the token is a presigned
 * address, see {@link SignedAddress}. Made by Kafka, used by many threads.
 */
public final class IamTokenHandler implements AuthenticateCallbackHandler {
    /** For keys without an end, whose connections go on until they are closed: a token must have an end. */
    private static final Duration ENDLESS = Duration.ofDays(3650);

    private String node = "";

    @Override
    public void configure(Map<String, ?> configs, String mechanism, List<AppConfigurationEntry> entries) {
        node = IamNodes.named(entries);
    }

    @Override
    public void handle(Callback[] callbacks) throws UnsupportedCallbackException {
        for (Callback callback : callbacks) {
            if (callback instanceof OAuthBearerValidatorCallback login) {
                check(login);
            } else if (!(callback instanceof OAuthBearerExtensionsValidatorCallback)) {
                // extensions of a login say nothing here, so none is found valid
                throw new UnsupportedCallbackException(callback);
            }
        }
    }

    private void check(OAuthBearerValidatorCallback callback) {
        try {
            IamAccess.SignedLogin question = SignedAddress.read(callback.tokenValue());
            callback.token(
                    new Token(callback.tokenValue(), IamNodes.require(node).login(question)));
        } catch (IamRefusal e) {
            callback.error(e.getMessage(), null, null);
        }
    }

    @Override
    public void close() {}

    /** A login that holds, as Kafka wants it. Its text form does not contain the token. */
    private static final class Token implements OAuthBearerToken {
        private final String value;
        private final IamAccess.Login login;

        Token(String value, IamAccess.Login login) {
            this.value = value;
            this.login = login;
        }

        @Override
        public String value() {
            return value;
        }

        @Override
        public Set<String> scope() {
            return Set.of();
        }

        @Override
        public long lifetimeMs() {
            return login.expires().orElseGet(() -> Instant.now().plus(ENDLESS)).toEpochMilli();
        }

        @Override
        public String principalName() {
            return login.accessKeyId();
        }

        @Override
        public Long startTimeMs() {
            return null;
        }

        @Override
        public String toString() {
            return "Token[" + login + "]";
        }
    }
}
