/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.preflight;

import io.crosscurrent.core.source.Finding;
import io.crosscurrent.core.table.TableId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether the server is told to leave databases out of its log. */
final class BinlogFilterCheck implements Check {
    private static final String NAME = "binlog-filter";

    @Override
    public List<Finding> examine(ServerFacts facts) {
        Set<String> only = names(facts.binlogDoDb());
        Set<String> without = names(facts.binlogIgnoreDb());
        Set<String> missing = facts.tables().all().stream()
                .map(TableId::schema)
                .filter(schema -> !only.isEmpty() && !only.contains(schema) || without.contains(schema))
                .collect(Collectors.toCollection(TreeSet::new));
        if (missing.isEmpty()) {
            return Check.passed(NAME, "No database of the tables is left out of the log.");
        }
        return List.of(new Finding(
                NAME,
                Names.certainFor(facts),
                "The server leaves changes to " + Names.of(missing) + " out of its log (binlog_do_db "
                        + facts.binlogDoDb() + ", binlog_ignore_db " + facts.binlogIgnoreDb() + ").",
                "Take binlog_do_db and binlog_ignore_db out of the server's configuration and restart it."));
    }

    private static Set<String> names(String list) {
        return Arrays.stream(list.split(","))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
    }
}
