/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.sql;

import io.crosscurrent.engines.sql.SqlEngine.SessionLost;
import io.crosscurrent.engines.sql.SqlEngine.SqlFailure;
import io.crosscurrent.engines.sql.SqlEngine.SqlRun;
import io.crosscurrent.engines.sql.SqlEngine.SqlSession;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.gateway.api.operation.OperationHandle;
import org.apache.flink.table.gateway.api.session.SessionHandle;
import org.apache.flink.table.gateway.service.SqlGatewayServiceImpl;

/** A session of the gateway's service in this JVM. It closes the runs that are still open when it is closed. */
final class EmbeddedSession implements SqlSession {
    private static final String ZONE = "table.local-time-zone";
    private static final String RESTART = "restart-strategy.type";
    private static final Pattern GOES_ON = Pattern.compile("(?is)\\s*(insert|execute|begin)\\b.*");
    /** Another TaskManager is there some two seconds after one was lost. */
    private static final Map<String, String> AGAIN = Map.of(
            RESTART,
            "fixed-delay",
            "restart-strategy.fixed-delay.attempts",
            "5",
            "restart-strategy.fixed-delay.delay",
            "2 s");

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
            OperationHandle operation =
                    service.executeStatement(handle, statement, 0, Configuration.fromMap(complete(statement, options)));
            EmbeddedRun run = new EmbeddedRun(
                    service, cluster, handle, operation, zone, failure -> failure(failure, statement), runs::remove);
            runs.add(run);
            return run;
        } catch (RuntimeException e) {
            throw failure(e, statement);
        }
    }

    private SqlFailure failure(RuntimeException e, String statement) {
        return lives() ? FailureText.of(e, statement) : new SessionLost(e);
    }

    private boolean lives() {
        try {
            service.getSessionConfig(handle);
            return true;
        } catch (RuntimeException unknown) {
            return false;
        }
    }

    /** A job that goes on by itself is begun again when its TaskManager is lost, unless somebody said what to do. */
    private Map<String, String> complete(String statement, Map<String, String> options) {
        boolean said =
                options.containsKey(RESTART) || service.getSessionConfig(handle).containsKey(RESTART);
        if (said || !GOES_ON.matcher(statement).matches()) {
            return options;
        }
        Map<String, String> all = new HashMap<>(AGAIN);
        all.putAll(options);
        return all;
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
