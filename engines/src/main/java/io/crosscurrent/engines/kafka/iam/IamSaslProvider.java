/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.kafka.iam;

import java.security.Provider;
import java.util.Map;
import javax.security.auth.callback.CallbackHandler;
import javax.security.sasl.SaslServer;
import javax.security.sasl.SaslServerFactory;

/** Makes {@link IamSaslServer}s for whoever asks for the mechanism. */
final class IamSaslProvider extends Provider {
    private static final long serialVersionUID = 1L;

    IamSaslProvider() {
        super("CrosscurrentKafkaIam", "1", "SASL server of AWS_MSK_IAM");
        put("SaslServerFactory." + IamSaslServer.MECHANISM, Factory.class.getName());
    }

    /** Public because the security framework makes it by its name. */
    public static final class Factory implements SaslServerFactory {
        @Override
        public SaslServer createSaslServer(
                String mechanism, String protocol, String serverName, Map<String, ?> props, CallbackHandler handler) {
            return mechanism.equals(IamSaslServer.MECHANISM) ? new IamSaslServer(handler) : null;
        }

        @Override
        public String[] getMechanismNames(Map<String, ?> props) {
            return new String[] {IamSaslServer.MECHANISM};
        }
    }
}
