/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.sql;

import io.crosscurrent.engines.sql.SqlEngine.SessionLost;
import io.crosscurrent.engines.sql.SqlEngine.SqlFailure;
import io.crosscurrent.engines.sql.SqlEngine.SqlRun;
import io.crosscurrent.engines.sql.SqlEngine.SqlSession;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** A session of a remote gateway. It closes the runs that are still open when it is closed. */
final class RemoteSession implements SqlSession {
    private final SqlEngine engine;
    private final SqlGatewayRest rest;
    private final String session;
    private final Consumer<RemoteSession> closed;
    private final Set<RemoteRun> runs = ConcurrentHashMap.newKeySet();

    RemoteSession(SqlEngine engine, SqlGatewayRest rest, String session, Consumer<RemoteSession> closed) {
        this.engine = engine;
        this.rest = rest;
        this.session = session;
        this.closed = closed;
    }

    @Override
    public SqlRun execute(String statement, Map<String, String> options) {
        String operation;
        try {
            operation = rest.execute(session, statement, options);
        } catch (SqlFailure e) {
            throw told(e);
        }
        RemoteRun run = new RemoteRun(engine, rest, session, operation, statement, this::told, runs::remove);
        runs.add(run);
        return run;
    }

    private SqlFailure told(SqlFailure failure) {
        return rest.knows(session) ? failure : new SessionLost(failure);
    }

    void heartbeat() {
        rest.heartbeat(session);
    }

    @Override
    public void close() {
        List.copyOf(runs).forEach(RemoteRun::close);
        closed.accept(this);
        rest.closeSession(session);
    }
}
