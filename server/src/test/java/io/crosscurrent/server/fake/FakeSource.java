/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.fake;

import io.crosscurrent.core.source.Finding;
import io.crosscurrent.core.source.Source;
import io.crosscurrent.core.source.SourceProvider;
import io.crosscurrent.core.source.SourceSettings;
import io.crosscurrent.core.source.TaskDefinition;
import java.util.List;
import java.util.Set;

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
}
