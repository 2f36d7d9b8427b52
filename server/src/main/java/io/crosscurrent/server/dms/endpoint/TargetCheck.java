/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.endpoint;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.source.Finding;
import io.crosscurrent.core.source.Finding.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Connects to the Kafka of an endpoint with the endpoint's own login, and looks for its topic. Takes at most some 15 s. */
public final class TargetCheck {
    private static final int TIMEOUT_MILLIS = 10_000;

    private TargetCheck() {}

    /** @throws CrosscurrentException {@code address.link_local} */
    public static List<Finding> run(KafkaAddress address) {
        List<Finding> findings = new ArrayList<>();
        Map<String, String> client = address.clientProperties();
        if (!address.platformOwn()) {
            AdvertisedBrokers.refuseLinkLocal(client);
        }
        Map<String, Object> properties = new HashMap<>(client);
        properties.put("request.timeout.ms", TIMEOUT_MILLIS / 2);
        properties.put("default.api.timeout.ms", TIMEOUT_MILLIS);
        properties.put("client.id", "crosscurrent-check");
        try (Admin admin = Admin.create(properties)) {
            int brokers = admin.describeCluster()
                    .nodes()
                    .get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                    .size();
            findings.add(passed("kafka-login", "Kafka at %s answers with %d broker(s).", address.brokers(), brokers));
            findings.add(topic(admin, address));
        } catch (ExecutionException e) {
            findings.add(refused(address, e.getCause()));
        } catch (TimeoutException e) {
            findings.add(refused(address, e));
        } catch (KafkaException e) {
            findings.add(refused(address, e.getCause() == null ? e : e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            findings.add(failed("kafka-login", "The check was interrupted.", "Run it again."));
        }
        return List.copyOf(findings);
    }

    private static Finding topic(Admin admin, KafkaAddress address) throws InterruptedException, TimeoutException {
        String topic = address.topic();
        try {
            TopicDescription found = admin.describeTopics(List.of(topic))
                    .topicNameValues()
                    .get(topic)
                    .get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
            return passed(
                    "kafka-topic",
                    "Topic %s has %d partition(s).",
                    topic,
                    found.partitions().size());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return new Finding(
                        "kafka-topic",
                        Level.WARNING,
                        "Topic " + topic + " does not exist yet; the task will create it with the broker's defaults.",
                        "Create it beforehand to choose partitions and retention.");
            }
            if (e.getCause() instanceof AuthorizationException) {
                return failed(
                        "kafka-topic",
                        "The login may not describe topic " + topic + ".",
                        "Grant it DESCRIBE and WRITE on the topic.");
            }
            return failed("kafka-topic", "Topic " + topic + ": " + e.getCause().getMessage(), "Mend the topic.");
        }
    }

    private static Finding refused(KafkaAddress address, Throwable cause) {
        if (cause instanceof AuthenticationException) {
            return failed(
                    "kafka-login",
                    "Kafka at " + address.brokers() + " refused the login: " + cause.getMessage(),
                    "Check SecurityProtocol, SaslMechanism, SaslUsername and SaslPassword of the endpoint.");
        }
        String reason = cause.getMessage() == null ? "no answer in time" : cause.getMessage();
        return failed(
                "kafka-login",
                "Kafka at " + address.brokers() + " cannot be reached: " + reason,
                "Check Broker and SecurityProtocol of the endpoint, and that the brokers run.");
    }

    private static Finding passed(String check, String format, Object... values) {
        return new Finding(check, Level.PASSED, format.formatted(values), "");
    }

    private static Finding failed(String check, String message, String remedy) {
        return new Finding(check, Level.FAILED, message, remedy);
    }
}
