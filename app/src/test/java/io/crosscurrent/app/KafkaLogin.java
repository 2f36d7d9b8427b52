/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app;

import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** User and password out of Kafka client properties, where they stand inside a JAAS line. */
final class KafkaLogin {
    private KafkaLogin() {}

    static String user(Properties properties) {
        return option(properties, "username");
    }

    static String password(Properties properties) {
        return option(properties, "password");
    }

    /** As an endpoint names it. */
    static String mechanism(Properties properties) {
        return properties.getProperty("sasl.mechanism").equals("PLAIN") ? "plain" : "scram-sha-512";
    }

    private static String option(Properties properties, String name) {
        String jaas = properties.getProperty("sasl.jaas.config");
        Matcher matcher = Pattern.compile(name + "=\"([^\"]*)\"").matcher(jaas);
        if (!matcher.find()) {
            throw new AssertionError("no " + name + " in the JAAS configuration");
        }
        return matcher.group(1);
    }
}
