/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.preflight;

import io.crosscurrent.core.source.Finding;
import io.crosscurrent.core.source.Finding.Level;
import io.crosscurrent.core.table.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the tables themselves bring: keys, storage engines, types, views, readable rows. */
final class TablesCheck implements Check {
    /** Not kept in the database, or kept elsewhere: their rows change without this log. */
    private static final Set<String> ELSEWHERE = Set.of("FEDERATED", "BLACKHOLE", "MRG_MYISAM", "ndbcluster");

    @Override
    public List<Finding> examine(ServerFacts facts) {
        TableFacts tables = facts.tables();
        List<Finding> findings = new ArrayList<>();
        if (facts.task() != null && tables.all().isEmpty()) {
            findings.addAll(Check.failed(
                    "tables",
                    "No table that " + facts.settings().user() + " can see matches the table mappings.",
                    "Check the selection rules and the grants of the login."));
        }
        findings.addAll(unreadable(facts));
        findings.addAll(keys(tables));
        findings.addAll(engines(tables));
        findings.addAll(types(facts));
        if (!tables.views().isEmpty()) {
            findings.addAll(
                    Check.warning(
                            "views",
                            "The rules select views, which are not captured: " + Names.of(tables.views()) + ".",
                            "Capture the tables they read and rebuild the views behind the topic, or set table-type to table."));
        }
        return findings;
    }

    private static List<Finding> unreadable(ServerFacts facts) {
        List<TableId> tables = facts.tables().unreadable();
        if (tables.isEmpty()) {
            return List.of();
        }
        StringBuilder grants = new StringBuilder();
        tables.stream().limit(10).forEach(id -> grants.append("GRANT SELECT ON ")
                .append(TableFacts.quoted(id))
                .append(" TO ")
                .append(facts.account())
                .append("; "));
        return Check.failed(
                "select-tables",
                "The login may not read all columns of " + Names.of(tables) + ".",
                grants.toString().trim());
    }

    private static List<Finding> keys(TableFacts tables) {
        if (tables.keyless().isEmpty()) {
            return Check.passed("keys", "Every table has a primary key.");
        }
        return Check.warning(
                "keys",
                "Without primary key: " + Names.of(tables.keyless())
                        + ". Their messages have no key, and their load is one read that cannot be resumed in the middle.",
                "ALTER TABLE " + TableFacts.quoted(tables.keyless().get(0))
                        + " ADD COLUMN my_row_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT INVISIBLE PRIMARY KEY; for new"
                        + " tables: SET PERSIST sql_generate_invisible_primary_key = ON;");
    }

    private static List<Finding> engines(TableFacts tables) {
        if (tables.engines().isEmpty()) {
            return Check.passed("storage-engines", "Every table is in InnoDB.");
        }
        Map<String, Set<String>> byEngine = new TreeMap<>();
        tables.engines().forEach((id, engine) -> byEngine.computeIfAbsent(engine, e -> new TreeSet<>())
                .add(id.toString()));
        List<Finding> findings = new ArrayList<>();
        byEngine.forEach((engine, names) -> findings.addAll(Check.warning(
                "storage-engines",
                ELSEWHERE.contains(engine)
                        ? Names.of(names) + ": " + engine
                                + " keeps rows elsewhere; what changes them there is not in this log."
                        : Names.of(names) + ": " + engine
                                + " has no transactions; its rows change at once and stay changed when the transaction is"
                                + " rolled back.",
                "ALTER TABLE " + TableFacts.quoted(first(tables, engine)) + " ENGINE = InnoDB;")));
        return findings;
    }

    private static TableId first(TableFacts tables, String engine) {
        return tables.engines().entrySet().stream()
                .filter(entry -> entry.getValue().equals(engine))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private static List<Finding> types(ServerFacts facts) {
        Map<String, String> unknown = facts.tables().unknownColumns();
        if (unknown.isEmpty()) {
            return Check.passed("column-types", "Every column can be carried.");
        }
        List<String> said = unknown.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .toList();
        Level level = Names.certainFor(facts);
        return List.of(new Finding(
                "column-types",
                level,
                "Cannot be carried: " + Names.of(said) + ".",
                "Exclude the tables from the task, or change the columns to types and character sets of MySQL 8.0."));
    }
}
