/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.kafka.iam;

import java.util.Set;
import org.apache.kafka.common.security.auth.AuthenticationContext;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.security.auth.SaslAuthenticationContext;
import org.apache.kafka.common.security.authenticator.DefaultKafkaPrincipalBuilder;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule;
import org.apache.kafka.common.security.ssl.SslPrincipalMapper;

/**
 * Names those who log in by IAM {@code IAM:<access key id>}, and all others as Kafka does. A type of their own keeps a user with
 * the name of a key from being taken for its owner. Made by Kafka, used by many threads.
 */
public final class IamPrincipalBuilder extends DefaultKafkaPrincipalBuilder {
    static final String TYPE = "IAM";

    /** Tokens of {@code OAUTHBEARER} are checked by {@link IamTokenHandler} and nobody else. */
    private static final Set<String> MECHANISMS =
            Set.of(IamSaslServer.MECHANISM, OAuthBearerLoginModule.OAUTHBEARER_MECHANISM);

    public IamPrincipalBuilder() {
        super(null, SslPrincipalMapper.fromRules("DEFAULT"));
    }

    @Override
    public KafkaPrincipal build(AuthenticationContext context) {
        if (context instanceof SaslAuthenticationContext sasl
                && MECHANISMS.contains(sasl.server().getMechanismName())) {
            return new KafkaPrincipal(TYPE, sasl.server().getAuthorizationID());
        }
        return super.build(context);
    }
}
