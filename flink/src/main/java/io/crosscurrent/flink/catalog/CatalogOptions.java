/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.flink.catalog;

import io.crosscurrent.core.registry.RegistryRecord;
import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** Options of {@code CREATE CATALOG … WITH ('type' = 'crosscurrent', …)}. */
public final class CatalogOptions {
    /** Options with this prefix are properties of Kafka clients, as in the connector. */
    public static final String PROPERTIES_PREFIX = "properties.";

    public static final ConfigOption<String> REGISTRY_TOPIC = ConfigOptions.key("registry.topic")
            .stringType()
            .defaultValue(RegistryRecord.DEFAULT_TOPIC)
            .withDescription("Topic in which tasks say what they capture.");

    public static final ConfigOption<Duration> REGISTRY_TIMEOUT = ConfigOptions.key("registry.timeout")
            .durationType()
            .defaultValue(Duration.ofSeconds(10))
            .withDescription("How long a look-up waits for the registry topic.");

    public static final ConfigOption<String> DEFAULT_DATABASE = ConfigOptions.key("default-database")
            .stringType()
            .defaultValue("default")
            .withDescription("Current database after USE CATALOG; kept in memory, for tables and views of your own.");

    public static final ConfigOption<String> CLIENT_PROPERTIES_FILE = ConfigOptions.key("client-properties-file")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "Java properties file with Kafka client properties: keeps passwords out of the statement.");

    /** Options with this prefix are properties of Kafka clients that log in by IAM with the keys of their surroundings. */
    public static final String IAM_PROPERTIES_PREFIX = "iam-properties.";

    public static final ConfigOption<String> IAM_CLIENT_PROPERTIES_FILE = ConfigOptions.key(
                    "iam-client-properties-file")
            .stringType()
            .noDefaultValue()
            .withDescription("Java properties file: the Kafka servers that take logins by IAM, which certificates they"
                    + " are trusted by, and where the keys of tables come from that name none.");

    private CatalogOptions() {}
}
