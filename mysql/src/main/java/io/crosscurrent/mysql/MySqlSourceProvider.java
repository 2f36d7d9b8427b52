/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql;

import io.crosscurrent.core.source.Finding;
import io.crosscurrent.core.source.Source;
import io.crosscurrent.core.source.SourceProvider;
import io.crosscurrent.core.source.SourceSettings;
import io.crosscurrent.core.source.TaskDefinition;
import io.crosscurrent.mysql.preflight.MySqlPreflight;
import java.util.List;
import java.util.Set;
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
}
