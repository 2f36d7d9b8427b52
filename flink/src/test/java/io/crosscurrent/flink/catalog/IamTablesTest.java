/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.flink.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IamTablesTest {
    private static final IamTables TABLES = new IamTables(Optional.of(ClientProperties.of(
            Map.of(
                    "iam-properties.bootstrap.servers", "a:1",
                    "iam-properties.ssl.truststore.location", "/ca.pem",
                    "iam-properties.sasl.jaas.config", "the keys of a role",
                    "iam-properties.sasl.client.callback.handler.class", "giver.of.Keys",
                    "iam-properties.role", "arn"),
            CatalogOptions.IAM_PROPERTIES_PREFIX,
            null)));

    private static Map<String, String> table(String... more) {
        Map<String, String> options = new HashMap<>(Map.of(
                "properties.bootstrap.servers", "a:1",
                "properties.security.protocol", "SASL_SSL",
                "properties.sasl.mechanism", "AWS_MSK_IAM",
                "properties.sasl.jaas.config", "software.amazon.msk.auth.iam.IAMLoginModule  required ;",
                "properties.sasl.client.callback.handler.class",
                        "software.amazon.msk.auth.iam.IAMClientCallbackHandler"));
        for (int i = 0; i < more.length; i += 2) {
            options.put("properties." + more[i], more[i + 1]);
        }
        return options;
    }

    private static Map<String, String> completed(Map<String, String> options) {
        Map<String, String> completed = new HashMap<>(options);
        TABLES.complete(completed);
        return completed;
    }

    @Test
    void aTableThatNamesNoKeysGetsThoseOfItsSurroundings() {
        assertThat(completed(table()))
                .containsEntry("properties.sasl.jaas.config", "the keys of a role")
                .containsEntry("properties.sasl.client.callback.handler.class", "giver.of.Keys")
                .containsEntry("properties.role", "arn")
                .containsEntry("properties.ssl.truststore.location", "/ca.pem")
                .containsEntry("properties.sasl.mechanism", "AWS_MSK_IAM");
    }

    @Test
    void aTableThatNamesItsKeysKeepsThem() {
        Map<String, String> own = table(
                "sasl.jaas.config", "software.amazon.msk.auth.iam.IAMLoginModule required awsProfileName=\"mine\";");
        assertThat(completed(own))
                .containsAllEntriesOf(own)
                .containsEntry("properties.ssl.truststore.location", "/ca.pem")
                .doesNotContainKey("properties.role");
    }

    @Test
    void aTableThatNamesItsAuthorityKeepsIt() {
        assertThat(completed(table("ssl.truststore.location", "/mine.jks")))
                .containsEntry("properties.ssl.truststore.location", "/mine.jks");
    }

    @Test
    void tablesElsewhereAreLeftAsTheyAre() {
        Map<String, String> elsewhere = table("bootstrap.servers", "b-1.demo.kafka.us-east-1.amazonaws.com:9098");
        assertThat(completed(elsewhere)).isEqualTo(elsewhere);
    }
}
