/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.registry;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.source.TaskTopics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Forgets what stopped tasks would resume from. */
public final class StateTopics {
    private static final int TIMEOUT_SECONDS = 20;
    private static final long LOOK_MILLIS = 50;

    private StateTopics() {}

    /**
     * Returns when the task's topic is gone, so that the next run makes a new one; no error when there was none.
     *
     * @param client properties of a Kafka client that may delete it
     */
    public static void delete(String taskId, Map<String, String> client) {
        String topic = TaskTopics.state(taskId);
        Map<String, Object> properties = new HashMap<>(client);
        properties.put("client.id", "crosscurrent-state-admin");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        try (Admin admin = Admin.create(properties)) {
            while (exists(admin, topic)) {
                if (System.nanoTime() > deadline) {
                    throw failure(topic, client, new TimeoutException("it is still there after 20 s"));
                }
                remove(admin, topic);
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        } catch (ExecutionException e) {
            throw failure(topic, client, e.getCause());
        } catch (TimeoutException | KafkaException e) {
            throw failure(topic, client, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(topic, client, e);
        }
    }

    private static boolean exists(Admin admin, String topic)
            throws InterruptedException, ExecutionException, TimeoutException {
        return admin.listTopics().names().get(TIMEOUT_SECONDS, TimeUnit.SECONDS).contains(topic);
    }

    private static void remove(Admin admin, String topic)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            admin.deleteTopics(List.of(topic)).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                throw e;
            }
        }
    }

    private static CrosscurrentException failure(String topic, Map<String, String> client, Throwable cause) {
        return new CrosscurrentException(
                "task.state_not_deleted",
                "The topic " + topic + " at " + client.get("bootstrap.servers") + " cannot be deleted: "
                        + (cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage()),
                "Allow the endpoint's user to list and delete it, or delete it there, and try again.",
                cause);
    }
}
