/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.flink.catalog;

import java.util.Map;
import java.util.Optional;

/**
 * Gives tables on a Kafka that takes logins by IAM what their text leaves to the surroundings on AWS: which certificates to trust,
 * and whose keys to sign with. A table that says so itself keeps its own. Immutable.
 *
 * @param client the servers, properties {@code ssl.truststore.*}, and those that replace the login; empty when there is no such Kafka
 */
record IamTables(Optional<ClientProperties> client) {
    private static final String PREFIX = CatalogOptions.PROPERTIES_PREFIX;
    private static final String TRUST = "ssl.truststore.";
    private static final String MECHANISM = "AWS_MSK_IAM";

    /** As documents of AWS have it: a login without options takes the keys it finds around it. */
    private static final String LOGIN = "software.amazon.msk.auth.iam.IAMLoginModule required;";

    private static final String HANDLER = "software.amazon.msk.auth.iam.IAMClientCallbackHandler";

    /**
     * @param options of the catalogue; those that start with {@code iam-properties.} count
     * @param file as {@link ClientProperties} has it; null for none
     */
    static IamTables of(Map<String, String> options, String file) {
        return new IamTables(Optional.ofNullable(file)
                .map(there -> ClientProperties.of(options, CatalogOptions.IAM_PROPERTIES_PREFIX, there)));
    }

    /** @param options of a table with a Kafka connector, completed in place */
    void complete(Map<String, String> options) {
        client.filter(kafka -> kafka.sameServers(options.getOrDefault(PREFIX + "bootstrap.servers", "")))
                .ifPresent(kafka -> {
                    boolean trusts = options.keySet().stream().anyMatch(name -> name.startsWith(PREFIX + TRUST));
                    boolean signs = takesKeysAroundIt(options);
                    kafka.values().forEach((name, value) -> {
                        boolean trust = name.startsWith(TRUST);
                        if (trust && !trusts || !trust && signs && !name.equals("bootstrap.servers")) {
                            options.put(PREFIX + name, value);
                        }
                    });
                });
    }

    private static boolean takesKeysAroundIt(Map<String, String> options) {
        return MECHANISM.equals(options.get(PREFIX + "sasl.mechanism"))
                && HANDLER.equals(options.get(PREFIX + "sasl.client.callback.handler.class"))
                && LOGIN.equals(options.getOrDefault(PREFIX + "sasl.jaas.config", "")
                        .strip()
                        .replaceAll("\\s+", " ")
                        .replace(" ;", ";"));
    }
}
