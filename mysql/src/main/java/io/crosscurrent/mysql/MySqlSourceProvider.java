/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql;

import io.crosscurrent.core.source.Finding;
import io.crosscurrent.core.source.Source;
import io.crosscurrent.core.source.SourceProvider;
import io.crosscurrent.core.source.SourceSettings;
import io.crosscurrent.core.source.TaskDefinition;
import io.crosscurrent.core.table.Table;
import io.crosscurrent.core.table.TableId;
import io.crosscurrent.mysql.preflight.MySqlPreflight;
import io.crosscurrent.mysql.protocol.MySqlConnection;
import io.crosscurrent.mysql.schema.Catalogue;
import io.crosscurrent.mysql.schema.MySqlTable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** MySQL and what speaks its protocol and writes its log. Stateless. */
public final class MySqlSourceProvider implements SourceProvider {
    @Override
    public Set<String> engines() {
        return Set.of("mysql", "mariadb", "aurora", "gcp-mysql");
    }

    @Override
    public int defaultPort() {
        return 3306;
    }

    @Override
    public Source open(SourceSettings settings, TaskDefinition task) {
        return open(settings, task, () -> settings);
    }

    @Override
    public Source open(SourceSettings settings, TaskDefinition task, Supplier<SourceSettings> current) {
        return new MySqlSource(settings, task, current);
    }

    @Override
    public List<Finding> check(SourceSettings settings) {
        return MySqlPreflight.check(settings);
    }

    @Override
    public List<String> schemas(SourceSettings settings) {
        return MySqlPreflight.schemas(settings);
    }

    @Override
    public List<Table> tables(SourceSettings settings, Predicate<TableId> wanted) {
        try (MySqlConnection connection = MySqlConnection.open(settings)) {
            Catalogue catalogue = new Catalogue(connection);
            List<TableId> names = catalogue.tables().stream().filter(wanted).toList();
            Map<TableId, MySqlTable> read = catalogue.read(names);
            return names.stream()
                    .filter(read::containsKey)
                    .map(name -> read.get(name).table())
                    .toList();
        }
    }
}
