/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.run;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.server.studio.note.Forms;
import io.crosscurrent.server.studio.note.Magic;
import io.crosscurrent.server.studio.note.Statements;
import io.crosscurrent.server.studio.note.Statements.Problem;
import io.crosscurrent.server.studio.note.Statements.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a cell of SQL comes to: its statements with parameters filled in, and how they run.
 *
 * @param filled the text sent, and where its pieces stand in the cell
 */
record Plan(Forms.Filled filled, List<Statement> statements, LocalProperties properties) {
    /**
     * @param magicText the line kept beside the text; one that the text begins with wins
     * @throws CrosscurrentException when the magic, a quote or a comment is broken
     */
    static Plan of(String magicText, String written, Map<String, String> values, String jobName) {
        Magic typed = Magic.of(written);
        boolean inText = typed.kind().equals("sql");
        Magic magic = inText ? typed : Magic.of(magicText);
        // blanks in its place, so that places stay
        String text = inText ? typed.head().replaceAll("[^\\n]", " ") + typed.script() : written;
        LocalProperties properties = LocalProperties.of(magic, jobName);
        Forms.Filled filled = Forms.fill(magic.configuration() ? options(text) : text, values);
        Statements.Split split = Statements.of(filled.text());
        if (!split.problems().isEmpty()) {
            Problem problem = split.problems().get(0);
            Forms.Place place = filled.place(problem.line(), problem.column());
            throw new PlacedFailure(problem.message(), "Mend it and run the cell again.", place.line(), place.column());
        }
        return new Plan(filled, properties.runAsOne() ? asOne(split.statements()) : split.statements(), properties);
    }

    /** Lines {@code key value} of {@code %flink.conf}. */
    private static String options(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(line -> line.split("[\\s=]+", 2))
                .map(pair -> "SET '" + pair[0].replace("'", "''") + "' = '"
                        + (pair.length > 1 ? pair[1].strip() : "").replace("'", "''") + "';")
                .collect(Collectors.joining("\n"));
    }

    private static List<Statement> asOne(List<Statement> statements) {
        List<Statement> inserts =
                statements.stream().filter(each -> each.verb().equals("INSERT")).toList();
        if (inserts.size() < 2) {
            return statements;
        }
        Statement first = inserts.get(0);
        String set = inserts.stream()
                .map(Statement::sql)
                .collect(Collectors.joining(";\n", "EXECUTE STATEMENT SET BEGIN\n", ";\nEND"));
        List<Statement> out = new ArrayList<>(statements);
        out.removeAll(inserts);
        out.add(new Statement(set, first.start(), first.line(), first.column()));
        return out;
    }

    /** Whether its statements end by themselves. */
    boolean batch() {
        return properties.options().get("execution.runtime-mode").equals("batch");
    }

    /**
     * Options of a statement. The rows of a query must not wait for checkpoints. Flink must not begin its job again: rows that
     * were read would come once more, and the cause would be hidden; the cell begins anew itself. What follows a batch job
     * waits for it.
     */
    Map<String, String> options(Statement statement) {
        Map<String, String> more = new HashMap<>(properties.options());
        if (statement.query()) {
            more.put("restart-strategy.type", "none");
            if (!batch()) {
                more.put("execution.checkpointing.mode", "AT_LEAST_ONCE");
            }
        } else if (statement.job() && batch()) {
            more.put("table.dml-sync", "true");
        }
        return more;
    }

    /** What a person must know of it before it runs. */
    List<String> notices() {
        List<String> out = new ArrayList<>(properties.notices());
        if (statements.stream().noneMatch(Statement::job)) {
            out.addAll(properties.noticesWithoutJob());
        }
        return out;
    }
}
