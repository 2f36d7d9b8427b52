/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.engine;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.engines.connect.ConnectEngine;
import io.crosscurrent.engines.kafka.KafkaEngine;
import io.crosscurrent.engines.sql.SqlEngine;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Kafka, Kafka Connect and Flink SQL. Each is complete once it is started; who gave it closes it. Used by many threads.
 *
 * @param patience how long a call waits for an engine that is still starting
 */
public record Engines(
        CompletableFuture<? extends KafkaEngine> kafka,
        CompletableFuture<? extends ConnectEngine> connect,
        CompletableFuture<? extends SqlEngine> sql,
        Duration patience) {
    public KafkaEngine startedKafka() {
        return started("Kafka", kafka);
    }

    public ConnectEngine startedConnect() {
        return started("Kafka Connect", connect);
    }

    public SqlEngine startedSql() {
        return started("Flink SQL", sql);
    }

    private <T> T started(String name, CompletableFuture<T> engine) {
        try {
            return engine.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new CrosscurrentException(
                    "engine.starting", name + " is still starting.", "Try again in a few seconds.");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            String reason = cause instanceof CrosscurrentException known ? known.oneLine() : String.valueOf(cause);
            throw new CrosscurrentException(
                    "engine.failed",
                    name + " did not start: " + reason,
                    "See the server's log, mend it and restart.",
                    cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CrosscurrentException("engine.stopping", "The server is being stopped.", "Start it again.", e);
        }
    }
}
