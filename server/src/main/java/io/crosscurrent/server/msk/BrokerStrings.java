/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.msk;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosscurrent.engines.kafka.KafkaEngine;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.kafka.model.GetBootstrapBrokersResponse;

/** The addresses of Kafka's listeners under MSK's names: one for each way to log in. */
final class BrokerStrings {
    private BrokerStrings() {}

    /** Where a cluster says which logins it wants, those; otherwise all but certificates. A serverless one has IAM alone. */
    static GetBootstrapBrokersResponse of(Clusters.Row cluster, KafkaEngine kafka) {
        List<KafkaEngine.Listener> listeners = kafka.listeners().stream()
                .sorted(Comparator.comparing(listener -> !listener.protocol().endsWith("SSL")))
                .toList();
        JsonNode wanted = cluster.request().path("clientAuthentication");
        boolean certificates = ClientAuthorities.wanted(cluster.request());
        boolean anything = !certificates
                && !wanted.at("/sasl/iam/enabled").asBoolean()
                && !wanted.at("/sasl/scram/enabled").asBoolean();
        GetBootstrapBrokersResponse.Builder answer = GetBootstrapBrokersResponse.builder();
        if (wanted.at("/sasl/iam/enabled").asBoolean() || anything) {
            first(listeners, listener -> listener.mechanisms().contains("AWS_MSK_IAM"))
                    .ifPresent(answer::bootstrapBrokerStringSaslIam);
        }
        if ((wanted.at("/sasl/scram/enabled").asBoolean() || anything) && !cluster.serverless()) {
            first(listeners, listener -> listener.mechanisms().stream().anyMatch(BrokerStrings::password))
                    .ifPresent(answer::bootstrapBrokerStringSaslScram);
        }
        if (certificates || anything && kafka.listeners().size() == 1) {
            first(listeners, listener -> listener.protocol().equals("SSL")).ifPresent(answer::bootstrapBrokerStringTls);
        }
        first(listeners, listener -> listener.protocol().equals("PLAINTEXT")).ifPresent(answer::bootstrapBrokerString);
        return answer.build();
    }

    private static boolean password(String mechanism) {
        return mechanism.startsWith("SCRAM-") || mechanism.equals("PLAIN");
    }

    private static Optional<String> first(List<KafkaEngine.Listener> listeners, Predicate<KafkaEngine.Listener> which) {
        return listeners.stream()
                .filter(which)
                .map(KafkaEngine.Listener::bootstrapServers)
                .findFirst();
    }
}
