/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.kafka.iam;

import java.security.Security;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.spi.LoginModule;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule;

/** Named in the broker's JAAS configuration: loading it makes the mechanisms known. The broker itself needs no login. */
public final class IamServerLoginModule implements LoginModule {
    static {
        Security.addProvider(new IamSaslProvider());
        // Kafka's own module makes OAUTHBEARER known as it is loaded
        new OAuthBearerLoginModule();
    }

    @Override
    public void initialize(
            Subject subject, CallbackHandler handler, Map<String, ?> sharedState, Map<String, ?> options) {}

    @Override
    public boolean login() {
        return true;
    }

    @Override
    public boolean commit() {
        return true;
    }

    @Override
    public boolean abort() {
        return false;
    }

    @Override
    public boolean logout() {
        return true;
    }
}
