/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.connect;

import io.crosscurrent.core.failure.CrosscurrentException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;

/**
 * Kafka transactions that a killed worker left open. A worker reads its own topics to their committed end before it is
 * ready, so it would wait for each of them until it times out, a minute by default. The only worker of a cluster may abort
 * them at once.
 */
final class OpenTransactions {
    private static final long LIMIT_SECONDS = 30;

    private OpenTransactions() {}

    /** Aborts those of the worker group's leader and tasks. @return how many there were */
    static int abort(Map<String, String> kafka, String groupId) {
        try (Admin admin = Admin.create(Map.copyOf(kafka))) {
            ListTransactionsOptions open = new ListTransactionsOptions()
                    .filterStates(List.of(TransactionState.ONGOING, TransactionState.PREPARE_ABORT));
            List<String> ids = admin.listTransactions(open).all().get(LIMIT_SECONDS, TimeUnit.SECONDS).stream()
                    .map(TransactionListing::transactionalId)
                    .filter(id -> id.startsWith(groupId + "-") || id.equals("connect-cluster-" + groupId))
                    .toList();
            if (!ids.isEmpty()) {
                admin.fenceProducers(ids).all().get(LIMIT_SECONDS, TimeUnit.SECONDS);
            }
            return ids.size();
        } catch (ExecutionException | TimeoutException e) {
            Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
            throw new CrosscurrentException(
                    "connect.open_transactions",
                    "The transactions that an earlier Kafka Connect left open on %s could not be aborted: %s"
                            .formatted(kafka.get("bootstrap.servers"), cause),
                    "Check that Kafka runs and accepts the platform's user, and start again.",
                    cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CrosscurrentException(
                    "connect.interrupted", "The start of Kafka Connect was interrupted.", "Start it again.", e);
        }
    }
}
