/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.platform;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.engines.sql.SqlEngine.Page;
import io.crosscurrent.engines.sql.SqlEngine.SqlRun;
import io.crosscurrent.engines.sql.SqlEngine.SqlSession;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.engine.Engines;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sessions and runs of Flink SQL, by random ids. What nobody has touched for a while is closed, so that a client that went
 * away leaves no query behind.
 */
public final class SqlRuns implements AutoCloseable {
    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final int MOST_SESSIONS = 50;

    private final Engines engines;
    private final List<String> opening;
    private final Clock clock;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Map<String, Run> runs = new ConcurrentHashMap<>();

    /** @param opening statements run first in each session */
    public SqlRuns(Engines engines, List<String> opening, Clock clock) {
        this.engines = engines;
        this.opening = List.copyOf(opening);
        this.clock = clock;
    }

    private static final class Session {
        private final SqlSession session;
        private volatile long usedMillis;

        Session(SqlSession session, long usedMillis) {
            this.session = session;
            this.usedMillis = usedMillis;
        }
    }

    private record Run(String sessionId, SqlRun run) {}

    ObjectNode open(ObjectNode request) {
        closeIdle();
        if (sessions.size() >= MOST_SESSIONS) {
            throw new CrosscurrentException(
                    "sql.too_many_sessions",
                    "There are already " + sessions.size() + " open sessions.",
                    "Close one with CloseSession.");
        }
        SqlSession session = engines.startedSql().open(PlatformService.texts(request, "properties"), opening);
        String id = UUID.randomUUID().toString();
        sessions.put(id, new Session(session, clock.millis()));
        return PojoCodec.object().put("sessionId", id);
    }

    ObjectNode closeSession(ObjectNode request) {
        String id = PlatformService.text(request, "sessionId");
        Session session = sessions.remove(id);
        if (session != null) {
            end(id, session);
        }
        return PojoCodec.object();
    }

    private void end(String id, Session session) {
        runs.entrySet().removeIf(entry -> {
            boolean its = entry.getValue().sessionId().equals(id);
            if (its) {
                entry.getValue().run().close();
            }
            return its;
        });
        session.session.close();
    }

    private void closeIdle() {
        long oldest = clock.millis() - IDLE.toMillis();
        for (Map.Entry<String, Session> entry : sessions.entrySet()) {
            if (entry.getValue().usedMillis < oldest && sessions.remove(entry.getKey(), entry.getValue())) {
                end(entry.getKey(), entry.getValue());
            }
        }
    }

    ObjectNode execute(ObjectNode request) {
        String sessionId = PlatformService.text(request, "sessionId");
        Session session = sessions.get(sessionId);
        if (session == null) {
            throw new CrosscurrentException(
                    "sql.unknown_session",
                    "There is no session " + sessionId + "; idle sessions are closed after " + IDLE.toMinutes()
                            + " minutes.",
                    "Open a new one with OpenSession.");
        }
        session.usedMillis = clock.millis();
        SqlRun run = session.session.execute(
                PlatformService.text(request, "statement"), PlatformService.texts(request, "options"));
        String id = UUID.randomUUID().toString();
        runs.put(id, new Run(sessionId, run));
        return PojoCodec.object().put("runId", id);
    }

    ObjectNode fetch(ObjectNode request) {
        String id = PlatformService.text(request, "runId");
        Run run = runs.get(id);
        if (run == null) {
            throw new CrosscurrentException(
                    "sql.unknown_run", "There is no run " + id + ".", "It has ended or was stopped: execute it again.");
        }
        Session session = sessions.get(run.sessionId());
        if (session != null) {
            session.usedMillis = clock.millis();
        }
        Page page;
        String job;
        synchronized (run.run()) {
            page = run.run().fetch(PlatformService.number(request, "waitMillis", 1_000, 0, 30_000));
            job = run.run().jobId();
        }
        if (page.ended() && runs.remove(id, run)) {
            run.run().close();
        }
        return document(page, job);
    }

    private static ObjectNode document(Page page, String job) {
        ObjectNode out = PojoCodec.object();
        ArrayNode columns = out.putArray("columns");
        page.columns()
                .forEach(
                        column -> columns.addObject().put("name", column.name()).put("type", column.type()));
        ArrayNode rows = out.putArray("rows");
        page.rows().forEach(row -> {
            ObjectNode each = rows.addObject().put("kind", row.kind());
            ArrayNode values = each.putArray("values");
            row.values().forEach(values::add);
        });
        out.put("ended", page.ended());
        out.put("query", page.query());
        out.put("jobId", job);
        return out;
    }

    ObjectNode stop(ObjectNode request) {
        Run run = runs.remove(PlatformService.text(request, "runId"));
        if (run != null) {
            run.run().close();
        }
        return PojoCodec.object();
    }

    ObjectNode jobs() {
        ObjectNode out = PojoCodec.object();
        out.putArray("jobs");
        engines.startedSql().jobs().forEach(job -> out.withArray("jobs")
                .addObject()
                .put("id", job.id())
                .put("name", job.name())
                .put("state", job.state())
                .put("startedMillis", job.startedMillis()));
        return out;
    }

    @Override
    public void close() {
        sessions.forEach((id, session) -> {
            if (sessions.remove(id, session)) {
                end(id, session);
            }
        });
    }
}
