/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.kafka.iam;

import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;

/** Asks the node's {@link IamAccess} about logins. Made by Kafka, used by many threads. */
public final class IamServerCallbackHandler implements AuthenticateCallbackHandler {
    private String node = "";

    @Override
    public void configure(Map<String, ?> configs, String mechanism, List<AppConfigurationEntry> entries) {
        node = IamNodes.named(entries);
    }

    @Override
    public void handle(Callback[] callbacks) throws UnsupportedCallbackException {
        for (Callback callback : callbacks) {
            if (!(callback instanceof IamLoginCallback login)) {
                throw new UnsupportedCallbackException(callback);
            }
            try {
                login.accept(IamNodes.require(node).login(login.question()));
            } catch (IamRefusal e) {
                login.refuse(e.getMessage());
            }
        }
    }

    @Override
    public void close() {}
}
