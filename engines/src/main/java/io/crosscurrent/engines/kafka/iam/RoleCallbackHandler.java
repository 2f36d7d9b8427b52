/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.kafka.iam;

import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.regions.Region;
import software.amazon.msk.auth.iam.internals.AWSCredentialsCallback;
import software.amazon.msk.auth.iam.internals.region.ConfigurableRegionProvider;

/**
 * Gives the IAM login module of a Kafka client in this process the keys of a role, as the surroundings of an application do on
 * AWS. Takes the place of {@code IAMClientCallbackHandler}; the module's options {@code role} and {@code region} say whose. Made by Kafka clients, used by many threads.
 */
public final class RoleCallbackHandler implements AuthenticateCallbackHandler {
    private String role = "";
    private Region region;

    /**
     * The JAAS configuration of such a client.
     *
     * @param role id from {@link IamNodes#registerRole}
     */
    public static String login(String role, String region) {
        return "software.amazon.msk.auth.iam.IAMLoginModule required role=\"%s\" region=\"%s\";"
                .formatted(role, region);
    }

    @Override
    public void configure(Map<String, ?> configs, String mechanism, List<AppConfigurationEntry> entries) {
        Map<String, ?> options = entries.get(0).getOptions();
        role = String.valueOf(options.get("role"));
        region = Region.of(String.valueOf(options.get("region")));
    }

    @Override
    public void handle(Callback[] callbacks) throws UnsupportedCallbackException {
        for (Callback callback : callbacks) {
            if (!(callback instanceof AWSCredentialsCallback asked)) {
                throw new UnsupportedCallbackException(callback);
            }
            asked.setCustomRegionProvider(new Fixed(region));
            try {
                IamAccess.SessionKey key = IamNodes.key(role);
                asked.setAwsCredentials(
                        AwsSessionCredentials.create(key.accessKeyId(), key.secret(), key.sessionToken()));
            } catch (IamRefusal e) {
                asked.setLoadingException(e);
            }
        }
    }

    @Override
    public void close() {}

    /** The region of the platform, whatever the host is called. */
    private record Fixed(Region region) implements ConfigurableRegionProvider {
        @Override
        public Region getRegion(String host) {
            return region;
        }

        @Override
        public Region getRegion() {
            return region;
        }
    }
}
