/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.run;

import io.crosscurrent.engines.sql.SqlEngine.Job;
import io.crosscurrent.server.studio.note.Statements.Statement;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code STOP JOB 'name'}: Flink stops jobs by their ids, which a note cannot know before it runs. A name, as given by the
 * property {@code jobName}, is put in their place here.
 */
final class JobNames {
    private static final Pattern STOP = Pattern.compile("(?is)(STOP\\s+JOB\\s+)'((?:[^']|'')+)'(.*)");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    private JobNames() {}

    /**
     * The statement itself, or one for each running job of its name.
     *
     * @param jobs of the cluster; asked only when a name is given
     * @throws PlacedFailure when no job of that name runs
     */
    static List<Statement> resolved(Statement statement, Supplier<List<Job>> jobs) {
        Matcher stop = STOP.matcher(statement.sql());
        if (!stop.matches() || ID.matcher(stop.group(2)).matches()) {
            return List.of(statement);
        }
        String name = stop.group(2).replace("''", "'");
        List<Statement> found = jobs.get().stream()
                .filter(job -> job.name().equals(name) && !Job.ENDED.contains(job.state()))
                .map(Job::id)
                .map(id -> new Statement(
                        stop.group(1) + "'" + id + "'" + stop.group(3),
                        statement.start(),
                        statement.line(),
                        statement.column()))
                .toList();
        if (found.isEmpty()) {
            throw new PlacedFailure(
                    "No job with the name " + name + " is running.",
                    "See Jobs for those that run; a job has the name that jobName in the cell's first line gives it.",
                    statement.line(),
                    statement.column());
        }
        return found;
    }
}
