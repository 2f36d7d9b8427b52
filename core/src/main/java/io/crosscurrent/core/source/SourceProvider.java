/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.source;

import io.crosscurrent.core.table.Table;
import io.crosscurrent.core.table.TableId;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A database we can read; found by {@link java.util.ServiceLoader}. Stateless. */
public interface SourceProvider {
    /** DMS engine names it serves. */
    Set<String> engines();

    /** The default port, for endpoints that name none. */
    int defaultPort();

    /** Prepares reading; connects to nothing yet. */
    Source open(SourceSettings settings, TaskDefinition task);

    /**
     * As {@link #open(SourceSettings, TaskDefinition)}, for a login whose secret may be rotated while the task runs.
     *
     * @param current reads the settings anew; asked, from any thread, when the source refuses those in use
     */
    default Source open(SourceSettings settings, TaskDefinition task, Supplier<SourceSettings> current) {
        return open(settings, task);
    }

    /** Everything about the server that would make a task fail or lose data. Connects; takes at most some 10 s. */
    List<Finding> check(SourceSettings settings);

    /** The names of the schemas the login can see, without the system's own. */
    List<String> schemas(SourceSettings settings);

    /**
     * The tables the login can see, with their columns as of now. Connects.
     *
     * @param wanted asked for each table; columns are read of those only
     */
    List<Table> tables(SourceSettings settings, Predicate<TableId> wanted);

    /** The provider for an engine. @throws io.crosscurrent.core.failure.CrosscurrentException source.unknown_engine */
    static SourceProvider of(String engine) {
        for (SourceProvider provider :
                java.util.ServiceLoader.load(SourceProvider.class, SourceProvider.class.getClassLoader())) {
            if (provider.engines().contains(engine)) {
                return provider;
            }
        }
        throw new io.crosscurrent.core.failure.CrosscurrentException(
                "source.unknown_engine",
                "No source reads the engine \"" + engine + "\".",
                "Use one of mysql, mariadb, aurora, gcp-mysql.");
    }
}
