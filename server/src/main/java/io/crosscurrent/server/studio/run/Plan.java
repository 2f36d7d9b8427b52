/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.run;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.server.studio.note.Forms;
import io.crosscurrent.server.studio.note.Magic;
import io.crosscurrent.server.studio.note.Statements;
import io.crosscurrent.server.studio.note.Statements.Problem;
import io.crosscurrent.server.studio.note.Statements.Statement;
import io.crosscurrent.server.studio.result.LiveResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a cell of SQL comes to: its statements with parameters filled in, and how they run.
 *
 * @param filled the text sent, and where its pieces stand in the cell
 * @param options of Flink, for every statement
 */
record Plan(Forms.Filled filled, List<Statement> statements, LiveResult.Mode mode, Map<String, String> options) {
    /** @throws CrosscurrentException when the magic, a quote or a comment is broken */
    static Plan of(String magicText, String text, Map<String, String> values, String jobName) {
        Magic magic = Magic.of(magicText);
        Forms.Filled filled = Forms.fill(magic.configuration() ? options(text) : text, values);
        Statements.Split split = Statements.of(filled.text());
        if (!split.problems().isEmpty()) {
            Problem problem = split.problems().get(0);
            Forms.Place place = filled.place(problem.line(), problem.column());
            throw new PlacedFailure(problem.message(), "Mend it and run the cell again.", place.line(), place.column());
        }
        boolean together = Boolean.parseBoolean(magic.properties().getOrDefault("runAsOne", "false"));
        return new Plan(
                filled,
                together ? asOne(split.statements()) : split.statements(),
                LiveResult.Mode.of(magic.properties().get("type")),
                options(magic, jobName));
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

    private static Map<String, String> options(Magic magic, String jobName) {
        Map<String, String> options = new HashMap<>();
        options.put("pipeline.name", magic.properties().getOrDefault("jobName", jobName));
        options.put("execution.runtime-mode", magic.batch() ? "batch" : "streaming");
        put(options, magic, "parallelism", "parallelism.default");
        put(options, magic, "maxParallelism", "pipeline.max-parallelism");
        put(options, magic, "execution.savepoint.path", "execution.state-recovery.path");
        return options;
    }

    private static void put(Map<String, String> options, Magic magic, String property, String option) {
        String value = magic.properties().get(property);
        if (value != null) {
            options.put(option, value);
        }
    }

    /** Whether its statements end by themselves. */
    boolean batch() {
        return options.get("execution.runtime-mode").equals("batch");
    }

    /**
     * Options of a statement. The rows of a query must not wait for checkpoints. Flink must not begin its job again: rows that
     * were read would come once more, and the cause would be hidden; the cell begins anew itself. What follows a batch job
     * waits for it.
     */
    Map<String, String> options(Statement statement) {
        Map<String, String> more = new HashMap<>(options);
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
}
