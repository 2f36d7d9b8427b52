/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.sql;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosscurrent.cli.connection.PlatformApi;
import java.util.Map;
import java.util.function.Predicate;

/** One SQL session of the platform. Statements run one after another; {@link #close} may come from any thread. */
public final class SqlClient implements AutoCloseable {
    private static final int WAIT_MS = 500;

    private final PlatformApi platform;
    private final String session;
    private volatile String run;

    public SqlClient(PlatformApi platform) {
        this.platform = platform;
        session = platform.call("OpenSession", Map.of("properties", Map.of()))
                .path("sessionId")
                .asText();
    }

    /**
     * Runs one statement and hands over each page of its result until it ends or the consumer has enough.
     *
     * @param consumer given the answer of FetchResults, rows may be empty; returns false to stop the statement
     */
    public void execute(String statement, Predicate<JsonNode> consumer) {
        String started = platform.call(
                        "ExecuteStatement", Map.of("sessionId", session, "statement", statement, "options", Map.of()))
                .path("runId")
                .asText();
        run = started;
        try {
            boolean wanted = true;
            boolean ended = false;
            while (wanted && !ended) {
                JsonNode page = platform.call("FetchResults", Map.of("runId", started, "waitMillis", WAIT_MS));
                wanted = consumer.test(page);
                ended = page.path("ended").asBoolean();
            }
        } finally {
            stop();
        }
    }

    /** Stops the running statement and ends the session. */
    @Override
    public void close() {
        stop();
        platform.call("CloseSession", Map.of("sessionId", session));
    }

    private synchronized void stop() {
        String running = run;
        run = null;
        if (running != null) {
            platform.call("StopRun", Map.of("runId", running));
        }
    }
}
