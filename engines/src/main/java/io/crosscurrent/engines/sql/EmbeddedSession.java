/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.sql;

import io.crosscurrent.engines.sql.SqlEngine.SqlRun;
import io.crosscurrent.engines.sql.SqlEngine.SqlSession;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.gateway.api.operation.OperationHandle;
import org.apache.flink.table.gateway.api.session.SessionHandle;
import org.apache.flink.table.gateway.service.SqlGatewayServiceImpl;

/** A session of the gateway's service in this JVM. It closes the runs that are still open when it is closed. */
final class EmbeddedSession implements SqlSession {
    private static final String ZONE = "table.local-time-zone";
    private final SqlGatewayServiceImpl service;
    private final FlinkCluster cluster;
    private final SessionHandle handle;
    private final Consumer<EmbeddedSession> closed;
    private final Set<EmbeddedRun> runs = ConcurrentHashMap.newKeySet();

    EmbeddedSession(
            SqlGatewayServiceImpl service,
            FlinkCluster cluster,
            SessionHandle handle,
            Consumer<EmbeddedSession> closed) {
        this.service = service;
        this.cluster = cluster;
        this.handle = handle;
        this.closed = closed;
    }

    @Override
    public SqlRun execute(String statement, Map<String, String> options) {
        cluster.awaitSlots();
        try {
            ZoneId zone = ValueText.zone(
                    options.containsKey(ZONE)
                            ? options.get(ZONE)
                            : service.getSessionConfig(handle).get(ZONE));
            OperationHandle operation = service.executeStatement(handle, statement, 0, Configuration.fromMap(options));
            EmbeddedRun run = new EmbeddedRun(service, cluster, handle, operation, statement, zone, runs::remove);
            runs.add(run);
            return run;
        } catch (RuntimeException e) {
            throw FailureText.of(e, statement);
        }
    }

    @Override
    public void close() {
        List.copyOf(runs).forEach(EmbeddedRun::close);
        abandon();
    }

    /** Closes without waiting for jobs: the cluster ends as well. */
    void abandon() {
        closed.accept(this);
        try {
            service.closeSession(handle);
        } catch (RuntimeException e) {
            throw FailureText.of(e, "");
        }
    }
}
