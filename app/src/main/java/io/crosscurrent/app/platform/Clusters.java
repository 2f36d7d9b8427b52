/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.platform;

import io.crosscurrent.engines.connect.ConnectAddress;
import io.crosscurrent.engines.sql.FlinkAddress;
import java.util.Map;
import java.util.Optional;

/**
 * Which engines are clusters that run already; the others are embedded. The text form names no client property's value.
 *
 * @param kafka client properties of the Kafka cluster, {@code bootstrap.servers} among them
 * @param connect where the Connect cluster is
 * @param flink where the SQL gateway is
 * @param flinkKafkaProperties path of a file of Kafka client properties, as the SQL gateway sees it; empty for the file that
 *     the platform writes into its data directory
 */
public record Clusters(
        Optional<Map<String, String>> kafka,
        Optional<ConnectAddress> connect,
        Optional<FlinkAddress> flink,
        Optional<String> flinkKafkaProperties) {
    /** Everything embedded. */
    public static Clusters none() {
        return new Clusters(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Override
    public String toString() {
        return "Clusters[kafka=%s, connect=%s, flink=%s, flinkKafkaProperties=%s]"
                .formatted(kafka.map(Map::keySet), connect, flink, flinkKafkaProperties);
    }
}
