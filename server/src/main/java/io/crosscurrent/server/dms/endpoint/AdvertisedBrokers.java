/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.endpoint;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.server.engine.Hosts;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.Metadata;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.internals.ClusterResourceListeners;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The brokers that a cluster sends its clients to. A client of Kafka asks the hosts it was told of, and then connects to whatever
 * they answer; so the answer is looked at first, by a connection that goes to the hosts of the endpoint and no further.
 */
public final class AdvertisedBrokers {
    private static final Logger LOG = LoggerFactory.getLogger(AdvertisedBrokers.class);
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int RETRY_MILLIS = 100;

    private AdvertisedBrokers() {}

    /**
     * Waits up to 5 s for the cluster. One that does not answer, or refuses the login, is left to the client that is made next, which
     * says so in its own words.
     *
     * @param client properties of a Kafka client, secrets included
     * @throws CrosscurrentException {@code address.link_local}
     */
    public static void refuseLinkLocal(Map<String, String> client) {
        try {
            for (Node broker : ask(client)) {
                Hosts.resolve(broker.host());
            }
        } catch (KafkaException | UnknownHostException e) {
            LOG.debug("The brokers at {} are not known", client.get("bootstrap.servers"), e);
        }
    }

    /** @return none when there was no answer in time */
    private static List<Node> ask(Map<String, String> client) {
        AdminClientConfig config = new AdminClientConfig(Map.copyOf(client));
        LogContext context = new LogContext("[advertised brokers] ");
        Time time = Time.SYSTEM;
        try (Metrics metrics = new Metrics();
                Metadata metadata = new BrokersAlone(context)) {
            metadata.bootstrap(ClientUtils.parseAndValidateAddresses(config));
            try (NetworkClient network = ClientUtils.createNetworkClient(
                    config,
                    "crosscurrent-brokers",
                    metrics,
                    "crosscurrent-brokers",
                    context,
                    new ApiVersions(),
                    time,
                    1,
                    TIMEOUT_MILLIS,
                    metadata,
                    null,
                    Hosts::resolve,
                    null,
                    null)) {
                long end = time.milliseconds() + TIMEOUT_MILLIS;
                while (metadata.fetch().isBootstrapConfigured()
                        && time.milliseconds() < end
                        && !Thread.currentThread().isInterrupted()) {
                    network.poll(RETRY_MILLIS, time.milliseconds());
                    metadata.maybeThrowAnyException();
                }
            }
            return metadata.fetch().isBootstrapConfigured()
                    ? List.of()
                    : metadata.fetch().nodes();
        }
    }

    /** Asks for no topic. */
    private static final class BrokersAlone extends Metadata {
        BrokersAlone(LogContext context) {
            super(RETRY_MILLIS, RETRY_MILLIS, TIMEOUT_MILLIS, context, new ClusterResourceListeners());
        }

        @Override
        protected MetadataRequest.Builder newMetadataRequestBuilder() {
            return new MetadataRequest.Builder(List.of(), false);
        }
    }
}
