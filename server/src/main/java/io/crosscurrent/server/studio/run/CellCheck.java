/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.run;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.engines.sql.SqlEngine.SqlFailure;
import io.crosscurrent.engines.sql.SqlEngine.SqlRun;
import io.crosscurrent.server.studio.note.Forms;
import io.crosscurrent.server.studio.note.Statements.Problem;
import io.crosscurrent.server.studio.note.Statements.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is wrong with a cell while it is typed. Quotes and comments are looked at here; of queries and INSERTs Flink is asked for
 * the plan, in the session of the note, and nothing is run. What follows a statement that changes the session is left, since
 * it may need the change.
 */
final class CellCheck {
    private static final int MOST = 20;
    private static final String EXPLAIN = "EXPLAIN\n";
    private static final String SET = "EXECUTE";

    private final Plan plan;
    private final NoteSession session;

    private CellCheck(Plan plan, NoteSession session) {
        this.plan = plan;
        this.session = session;
    }

    /** @param session null when Flink is not to be asked */
    static List<Problem> of(String magic, String text, Map<String, String> values, NoteSession session) {
        Plan plan;
        try {
            plan = Plan.of(magic, text, values, "check");
        } catch (PlacedFailure e) {
            return List.of(new Problem(e.line, e.column, e.getMessage()));
        } catch (CrosscurrentException e) {
            // of the magic, which is not in the text; a run tells it
            return List.of();
        }
        boolean chosen = Forms.of(text).stream().noneMatch(form -> values.getOrDefault(form.name(), form.usual())
                .isBlank());
        return session == null || !chosen ? List.of() : new CellCheck(plan, session).explained();
    }

    private List<Problem> explained() {
        List<Problem> problems = new ArrayList<>();
        int asked = 0;
        for (Statement statement : plan.statements()) {
            if (statement.defines() || ++asked > MOST) {
                break;
            }
            explain(statement, problems);
        }
        return problems;
    }

    private void explain(Statement statement, List<Problem> problems) {
        String sent;
        int above;
        if (statement.verb().equals(SET) && statement.sql().matches("(?is)EXECUTE\\s+STATEMENT\\s+SET\\b.*")) {
            // as long as the word it stands for, so that places stay
            sent = statement.placed().replaceFirst("(?i)" + SET, EXPLAIN.strip());
            above = 0;
        } else if (statement.query() || statement.verb().equals("INSERT")) {
            sent = EXPLAIN + statement.placed();
            above = 1;
        } else {
            return;
        }
        try (SqlRun run = session.execute(sent, plan.options(statement))) {
            run.drain();
        } catch (SqlFailure e) {
            boolean placed = e.line > above;
            Forms.Place place = plan.filled()
                    .place(placed ? e.line - above : statement.line(), placed ? e.column : statement.column());
            problems.add(new Problem(place.line(), place.column(), session.masked(String.valueOf(e.getMessage()))));
        }
    }
}
