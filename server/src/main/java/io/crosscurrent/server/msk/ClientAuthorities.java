/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.msk;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.server.aws.ApiException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands Kafka the authorities whose clients the clusters want to let in by certificate. Used by many threads. */
final class ClientAuthorities {
    private static final Logger LOG = LoggerFactory.getLogger(ClientAuthorities.class);
    private static final String MEMBER = "certificateAuthorityArnList";

    private final Clusters clusters;
    private final UnaryOperator<String> certificates;

    /** @param certificates PEM for an ARN; throws {@link ApiException} when there is none */
    ClientAuthorities(Clusters clusters, UnaryOperator<String> certificates) {
        this.clusters = clusters;
        this.certificates = certificates;
    }

    static boolean wanted(JsonNode request) {
        JsonNode tls = tls(request);
        return tls.path("enabled").asBoolean(tls.path(MEMBER).size() > 0);
    }

    private static JsonNode tls(JsonNode request) {
        return request.path("clientAuthentication").path("tls");
    }

    /** @throws ApiException when a cluster names an authority that is not there */
    void check(JsonNode request) {
        for (JsonNode arn : tls(request).path(MEMBER)) {
            String pem = null;
            try {
                pem = certificates.apply(arn.asText());
            } catch (ApiException e) {
                LOG.debug("No certificate {}", arn.asText(), e);
            }
            if (pem == null) {
                throw MskFaults.value(
                        "There is no certificate " + arn.asText() + ". Import that of the authority with"
                                + " dms import-certificate and name its ARN.",
                        MEMBER);
            }
        }
    }

    /** Tells Kafka what holds now. */
    void apply() {
        Set<String> pems = new LinkedHashSet<>();
        for (Clusters.Row cluster : clusters.list(null)) {
            if (wanted(cluster.request())) {
                pems.addAll(known(tls(cluster.request()).path(MEMBER)));
            }
        }
        clusters.engines().startedKafka().acceptClientsOf(List.copyOf(pems));
    }

    /** Once more at a start: the last change may have been cut short. */
    void refresh() {
        try {
            apply();
        } catch (CrosscurrentException e) {
            LOG.warn("Logins by certificate stay as they were: {}", e.oneLine());
        }
    }

    private List<String> known(JsonNode arns) {
        List<String> pems = new ArrayList<>();
        for (JsonNode arn : arns) {
            try {
                pems.add(certificates.apply(arn.asText()));
            } catch (ApiException e) {
                LOG.warn("Clients of the authority {} are not let in any more: {}", arn.asText(), e.getMessage());
            }
        }
        return pems;
    }
}
