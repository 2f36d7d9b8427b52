/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.msk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.engines.kafka.KafkaEngine;
import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.secret.Secrets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.kafka.model.UnprocessedScramSecret;

/**
 * Makes users of Kafka out of secrets named {@code AmazonMSK_…} that hold {@code username} and {@code password}, and keeps
 * their passwords as the secrets have them. Used by many threads.
 */
final class ScramUsers {
    private static final Logger LOG = LoggerFactory.getLogger(ScramUsers.class);
    private static final String PREFIX = "AmazonMSK_";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Clusters clusters;
    private final Secrets secrets;

    ScramUsers(Clusters clusters, Secrets secrets) {
        this.clusters = clusters;
        this.secrets = secrets;
    }

    private record Login(String user, String password) {}

    /** A secret that makes no user, with the code MSK has for it. */
    private static final class Unfit extends Exception {
        private static final long serialVersionUID = 1L;
        private final String code;

        Unfit(String code, String message) {
            super(message, null, false, false);
            this.code = code;
        }
    }

    /** @return the secrets that were not taken; the others are users now */
    List<UnprocessedScramSecret> associate(String clusterArn, List<String> arns) {
        Map<String, String> users =
                new LinkedHashMap<>(clusters.require(clusterArn).users());
        KafkaEngine kafka = clusters.engines().startedKafka();
        List<UnprocessedScramSecret> refused = new ArrayList<>();
        for (String arn : arns) {
            try {
                Login login = login(arn);
                own(kafka, login.user());
                // noted first: after a crash in between, refresh() makes the user
                users.put(arn, login.user());
                clusters.users(clusterArn, users);
                kafka.putUser(login.user(), login.password());
            } catch (Unfit e) {
                refused.add(refusal(arn, e.code, e.getMessage()));
            }
        }
        return refused;
    }

    List<UnprocessedScramSecret> disassociate(String clusterArn, List<String> arns) {
        Map<String, String> users =
                new LinkedHashMap<>(clusters.require(clusterArn).users());
        List<UnprocessedScramSecret> refused = new ArrayList<>();
        for (String arn : arns) {
            String user = users.remove(arn);
            if (user == null) {
                refused.add(refusal(arn, "InvalidParameter", "The secret is not associated with the cluster."));
            } else {
                // removed first: what is not noted any more, nobody would remove after a crash
                drop(user, clusterArn, users);
                clusters.users(clusterArn, users);
            }
        }
        return refused;
    }

    /** Removes all users of a cluster. */
    void clear(Clusters.Row cluster) {
        disassociate(cluster.arn(), List.copyOf(cluster.users().keySet()));
    }

    /** Unless another secret or cluster has the user too: all clusters are the same Kafka. */
    private void drop(String user, String clusterArn, Map<String, String> left) {
        boolean used = clusters.list(null).stream()
                .map(cluster -> cluster.arn().equals(clusterArn) ? left : cluster.users())
                .anyMatch(users -> users.containsValue(user));
        if (!used) {
            clusters.engines().startedKafka().deleteUser(user);
        }
    }

    /** Takes over the password of a secret that has a new version. */
    void secretChanged(String arn) {
        boolean used =
                clusters.list(null).stream().anyMatch(cluster -> cluster.users().containsKey(arn));
        if (!used) {
            return;
        }
        try {
            Login login = login(arn);
            String user = clusters.list(null).stream()
                    .map(cluster -> cluster.users().get(arn))
                    .filter(java.util.Objects::nonNull)
                    .findFirst()
                    .orElseThrow();
            if (!login.user().equals(user)) {
                LOG.warn("Secret {} now names another user than {}; associate it again to make that user", arn, user);
                return;
            }
            clusters.engines().startedKafka().putUser(user, login.password());
        } catch (Unfit | CrosscurrentException e) {
            LOG.warn("The Kafka user of secret {} keeps its password: {}", arn, e.getMessage());
        }
    }

    /** Sets all passwords once more: a rotation may have fallen into a time in which Kafka was not there. */
    void refresh() {
        Map<String, String> all = new HashMap<>();
        clusters.list(null).forEach(cluster -> all.putAll(cluster.users()));
        all.keySet().forEach(this::secretChanged);
    }

    private Login login(String arn) throws Unfit {
        String text;
        try {
            if (!secrets.nameOf(arn).startsWith(PREFIX)) {
                throw new Unfit("InvalidParameter", "The name of the secret must begin with " + PREFIX + ".");
            }
            text = secrets.currentText(arn);
        } catch (ApiException e) {
            throw new Unfit("ResourceNotFound", e.getMessage());
        }
        try {
            JsonNode value = JSON.readTree(text);
            String user = value.path("username").asText("");
            String password = value.path("password").asText("");
            if (!user.isEmpty() && !password.isEmpty()) {
                return new Login(user, password);
            }
        } catch (JsonProcessingException e) {
            // said below; the message must not show what the secret holds
        }
        throw new Unfit("InvalidParameter", "The secret must hold JSON with the members username and password.");
    }

    /** The platform's own logins are not for others to change. */
    private static void own(KafkaEngine kafka, String user) throws Unfit {
        boolean platform =
                kafka.clientProperties().getOrDefault("sasl.jaas.config", "").contains("username=\"" + user + "\"");
        if (platform || user.startsWith("crosscurrent")) {
            throw new Unfit(
                    "InvalidParameter", "The user " + user + " is one of the platform's own. Choose another name.");
        }
    }

    private static UnprocessedScramSecret refusal(String arn, String code, String message) {
        return UnprocessedScramSecret.builder()
                .secretArn(arn)
                .errorCode(code)
                .errorMessage(message)
                .build();
    }
}
