/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.fake;

import io.crosscurrent.core.source.Finding;
import io.crosscurrent.core.source.Source;
import io.crosscurrent.core.source.SourceProvider;
import io.crosscurrent.core.source.SourceSettings;
import io.crosscurrent.core.source.TaskDefinition;
import io.crosscurrent.core.table.Column;
import io.crosscurrent.core.table.ColumnType;
import io.crosscurrent.core.table.Table;
import io.crosscurrent.core.table.TableId;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** A database that lets in {@code reader} with the password {@code pw-of-reader}, anywhere but at {@code nowhere}. */
public final class FakeSource implements SourceProvider {
    @Override
    public Set<String> engines() {
        return Set.of("mysql", "gcp-mysql");
    }

    @Override
    public int defaultPort() {
        return 3306;
    }

    @Override
    public Source open(SourceSettings settings, TaskDefinition task) {
        throw new UnsupportedOperationException("only Kafka Connect opens sources");
    }

    @Override
    public List<Finding> check(SourceSettings settings) {
        if (settings.host().equals("nowhere")) {
            return List.of(
                    new Finding("login", Finding.Level.FAILED, "nowhere does not answer.", "Choose another host."));
        }
        boolean right = settings.user().equals("reader") && settings.password().equals("pw-of-reader");
        return List.of(
                right
                        ? new Finding("login", Finding.Level.PASSED, "in as reader", "")
                        : new Finding("login", Finding.Level.FAILED, "The login was refused.", "Check the password."));
    }

    @Override
    public List<String> schemas(SourceSettings settings) {
        return List.of("classicmodels", "salesdb");
    }

    @Override
    public List<Table> tables(SourceSettings settings, Predicate<TableId> wanted) {
        Table orders = new Table(
                new TableId("salesdb", "orders"),
                List.of(
                        new Column("orderNumber", ColumnType.INT32, 0, 0, 0, false),
                        new Column("status", ColumnType.STRING, 15, 0, 0, false)),
                List.of(0),
                "utf8mb4_0900_ai_ci");
        return List.of(orders).stream().filter(table -> wanted.test(table.id())).toList();
    }
}
