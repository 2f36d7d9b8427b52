/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.sql;

import io.crosscurrent.engines.sql.SqlEngine.Page;
import io.crosscurrent.engines.sql.SqlEngine.SqlRun;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.flink.api.common.JobID;
import org.apache.flink.table.gateway.api.operation.OperationHandle;
import org.apache.flink.table.gateway.api.operation.OperationStatus;
import org.apache.flink.table.gateway.api.results.ResultSet;
import org.apache.flink.table.gateway.api.session.SessionHandle;
import org.apache.flink.table.gateway.service.SqlGatewayServiceImpl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An operation of the gateway's service in this JVM. One consumer; {@link #close()} may come from another thread. */
final class EmbeddedRun implements SqlRun {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRun.class);
    private static final int PAGE_ROWS = 5_000;
    private static final long FIRST_POLL_MS = 10;
    private static final long LAST_POLL_MS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private final SqlGatewayServiceImpl service;
    private final FlinkCluster cluster;
    private final SessionHandle session;
    private final OperationHandle operation;
    private final ZoneId zone;
    private final Function<RuntimeException, SqlEngine.SqlFailure> told;
    private final Consumer<EmbeddedRun> closed;
    private long token;
    private boolean ended;
    private boolean isClosed;
    private volatile boolean query;
    private volatile JobID job;
    private ValueText text;
    private List<SqlEngine.ResultColumn> columns = List.of();

    EmbeddedRun(
            SqlGatewayServiceImpl service,
            FlinkCluster cluster,
            SessionHandle session,
            OperationHandle operation,
            ZoneId zone,
            Function<RuntimeException, SqlEngine.SqlFailure> told,
            Consumer<EmbeddedRun> closed) {
        this.service = service;
        this.cluster = cluster;
        this.session = session;
        this.operation = operation;
        this.zone = zone;
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
        ResultSet result;
        try {
            result = service.fetchResults(session, operation, token, PAGE_ROWS);
        } catch (RuntimeException e) {
            ended = true;
            throw told.apply(e);
        }
        if (result.getResultType() == ResultSet.ResultType.NOT_READY) {
            return new Page(columns, List.of(), false, query);
        }
        query = result.isQueryResult();
        job = result.getJobID();
        if (text == null) {
            text = new ValueText(result.getResultSchema(), zone);
            columns = ValueText.columns(result.getResultSchema());
        }
        ended = result.getNextToken() == null;
        token = ended ? token : result.getNextToken();
        return new Page(columns, result.getData().stream().map(text::row).toList(), ended, query);
    }

    @Override
    public String jobId() {
        JobID known = job;
        return known == null ? "" : known.toHexString();
    }

    @Override
    public synchronized void close() {
        if (isClosed) {
            return;
        }
        try {
            settle();
            isClosed = true;
            service.closeOperation(session, operation);
            // An INSERT's job is nobody's property; a query's job ends with its result.
            if (query && job != null && !cluster.awaitEnd(job, PATIENCE)) {
                LOG.warn("Job {} is still being cancelled", job);
            }
        } catch (RuntimeException e) {
            LOG.warn("The statement could not be closed cleanly", e);
        } finally {
            isClosed = true;
            closed.accept(this);
        }
    }

    /** Closing a query before its tasks run can kill the TaskManager (FLINK-39330), so wait for them. */
    private void settle() {
        Instant giveUp = Instant.now().plus(PATIENCE);
        while (isStarting() && Instant.now().isBefore(giveUp)) {
            FlinkCluster.pause(FIRST_POLL_MS);
        }
        if (job == null && !ended && status() == OperationStatus.FINISHED) {
            ResultSet first = service.fetchResults(session, operation, token, 1);
            job = first.getJobID();
            query = first.isQueryResult();
        }
        if (query && job != null && !cluster.awaitRunning(job, PATIENCE)) {
            LOG.warn("Job {} has not started within {} s; stopping it all the same", job, PATIENCE.toSeconds());
        }
    }

    private boolean isStarting() {
        OperationStatus status = status();
        return status == OperationStatus.INITIALIZED
                || status == OperationStatus.PENDING
                || status == OperationStatus.RUNNING;
    }

    private OperationStatus status() {
        return service.getOperationInfo(session, operation).getStatus();
    }
}
