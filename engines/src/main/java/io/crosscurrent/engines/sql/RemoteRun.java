/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.sql;

import io.crosscurrent.engines.sql.SqlEngine.Page;
import io.crosscurrent.engines.sql.SqlEngine.SqlRun;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.gateway.api.results.ResultSet;
import org.apache.flink.table.gateway.rest.message.statement.FetchResultsResponseBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An operation of a remote gateway. One consumer; {@link #close()} may come from another thread. */
final class RemoteRun implements SqlRun {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteRun.class);
    private static final long FIRST_POLL_MS = 50;
    private static final long LAST_POLL_MS = 500;
    private static final long GRACE_MS = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Set<String> STARTING = Set.of("INITIALIZED", "PENDING", "RUNNING");
    private static final Set<String> ENDED = Set.of("FINISHED", "FAILED", "CANCELED");
    private final SqlEngine engine;
    private final SqlGatewayRest rest;
    private final String session;
    private final String operation;
    private final String statement;
    private final UnaryOperator<SqlEngine.SqlFailure> told;
    private final Consumer<RemoteRun> closed;
    private long token;
    private boolean ended;
    private boolean isClosed;
    private boolean hasRows;
    private volatile boolean query;
    private volatile String job = "";
    private ValueText text;
    private List<SqlEngine.ResultColumn> columns = List.of();

    RemoteRun(
            SqlEngine engine,
            SqlGatewayRest rest,
            String session,
            String operation,
            String statement,
            UnaryOperator<SqlEngine.SqlFailure> told,
            Consumer<RemoteRun> closed) {
        this.engine = engine;
        this.rest = rest;
        this.session = session;
        this.operation = operation;
        this.statement = statement;
        this.told = told;
        this.closed = closed;
    }

    @Override
    public Page fetch(long waitMillis) {
        Instant giveUp = Instant.now().plusMillis(waitMillis);
        long pause = FIRST_POLL_MS;
        while (true) {
            Page page = next();
            if (page.ended() || !page.rows().isEmpty() || !Instant.now().isBefore(giveUp)) {
                return page;
            }
            FlinkCluster.pause(pause);
            pause = Math.min(2 * pause, LAST_POLL_MS);
        }
    }

    private synchronized Page next() {
        if (ended || isClosed) {
            return new Page(columns, List.of(), true, query);
        }
        FetchResultsResponseBody result;
        try {
            result = rest.fetch(session, operation, token, statement);
        } catch (SqlEngine.SqlFailure e) {
            ended = true;
            throw told.apply(e);
        }
        if (result.getResultType() == ResultSet.ResultType.NOT_READY) {
            return new Page(columns, List.of(), false, query);
        }
        query = result.isQueryResult();
        job = result.getJobID() == null ? "" : result.getJobID().toHexString();
        if (text == null) {
            ResolvedSchema schema = result.getResults().getResultSchema();
            // The gateway sends the session's local time with a Z behind it: read as UTC it is local time again.
            text = new ValueText(schema, ZoneOffset.UTC);
            columns = ValueText.columns(schema);
        }
        ended = result.getNextResultUri() == null;
        token = ended ? token : token + 1;
        List<SqlEngine.Row> rows =
                result.getResults().getData().stream().map(text::row).toList();
        hasRows = hasRows || !rows.isEmpty();
        return new Page(columns, rows, ended, query);
    }

    @Override
    public String jobId() {
        return job;
    }

    @Override
    public synchronized void close() {
        if (isClosed) {
            return;
        }
        try {
            settle();
            rest.close(session, operation);
            if (query && !job.isEmpty() && !until(this::jobHasEnded)) {
                LOG.warn("Job {} is still being cancelled", job);
            }
        } catch (RuntimeException e) {
            LOG.warn("The statement could not be closed cleanly", e);
        } finally {
            isClosed = true;
            closed.accept(this);
        }
    }

    /** Closing a query before its tasks run can kill a TaskManager (FLINK-39330), so wait for them. */
    private void settle() {
        until(() -> !STARTING.contains(rest.status(session, operation)));
        if (job.isEmpty() && !ended && rest.status(session, operation).equals("FINISHED")) {
            next();
        }
        if (!query || job.isEmpty() || hasRows || ended) {
            return;
        }
        Boolean known = rest.tasksRun(job);
        if (known != null) {
            until(() -> rest.tasksRun(job));
        } else if (until(this::jobRunsOrHasEnded)) {
            // That the job runs says nothing of its tasks; they open within moments of it.
            FlinkCluster.pause(GRACE_MS);
        }
    }

    private boolean jobRunsOrHasEnded() {
        String state = jobState();
        return state.equals("RUNNING") || state.isEmpty() || ENDED.contains(state);
    }

    private boolean jobHasEnded() {
        String state = jobState();
        return state.isEmpty() || ENDED.contains(state);
    }

    private String jobState() {
        return engine.jobs().stream()
                .filter(known -> known.id().equals(job))
                .map(SqlEngine.Job::state)
                .findFirst()
                .orElse("");
    }

    private static boolean until(BooleanSupplier condition) {
        Instant giveUp = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(giveUp)) {
                return false;
            }
            FlinkCluster.pause(FIRST_POLL_MS);
        }
        return true;
    }
}
