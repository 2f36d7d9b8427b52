/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.engines.sql.SqlEngine.Page;
import io.crosscurrent.engines.sql.SqlEngine.SessionLost;
import io.crosscurrent.engines.sql.SqlEngine.SqlFailure;
import io.crosscurrent.engines.sql.SqlEngine.SqlRun;
import io.crosscurrent.engines.sql.SqlEngine.SqlSession;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.engine.Engines;
import io.crosscurrent.server.store.Sealed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Flink session of a note, opened when it is first needed. What the note defined (tables, views, options) is kept
 * sealed, since it may hold passwords, and defined again when the session is gone, also after a restart of the platform.
 * Used by several threads.
 */
final class NoteSession {
    private static final Logger LOG = LoggerFactory.getLogger(NoteSession.class);
    private static final String LABEL = "definitions";
    private static final int MOST = 1_000;
    private static final String MASK = "******";
    private static final Pattern OBJECT = Pattern.compile(
            "(?is)^(create|drop)\\s+(?:or\\s+replace\\s+)?(?:temporary\\s+)?(table|view)\\s+(?:if\\s+(?:not\\s+)?exists\\s+)?([\\w.`-]+)");

    private static final Pattern OPTION = Pattern.compile("(?is)^(set|reset)\\s*'?([\\w.-]*)'?");

    private final Engines engines;
    private final List<String> opening;
    private final Sealed sealed;
    private final String owner;
    private final List<String> definitions = new ArrayList<>();
    private final Set<String> hidden = new TreeSet<>();
    private final NoteTables tables = new NoteTables(this);
    private SqlSession session;

    NoteSession(Engines engines, List<String> opening, Sealed sealed, String note) {
        this.engines = engines;
        this.opening = opening;
        this.sealed = sealed;
        this.owner = "studio-note/" + note;
        sealed.find(owner, LABEL).map(PojoCodec::parse).ifPresent(kept -> {
            kept.path("statements").forEach(each -> definitions.add(each.asText()));
            kept.path("hidden").forEach(each -> hidden.add(each.asText()));
        });
    }

    /** Starts a statement; in a new session when the old one is gone. */
    SqlRun execute(String statement, Map<String, String> options) {
        SqlSession open = opened();
        try {
            return open.execute(statement, options);
        } catch (SessionLost e) {
            renew(open);
            return opened().execute(statement, options);
        }
    }

    private synchronized SqlSession opened() {
        if (session == null) {
            SqlSession opened = engines.startedSql().open(Map.of(), opening);
            replay(opened);
            session = opened;
        }
        return session;
    }

    private void replay(SqlSession opened) {
        for (String definition : definitions) {
            try (SqlRun run = opened.execute(definition, Map.of())) {
                run.drain();
            } catch (SqlFailure e) {
                // what it defines will be missed, and named, by the statement that needs it
                LOG.info("A definition of {} could not be repeated: {}", owner, e.getMessage());
            }
        }
    }

    /** Another may have noticed before. @param lost the session that is gone */
    private synchronized void renew(SqlSession lost) {
        if (session == lost) {
            close();
        }
    }

    /** Remembers a statement that succeeded and changed the session. */
    void defined(String statement) {
        remember(statement);
        tables.forget();
    }

    private synchronized void remember(String statement) {
        definitions.remove(statement);
        definitions.add(statement);
        if (definitions.size() > MOST) {
            definitions.remove(0);
        }
        keep();
    }

    /** Remembers values that stand in definitions and must not be shown. */
    synchronized void hide(Set<String> values) {
        if (hidden.addAll(values)) {
            keep();
        }
    }

    synchronized boolean hides() {
        return !hidden.isEmpty();
    }

    /** A text without hidden values: Flink shows the options of a table as they are. */
    synchronized String masked(String text) {
        String masked = text;
        for (String value : hidden) {
            masked = masked == null ? null : masked.replace(value, MASK).replace(value.replace("'", "''"), MASK);
        }
        return masked;
    }

    private void keep() {
        ObjectNode document = PojoCodec.object();
        ArrayNode list = document.putArray("statements");
        definitions.forEach(list::add);
        ArrayNode secrets = document.putArray("hidden");
        hidden.forEach(secrets::add);
        sealed.put(owner, LABEL, PojoCodec.bytes(document));
    }

    /**
     * Remembers a table that a statement made and began to fill: without what fills it, as repeating that would begin the
     * job once more.
     */
    void definedWithJob(String table) {
        try (SqlRun run = execute("SHOW CREATE TABLE " + table, Map.of())) {
            Page page = run.fetch(1_000);
            while (page.rows().isEmpty() && !page.ended()) {
                page = run.fetch(1_000);
            }
            if (!page.rows().isEmpty()) {
                defined(page.rows().get(0).values().get(0));
            }
        }
    }

    /** Whether the note has set this option of its session. */
    synchronized boolean sets(String option) {
        boolean set = false;
        for (String definition : definitions) {
            Matcher change = OPTION.matcher(definition);
            if (change.find()) {
                boolean resets = change.group(1).equalsIgnoreCase("reset");
                boolean all = change.group(2).isEmpty();
                if (resets && all || change.group(2).equals(option)) {
                    set = !resets;
                }
            }
        }
        return set;
    }

    /** Names of the tables and views it defined. */
    synchronized Set<String> names() {
        Set<String> names = new TreeSet<>();
        for (String definition : definitions) {
            Matcher made = OBJECT.matcher(definition);
            if (made.find()) {
                String name = made.group(3).replace("`", "");
                if (made.group(1).equalsIgnoreCase("drop")) {
                    names.remove(name);
                } else {
                    names.add(name);
                }
            }
        }
        return names;
    }

    /** What its session describes. */
    NoteTables tables() {
        return tables;
    }

    /** Forgets everything the note defined. */
    synchronized void forget() {
        definitions.clear();
        hidden.clear();
        sealed.delete(owner, LABEL);
        close();
    }

    synchronized void close() {
        if (session != null) {
            SqlSession ending = session;
            session = null;
            try {
                ending.close();
            } catch (SqlFailure | CrosscurrentException e) {
                LOG.debug("The session of {} was gone before it was closed", owner, e);
            }
        }
    }
}
